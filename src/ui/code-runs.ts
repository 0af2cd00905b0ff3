import type { Style } from '../core/cell.ts';
import { safe } from '../core/safe.ts';
import type { KnownNames } from '../repl/highlight/known-names.ts';
import type { Token, TokenKind } from '../repl/highlight/scan-line.ts';
import type { StyledRun } from '../repl/transcript/ansi-text.ts';
import type { Theme, Token as ThemeToken } from './theme.ts';

/** A part of a line that looks other than what it is would: a bracket's partner, a selection. Offsets count in the line. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

export interface CodeLook {
  readonly theme: Theme;
  /** Undefined leaves all names uncriticised. */
  readonly names: KnownNames | undefined;
}

/** A part of a line as runs that are safe to paint: its tokens in their colours, with marks over them. */
export function codeRuns(
  text: string,
  part: {
    readonly from: number;
    readonly to: number;
    readonly tokens: readonly Token[];
    readonly marks: readonly Mark[];
  },
  look: CodeLook,
): StyledRun[] {
  const { from, to, tokens, marks } = part;
  const runs: StyledRun[] = [];
  const add = (start: number, end: number, style: Style): void => {
    if (end > start) runs.push({ text: shownText(text.slice(start, end)), style });
  };
  const addMarked = (start: number, end: number, style: Style): void => {
    let at = start;
    for (const mark of marks) {
      const [begin, stop] = [Math.max(at, mark.from), Math.min(end, mark.to)];
      if (stop <= begin) continue;
      add(at, begin, style);
      add(begin, stop, mark.style);
      at = stop;
    }
    add(at, end, style);
  };
  let at = from;
  for (const token of tokens) {
    const [begin, stop] = [Math.max(at, token.from), Math.min(to, token.to)];
    if (stop <= begin) continue;
    addMarked(at, begin, look.theme.text);
    addMarked(begin, stop, styleOf(token, text, look));
    at = stop;
  }
  addMarked(at, to, look.theme.text);
  return runs;
}

/** Text of an input as it is painted: a tab takes two columns wherever it stands, other controls show as marks. */
export function shownText(text: string): string {
  return safe(text.includes('\t') ? text.replaceAll('\t', '  ') : text, Number.POSITIVE_INFINITY);
}

const STYLES: Readonly<Record<TokenKind, ThemeToken>> = {
  keyword: 'codeKeyword',
  constant: 'codeNumber',
  string: 'codeString',
  number: 'codeNumber',
  comment: 'codeComment',
  selector: 'codeSelector',
  command: 'codeCommand',
  stage: 'codeStage',
  magic: 'codeMagic',
  shell: 'codeShell',
  bracket: 'text',
  'wrong-bracket': 'bracketWrong',
};

function styleOf({ kind, from, to }: Token, text: string, { theme, names }: CodeLook): Style {
  if (names === undefined) return theme[STYLES[kind]];
  const word = text.slice(from, to);
  const isUnknown =
    (kind === 'selector' && !names.isSelector(word.slice(1))) ||
    (kind === 'magic' && !names.isMagic(word.replace(/^%+/, ''))) ||
    (kind === 'stage' && !names.isStage(word.replace(/^\|>\s*/, '')));
  return theme[isUnknown ? 'codeUnknown' : STYLES[kind]];
}
