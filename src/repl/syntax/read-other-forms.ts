import { parseCell } from './cell-parse.ts';
import { interpolate } from './interpolation.ts';
import { BEFORE_CHAIN } from './read-command.ts';
import type { FormRead, FormStart } from './read-forms.ts';
import { readStageChain, type Stage } from './stage-chain.ts';
import { findUnquoted, trimmed } from './text-pieces.ts';

const MAGIC = /(%%?)([A-Za-z_][\w-]*)(?=[ \t;]|$)/y;

/** `%name args`, or `%%name args` and everything below it, up to a line that begins the next cell of a file. */
export function readMagicForm(start: FormStart): FormRead {
  const { source, at, lineEnd, surroundings } = start;
  MAGIC.lastIndex = at;
  const match = MAGIC.exec(source.slice(0, lineEnd));
  if (match === null) return HELP.test(source.slice(at, lineEnd)) ? readHelpForm(start) : undefined;
  const name = match[2] ?? '';
  const argsAt = at + match[0].length;
  if (match[1] === '%%') {
    const args = trimmed({ at: argsAt, text: source.slice(argsAt, lineEnd) });
    const bodyAt = Math.min(lineEnd + 1, source.length);
    const end = bodyEnd(source, bodyAt);
    const body = { at: bodyAt, text: source.slice(bodyAt, end) };
    const form = { kind: 'magic', at, end, name, args, body, ...PLAIN } as const;
    return { status: 'read', form };
  }
  const rest = source.slice(argsAt, lineEnd);
  const firstPipe = findUnquoted(rest, '|>');
  const takesCode =
    surroundings.takesCode(name) || COMMAND.test(firstPipe < 0 ? rest : rest.slice(0, firstPipe));
  const pipe = takesCode ? -1 : firstPipe;
  const words = pipe < 0 ? rest : rest.slice(0, pipe);
  const args = trimmed({ at: argsAt, text: words.replace(/\s*;\s*$/, '') });
  const chain = takesCode ? NO_CHAIN : chainBehind(source, pipe < 0 ? lineEnd : argsAt + pipe);
  if (chain.status !== 'read') return chain;
  const { stages, end = lineEnd } = chain;
  const form = { kind: 'magic', at, end, name, args, body: undefined, stages } as const;
  return { status: 'read', form: { ...form, isStatement: true } };
}

/** As other editors have it, too: `// %% In[3]`. */
const CELL_MARK = /\n[ \t]*\/\/ ?%%/g;

function bodyEnd(source: string, from: number): number {
  CELL_MARK.lastIndex = Math.max(0, from - 1);
  return CELL_MARK.exec(source)?.index ?? source.length;
}

/** A device command among a magic's arguments: the stages behind it are its own. */
const COMMAND = /(?:^|\s)@\S*\s+\S/;

const PLAIN = { stages: [], isStatement: true } as const;

type ChainBehind =
  | { readonly status: 'read'; readonly stages: readonly Stage[]; readonly end?: number }
  | Exclude<ReturnType<typeof readStageChain>, { status: 'read' }>;

const NO_CHAIN: ChainBehind = { status: 'read', stages: [] };

function chainBehind(source: string, end: number): ChainBehind {
  BEFORE_CHAIN.lastIndex = end;
  if (!BEFORE_CHAIN.test(source)) return NO_CHAIN;
  return readStageChain(source, BEFORE_CHAIN.lastIndex - 2, { isNested: false });
}

/**
 * `!command`. Assigned, `x = !name` is JavaScript where `name` is a variable and the line reads as such; `! name` never is. A line of its own is JavaScript
 * only where it also calls something or goes on with `&&`: `!isUp(r1) && print('down')`.
 */
export function readShellForm(start: FormStart): FormRead {
  const { source, at, lineEnd, isAssigned } = start;
  const rest = source.slice(at + 1, lineEnd);
  if (!/^[ \t]*[\w./~"'$]/.test(rest) || CODE_ONLY.test(rest)) return undefined;
  const pipe = findUnquoted(rest, '|>');
  const text = trimmed({ at: at + 1, text: pipe < 0 ? rest : rest.slice(0, pipe) });
  const command = interpolate(
    text,
    (expression, place) =>
      isValueOf(start, expression) && !isInSingleQuotes(text.text.slice(0, place)),
  );
  const mayBeCode = isAssigned || /\(|&&|\|\|/.test(rest);
  if (mayBeCode && isNegation(start, rest)) return undefined;
  const chain = chainBehind(source, pipe < 0 ? lineEnd : at + 1 + pipe);
  if (chain.status !== 'read') return chain;
  const { stages, end = lineEnd } = chain;
  const isValue = isAssigned || stages.length > 0;
  const form = { kind: 'shell', at, end, command, isValue, stages, isStatement: true } as const;
  return { status: 'read', form };
}

/** `${r1.address}` is ours, `${HOME}` and `${x:-1}` the shell's, `${name}` ours where there is a variable of that name. */
function isValueOf({ source, at, surroundings }: FormStart, expression: string): boolean {
  const name = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*$/u.exec(expression)?.[1];
  if (name !== undefined)
    return surroundings.isName(name) || isMentioned(name, source.slice(0, at));
  return /^\s*[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\?\.|[.[(])/u.test(expression);
}

/** Where a shell reads nothing. */
function isInSingleQuotes(before: string): boolean {
  const outside = before.replaceAll(/\\.|"(?:\\.|[^"\\])*"?|'[^']*'/g, '');
  return outside.includes("'");
}

/** `!function () {}()` is how minified code begins. */
const CODE_ONLY = /^(?:function|async|await|class|new|typeof|void)\b/;

function isNegation({ source, at, surroundings }: FormStart, rest: string): boolean {
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(rest)?.[0];
  if (name === undefined) return /^["']/.test(rest);
  // Read as it stands; an expression may go on below.
  if (parseCell(`!${rest}`).status === 'wrong') return false;
  return surroundings.isName(name) || isMentioned(name, source.slice(0, at));
}

function isMentioned(name: string, text: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  const before = text.replace(/[^\n]*$/, '');
  return new RegExp(`(?<![\\p{ID_Continue}$.])${escaped}(?![\\p{ID_Continue}$])`, 'u').test(before);
}

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const MEMBERS = `${NAME}(?:\\??\\.${NAME}|\\[(?:'[^'\\n]*'|"[^"\\n]*"|\\d+)\\])*`;
const ASKED = `(?:%{0,2}${MEMBERS}|@[^\\s"'\`?][^"'\`?\\n]*)`;
const HELP = new RegExp(`^(?:(\\?{1,2})(${ASKED})|(${ASKED})(\\?{1,2}))[ \\t]*;?[ \\t]*$`, 'u');

/** `name?`, `name??` and `?name`: a name with its members, `%magic`, `@selector`, or the name of a stage. */
export function readHelpForm(start: FormStart): FormRead {
  const { source, at, lineEnd } = start;
  const last = source[at];
  if (source[lineEnd - 1] !== '?' && last !== '?' && !/\?[ \t;]*$/.test(source.slice(at, lineEnd)))
    return undefined;
  const match = HELP.exec(source.slice(at, lineEnd));
  if (match === null || /^\s*:/.test(source.slice(lineEnd))) return undefined;
  const name = match[2] ?? match[3] ?? '';
  const isDetailed = (match[1] ?? match[4]) === '??';
  const form = { kind: 'help', at, end: lineEnd, name, isDetailed, ...PLAIN } as const;
  return { status: 'read', form };
}
