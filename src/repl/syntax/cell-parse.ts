import { type Options, type Program, parse, tokenizer } from 'acorn';

/** A cell read as a program, or why it cannot be. */
export type ParsedCell =
  | { readonly status: 'parsed'; readonly program: Program }
  | { readonly status: 'incomplete' }
  | { readonly status: 'wrong'; readonly message: string; readonly offset: number };

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
};

/** Reads JavaScript as a cell may hold it: top-level await, imports anywhere at the top. */
export function parseCell(code: string): ParsedCell {
  try {
    return { status: 'parsed', program: parse(code, OPTIONS) };
  } catch (thrown) {
    if (/\b(?:import|export)\b/.test(code)) return parseModule(code);
    return problemOf(thrown, code);
  }
}

const NO_COMMAND = 'A device command is a whole line, such as @r1 show version';

/** Imports are only read in module code, which is strict; a cell runs sloppy all the same. */
function parseModule(code: string): ParsedCell {
  try {
    return { status: 'parsed', program: parse(code, { ...OPTIONS, sourceType: 'module' }) };
  } catch (thrown) {
    return problemOf(thrown, code);
  }
}

function problemOf(thrown: unknown, code: string): ParsedCell {
  if (!(thrown instanceof SyntaxError)) throw thrown;
  const offset = 'pos' in thrown && typeof thrown.pos === 'number' ? thrown.pos : 0;
  // The parser stopped at the very end: more lines may make it whole.
  const isCutOff =
    offset >= code.trimEnd().length || /^Unterminated (template|comment)/.test(thrown.message);
  if (isCutOff) return { status: 'incomplete' };
  const message = thrown.message.replace(/ \(\d+:\d+\)$/, '');
  return { status: 'wrong', message: code[offset] === '@' ? NO_COMMAND : message, offset };
}

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '${': '}', '[': ']', '(': ')' };

/** What would close the brackets a text leaves open, innermost first. */
export function openBrackets(code: string): string {
  const open: string[] = [];
  try {
    for (const { type } of tokenizer(code, OPTIONS)) {
      const closer = CLOSERS[type.label];
      if (closer !== undefined) open.push(closer);
      else if (type.label === open.at(-1)) open.pop();
    }
  } catch {
    return '';
  }
  return open.toReversed().join('');
}
