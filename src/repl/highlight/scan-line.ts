import { readForm } from './line-forms.ts';

/**
 * Reads a cell line by line for colours and brackets, and never fails: what is typed is wrong most of the time. A line needs to know
 * only the state the one before it ended in, so a key costs the line it changes.
 */
export interface ScannedLine {
  readonly tokens: readonly Token[];
  readonly end: ScanState;
}

/** A piece of a line that is not plain. Offsets count in the line; pieces do not overlap and stand in order. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: TokenKind;
}

export type TokenKind =
  | 'keyword'
  | 'constant'
  | 'string'
  | 'number'
  | 'comment'
  | 'selector'
  | 'command'
  | 'stage'
  | 'magic'
  | 'shell'
  | 'bracket'
  /** A closing bracket that closes nothing, or something else. */
  | 'wrong-bracket';

/** What a line begins in. Two equal states read the same line the same way. */
export interface ScanState {
  /** `body` is what follows a `%%magic` that is no JavaScript, `commands` the indented lines below `@core:`. */
  readonly within: 'code' | 'comment' | 'body' | 'commands';
  /** Open brackets, the innermost last; "`" is a template's text, `$` a `${` in it. */
  readonly open: string;
  /** The last token was a value: a slash divides. */
  readonly isAfterValue: boolean;
  readonly isFirstLine: boolean;
}

export const SCAN_START: ScanState = {
  within: 'code',
  open: '',
  isAfterValue: false,
  isFirstLine: true,
};

export function isSameState(one: ScanState, other: ScanState): boolean {
  return (
    one.within === other.within &&
    one.open === other.open &&
    one.isAfterValue === other.isAfterValue &&
    one.isFirstLine === other.isFirstLine
  );
}

/** No line a person types is longer; longer ones have no colours. */
const MAX_LINE = 4_000;
const MAX_DEPTH = 200;

export function scanLine(line: string, state: ScanState): ScannedLine {
  const next = { ...state, isFirstLine: false };
  if (line.length > MAX_LINE || state.open.length > MAX_DEPTH) return { tokens: [], end: next };
  if (state.within === 'body') return { tokens: [], end: next };
  const isCode = state.within !== 'comment' && !state.open.endsWith('`');
  const form = isCode ? readForm(line, state) : undefined;
  const scan: Scan = { line, tokens: [], at: 0, ...next, isAfterPipe: false };
  if (isCode && state.within === 'commands') scan.within = 'code';
  if (form !== undefined) {
    scan.tokens.push(...form.tokens);
    scan.at = form.end;
    scan.isAfterValue = false;
    if (form.within !== undefined) scan.within = form.within;
    if (form.end === line.length) return { tokens: scan.tokens, end: endOf(scan) };
  }
  while (scan.at < line.length) step(scan);
  return { tokens: inOrder(scan.tokens), end: endOf(scan) };
}

interface Scan {
  readonly line: string;
  readonly tokens: Token[];
  at: number;
  within: ScanState['within'];
  open: string;
  isAfterValue: boolean;
  isAfterPipe: boolean;
}

function endOf({ within, open, isAfterValue }: Scan): ScanState {
  return { within, open, isAfterValue, isFirstLine: false };
}

/** Words before a form are scanned after it. */
function inOrder(tokens: readonly Token[]): readonly Token[] {
  return tokens.every((token, i) => i === 0 || (tokens[i - 1]?.to ?? 0) <= token.from)
    ? tokens
    : tokens.toSorted((a, b) => a.from - b.from);
}

function step(scan: Scan): void {
  if (scan.within === 'comment') blockComment(scan, scan.at);
  else if (scan.open.endsWith('`')) templateText(scan);
  else code(scan);
}

function blockComment(scan: Scan, from: number): void {
  const end = scan.line.indexOf('*/', scan.at);
  scan.within = end < 0 ? 'comment' : 'code';
  add(scan, { from, to: end < 0 ? scan.line.length : end + 2, kind: 'comment' });
}

function templateText(scan: Scan): void {
  const { line, at } = scan;
  let end = at;
  while (end < line.length) {
    if (line[end] === '\\') end += 2;
    else if (line[end] === '`') {
      scan.open = scan.open.slice(0, -1);
      scan.isAfterValue = true;
      add(scan, { from: at, to: end + 1, kind: 'string' });
      return;
    } else if (line[end] === '$' && line[end + 1] === '{') {
      scan.open += '$';
      scan.isAfterValue = false;
      if (end > at) add(scan, { from: at, to: end, kind: 'string' });
      add(scan, { from: end, to: end + 2, kind: 'bracket' });
      return;
    } else end++;
  }
  add(scan, { from: at, to: line.length, kind: 'string' });
}

const BLANKS = /\s+/y;
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy;
const NUMBER = /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?)n?/iy;
const STRING = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/y;
const REGEX = /\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/y;
const STAGE = /\|>\s*([A-Za-z][\w-]*)?/y;

function code(scan: Scan): void {
  const { line, at } = scan;
  const rest = line[at] ?? '';
  const blanks = match(BLANKS, line, at);
  if (blanks !== undefined) {
    scan.at += blanks.length;
  } else if (rest === '/' && line[at + 1] === '/') {
    add(scan, { from: at, to: line.length, kind: 'comment' });
  } else if (rest === '/' && line[at + 1] === '*') {
    scan.at += 2;
    blockComment(scan, at);
  } else if (rest === '|' && line[at + 1] === '>') {
    stage(scan);
  } else if (!number(scan) && !string(scan) && !word(scan) && !bracket(scan)) {
    sign(scan);
  }
}

function stage(scan: Scan): void {
  const found = match(STAGE, scan.line, scan.at) ?? '|>';
  add(scan, { from: scan.at, to: scan.at + found.length, kind: 'stage' });
  scan.isAfterValue = false;
  scan.isAfterPipe = true;
}

function number(scan: Scan): boolean {
  const found = match(NUMBER, scan.line, scan.at);
  if (found === undefined || found === '') return false;
  add(scan, { from: scan.at, to: scan.at + found.length, kind: 'number' });
  scan.isAfterValue = true;
  return true;
}

function string(scan: Scan): boolean {
  const { line, at } = scan;
  if (line[at] === '`') {
    scan.open += '`';
    scan.at++;
    const from = scan.tokens.length;
    templateText(scan);
    widen(scan, from, at);
    return true;
  }
  const found = match(STRING, line, at);
  if (found === undefined) return false;
  add(scan, { from: at, to: at + found.length, kind: 'string' });
  scan.isAfterValue = true;
  return true;
}

/** The opening backtick belongs to the first piece of the template. */
function widen(scan: Scan, place: number, from: number): void {
  const first = scan.tokens[place];
  if (first?.kind === 'string') scan.tokens[place] = { ...first, from };
  else scan.tokens.splice(place, 0, { from, to: from + 1, kind: 'string' });
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'async await break case catch class const continue debugger default delete do else export extends finally for function if import in instanceof interface let new of return static super switch throw try typeof var void while with yield as satisfies enum'.split(
    ' ',
  ),
);
const CONSTANTS: ReadonlySet<string> = new Set(
  'true false null undefined NaN Infinity this'.split(' '),
);
const CONDITION_WORDS: ReadonlySet<string> = new Set('and or not in by desc asc'.split(' '));

function word(scan: Scan): boolean {
  const { line, at } = scan;
  const found = match(WORD, line, at);
  if (found === undefined) return false;
  const isMember = line[at - 1] === '.' && line[at - 2] !== '.';
  const isKey = /^\s*:(?!:)/.test(line.slice(at + found.length, at + found.length + 9));
  const kind = kindOfWord(found, scan.isAfterPipe);
  if (kind === undefined || isMember || (isKey && kind === 'keyword' && found !== 'default')) {
    scan.at += found.length;
    scan.isAfterValue = true;
    return true;
  }
  add(scan, { from: at, to: at + found.length, kind });
  scan.isAfterValue = kind === 'constant';
  return true;
}

function kindOfWord(found: string, isAfterPipe: boolean): TokenKind | undefined {
  if (CONSTANTS.has(found)) return 'constant';
  if (KEYWORDS.has(found) || (isAfterPipe && CONDITION_WORDS.has(found))) return 'keyword';
  return undefined;
}

const PARTNERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function bracket(scan: Scan): boolean {
  const { line, at } = scan;
  const sign = line[at] ?? '';
  if (sign === '(' || sign === '[' || sign === '{') {
    scan.open += sign;
    add(scan, { from: at, to: at + 1, kind: 'bracket' });
    scan.isAfterValue = false;
    return true;
  }
  const partner = PARTNERS[sign];
  if (partner === undefined) return false;
  const last = scan.open.at(-1);
  const fits = last === partner || (sign === '}' && last === '$');
  if (fits) scan.open = scan.open.slice(0, -1);
  add(scan, { from: at, to: at + 1, kind: fits ? 'bracket' : 'wrong-bracket' });
  // After a block a slash begins an expression; after `)` and `]` it mostly divides.
  scan.isAfterValue = sign !== '}';
  return true;
}

function sign(scan: Scan): void {
  const { line, at } = scan;
  if (line[at] === '/' && !scan.isAfterValue) {
    const found = match(REGEX, line, at);
    if (found !== undefined) {
      add(scan, { from: at, to: at + found.length, kind: 'string' });
      scan.isAfterValue = true;
      return;
    }
  }
  const isStep = line.startsWith('++', at) || line.startsWith('--', at);
  scan.at += isStep ? 2 : 1;
  if (!isStep) scan.isAfterValue = false;
}

function add(scan: Scan, token: Token): void {
  scan.tokens.push(token);
  scan.at = token.to;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
