import type { ScanState, Token, TokenKind } from './scan-line.ts';

/** The start of a line that is no JavaScript: a device command, a magic, a command of this machine. */
export interface LineForm {
  readonly tokens: readonly Token[];
  /** Where JavaScript, or a stage, goes on. */
  readonly end: number;
  /** Set where the lines below are something else. */
  readonly within?: ScanState['within'];
}

const ASSIGNED =
  '(\\s*(?:(?:(?:const|let|var)\\s+)?[\\p{ID_Start}$_][\\p{ID_Continue}$.]*\\s*=\\s*)?)';
const DEVICE = new RegExp(
  `^${ASSIGNED}(?:await\\s+)?(@(?:\\([^)]*\\)?|[^\\s"'\`()[\\]{};=|])*)`,
  'u',
);
const MAGIC = new RegExp(`^${ASSIGNED}(%%?[A-Za-z_][\\w-]*|%%?$)`, 'u');
const SHELL = new RegExp(`^${ASSIGNED}(!)(?=[\\w./~"'$-])`, 'u');
const KEYWORD = /^\s*(const|let|var)\b/;
/** Bodies of these are cells. */
const CODE_BODIES: ReadonlySet<string> = new Set(['%%js', '%%time', '%%timeit', '%%watch']);

/** The form a line begins with; undefined for plain code. */
export function readForm(line: string, state: ScanState): LineForm | undefined {
  if (state.within === 'commands') {
    const block = commandInBlock(line);
    if (block !== undefined) return block;
  }
  const start = line.trimStart()[0];
  // Most lines are code: `@`, `%` and `!` tell the others.
  if (start === undefined || !/[@%!]/.test(line)) return undefined;
  return state.open === '' ? (device(line) ?? magic(line, state) ?? shell(line)) : device(line);
}

/** A line below `@core:`: an indented one is a command, a blank one is nothing yet. */
function commandInBlock(line: string): LineForm | undefined {
  const words = line.trim();
  if (words !== '' && !/^\s/.test(line)) return undefined;
  if (words.startsWith('|>')) return undefined;
  const end = pipeAt(line, 0);
  const within = end < line.length ? 'code' : 'commands';
  if (words.startsWith('//')) {
    return {
      tokens: [token(line.indexOf('//'), line.length, 'comment')],
      end: line.length,
      within,
    };
  }
  return { tokens: commandTokens(line, 0, end), end, within };
}

function device(line: string): LineForm | undefined {
  const found = DEVICE.exec(line);
  if (found === null) return undefined;
  const selector = found[2] ?? '';
  const to = found[0].length;
  const tokens = [...assignment(line), token(to - selector.length, to, 'selector')];
  const pipe = pipeAt(line, to);
  const isBlock = /:\s*$/.test(line.slice(to - 1));
  if (isBlock) return { tokens, end: line.length, within: 'commands' };
  return { tokens: [...tokens, ...commandTokens(line, to, pipe)], end: pipe };
}

/** Commands with a `;` between them. */
function commandTokens(line: string, from: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = from;
  for (const piece of line.slice(from, end).split(/(;)/)) {
    const words = piece.trim();
    const start = at + piece.indexOf(words);
    if (words !== '' && words !== ';') tokens.push(token(start, start + words.length, 'command'));
    at += piece.length;
  }
  return tokens;
}

function magic(line: string, state: ScanState): LineForm | undefined {
  const found = MAGIC.exec(line);
  if (found === null) return undefined;
  const name = found[2] ?? '';
  const to = found[0].length;
  const tokens = [...assignment(line), token(to - name.length, to, 'magic')];
  const isCell = name.startsWith('%%') && state.isFirstLine;
  const end = pipeAt(line, to);
  if (isCell && !CODE_BODIES.has(name)) return { tokens, end, within: 'body' };
  const selector = /^\s+(?:\S+\s+)??(@\S*)/.exec(line.slice(to, end));
  if (selector !== null) {
    const from = to + selector[0].length - (selector[1]?.length ?? 0);
    tokens.push(token(from, to + selector[0].length, 'selector'));
  }
  return { tokens, end };
}

function shell(line: string): LineForm | undefined {
  const found = SHELL.exec(line);
  if (found === null) return undefined;
  const from = found[0].length - 1;
  const end = pipeAt(line, from);
  return { tokens: [...assignment(line), token(from, end, 'shell')], end };
}

function assignment(line: string): Token[] {
  const found = KEYWORD.exec(line);
  if (found === null) return [];
  const to = found[0].length;
  return [token(to - (found[1]?.length ?? 0), to, 'keyword')];
}

/** Where the first stage begins; the line's end without one. */
function pipeAt(line: string, from: number): number {
  const at = line.indexOf('|>', from);
  return at < 0 ? line.length : at;
}

function token(from: number, to: number, kind: TokenKind): Token {
  return { from, to, kind };
}
