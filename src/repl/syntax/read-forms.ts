import { CodeScanner } from './code-scanner.ts';
import type { LineForm, ReadForms, Surroundings } from './line-form.ts';
import { readCommandForm } from './read-command.ts';
import { readHelpForm, readMagicForm, readShellForm } from './read-other-forms.ts';
import { readStageChain } from './stage-chain.ts';

/** A line that could be a form, as far as its beginning shows it. */
export interface FormStart {
  readonly source: string;
  /** Where the form's own first character stands, behind what it is assigned to. */
  readonly at: number;
  readonly lineEnd: number;
  readonly indent: number;
  readonly isAssigned: boolean;
  readonly surroundings: Surroundings;
}

/** What a reader of one kind of form says; undefined where the line is none of its kind. */
export type FormRead =
  | { readonly status: 'read'; readonly form: LineForm }
  | Exclude<ReadForms, { status: 'read' }>
  | undefined;

/**
 * Finds the line forms of a cell: `@r1 show version`, `x = %hosts`, `!ls`, `name?`, `EXPR |> stage`. Lines inside template
 * literals, comments and continued strings are left alone, and so is what stands within parentheses, stages aside.
 */
export function readForms(source: string, surroundings: Surroundings): ReadForms {
  if (!MAY_HAVE_FORMS.test(source)) return NONE;
  const scanner = new CodeScanner(source);
  const forms: LineForm[] = [];
  for (let at = 0; at < source.length; ) {
    const lineEnd = endOfLine(source, at);
    const read = formAt(source, { at, lineEnd, scanner, surroundings }) ?? {
      status: 'code' as const,
    };
    if (read.status === 'code') {
      const stop = scanner.read(at, lineEnd);
      if (stop >= lineEnd) {
        at = stop > lineEnd ? stop : scanner.read(lineEnd, lineEnd + 1);
        continue;
      }
      const chain = readChain(source, { at: stop, scanner });
      if (chain.status !== 'read') return chain;
      forms.push(chain.form);
      at = chain.form.end;
      continue;
    }
    if (read.status !== 'read') return read;
    forms.push(read.form);
    scanner.endStatement();
    at = read.form.end;
  }
  return { status: 'read', forms };
}

const NONE: ReadForms = { status: 'read', forms: [] };
/** Nearly all plain JavaScript ends here. */
const MAY_HAVE_FORMS = /@|\|>|^[ \t]*[%!?]|=[ \t]*[%!?]|\?[ \t;]*$/m;

interface LineAt {
  readonly at: number;
  readonly lineEnd: number;
  readonly scanner: CodeScanner;
  readonly surroundings: Surroundings;
}

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const TARGET = `(?:${NAME}(?:\\.${NAME}|\\[[^\\]\\n]*\\])*|\\{[^{}\\n]*\\}|\\[[^[\\]\\n]*\\])`;
const ASSIGNED = `(?:(?:export[ \\t]+)?(?:const|let|var)[ \\t]+)?${TARGET}(?:[ \\t]*:[^=\\n]*)?[ \\t]*(?:\\?\\?|\\|\\|)?=(?![=>])[ \\t]*|return[ \\t]+`;
/** What may stand before a form in its line. */
const HEAD = new RegExp(`([ \\t]*)(${ASSIGNED})?(?:await[ \\t]+)?`, 'uy');

function formAt(source: string, { at, lineEnd, scanner, surroundings }: LineAt): FormRead {
  if (!scanner.isCode || scanner.isInExpression) return undefined;
  HEAD.lastIndex = at;
  const match = HEAD.exec(source);
  const formAtOffset = match === null ? at : HEAD.lastIndex;
  const indent = match?.[1]?.length ?? 0;
  const start: FormStart = {
    source,
    at: formAtOffset,
    lineEnd,
    indent,
    isAssigned: match?.[2] !== undefined || scanner.isUnfinished,
    surroundings,
  };
  switch (source[formAtOffset]) {
    case '@':
      return readCommandForm(start) ?? readHelpForm(start);
    case '%':
      return readMagicForm(start);
    case '!':
      return scanner.isUnfinished ? undefined : readShellForm(start);
    default:
      return scanner.isUnfinished ? undefined : readHelpForm({ ...start, at: at + indent });
  }
}

type ChainRead =
  | { readonly status: 'read'; readonly form: LineForm }
  | Exclude<ReadForms, { status: 'read' }>;

/** A chain of stages behind an expression; the scanner stands at its `|>`. */
function readChain(
  source: string,
  { at, scanner }: { readonly at: number; readonly scanner: CodeScanner },
): ChainRead {
  const statementAt = scanner.statementAt;
  if (statementAt < 0 || scanner.isUnfinished) {
    return {
      status: 'wrong',
      message: 'Before |> there is nothing to give to a stage',
      offset: at,
    };
  }
  const isStatement = !scanner.isInExpression;
  const chain = readStageChain(source, at, { isNested: scanner.depth > 0 });
  if (chain.status !== 'read') return chain;
  const { stages, end } = chain;
  if (isStatement) scanner.endStatement();
  else scanner.endOperand();
  const expressionAt = behindHead(source, statementAt, at);
  const form = { kind: 'chain', at: expressionAt, chainAt: at, end, stages, isStatement } as const;
  return { status: 'read', form };
}

const CHAIN_HEAD = new RegExp(`(?:${ASSIGNED})?`, 'uy');
/** What an arrow function gives is what goes into the stages, not the function. */
const ARROW = /\s*(?:async\s+)?(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|\([^()]*\))\s*=>\s*(?!\{)/uy;

function behindHead(source: string, from: number, to: number): number {
  CHAIN_HEAD.lastIndex = from;
  const afterHead = CHAIN_HEAD.test(source) ? CHAIN_HEAD.lastIndex : from;
  ARROW.lastIndex = afterHead;
  const afterArrow = ARROW.test(source) ? ARROW.lastIndex : afterHead;
  return afterArrow < to ? afterArrow : from;
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
