import type { Program } from 'acorn';
import { hiddenAt } from '../history/secrets/hide-secrets.ts';
import type { CellPosition } from '../link/cell-outcome.ts';
import { openBrackets, type ParsedCell, parseCell } from './cell-parse.ts';
import { declarationEdits } from './declarations.ts';
import { dynamicImportEdits } from './dynamic-imports.ts';
import { NO_SURROUNDINGS, type Surroundings } from './line-form.ts';
import { plainCell } from './plain-cell.ts';
import { applyEdits, type Edit, type EditedText, offsetAt, positionAt } from './text-edits.ts';
import { stripTypes } from './typescript.ts';
import { waitsIn } from './waits.ts';

/** A cell turned into a script for `vm.Script`, or why not. */
export type CompiledCell =
  | { readonly status: 'ready'; readonly script: CellScript }
  | { readonly status: 'incomplete' }
  | { readonly status: 'wrong'; readonly message: string; readonly position: CellPosition };

export interface CellScript {
  /** The cell as typed. */
  readonly source: string;
  readonly code: string;
  /** Names that must exist as global properties before the script runs. */
  readonly names: readonly string[];
  /** False when the cell ends in a declaration: nothing is shown then. */
  readonly hasValue: boolean;
  /** A place in `code`, as V8 reports it, as a place in the cell as it was typed. */
  toCell(place: CellPosition): CellPosition;
  /** Whether a place in `code` is the call that starts an async cell, which nobody typed. */
  isStart(place: CellPosition): boolean;
}

const IS_HIDDEN = 'a secret was hidden here: put it in the place of ‹secret›';

/**
 * Rewrites a cell: line forms (device commands, stages, magics, the shell, help) become calls, top-level declarations become
 * assignments to globals, a cell that awaits becomes an async function giving its last expression. `{a: 1}` is an object. TypeScript is
 * tried only when the cell is not JavaScript: `a < b > (c)` is a comparison in one and a call in the other.
 */
export function compileCell(
  source: string,
  surroundings: Surroundings = NO_SURROUNDINGS,
): CompiledCell {
  const hidden = hiddenAt(source);
  if (hidden !== undefined) {
    return { status: 'wrong', message: IS_HIDDEN, position: positionAt(source, hidden) };
  }
  const plain = plainCell(source, surroundings);
  if (plain.status === 'incomplete') return plain;
  if (plain.status === 'wrong') {
    const { message, offset } = plain;
    return { status: 'wrong', message, position: positionAt(source, offset) };
  }
  const read = readProgram(plain.text);
  if (read.status === 'incomplete') return read;
  if (read.status === 'wrong') {
    return { ...read, position: positionAt(source, plain.toTyped(read.offset)) };
  }
  const rewritten = scriptEdits(read.program, read.wrapped.text, {
    hasForms: plain.hasForms,
    lastForm: surroundings.lastForm,
  });
  const script = applyEdits(read.wrapped.text, rewritten.edits);
  const toCell = (place: CellPosition): CellPosition => {
    const inWrapped = script.toOriginal(offsetAt(script.text, place));
    return positionAt(source, plain.toTyped(read.wrapped.toOriginal(inWrapped)));
  };
  const { names, hasValue, isWrapped } = rewritten;
  const lines = script.text.split('\n').length;
  const isStart = ({ line }: CellPosition) => isWrapped && line === lines;
  return {
    status: 'ready',
    script: { source, code: script.text, names, hasValue, toCell, isStart },
  };
}

type ReadProgram =
  | Exclude<ParsedCell, { status: 'parsed' }>
  | { readonly status: 'parsed'; readonly program: Program; readonly wrapped: EditedText };

function readProgram(plain: string): ReadProgram {
  const asObject = readObject(plain);
  if (asObject) return asObject;
  const unwrapped = applyEdits(plain, []);
  const asJavaScript = parseCell(plain);
  if (asJavaScript.status === 'parsed') return { ...asJavaScript, wrapped: unwrapped };
  if (asJavaScript.status === 'incomplete') return asJavaScript;
  const stripped = stripTypes(plain);
  if (stripped.status === 'wrong') {
    if (isCutOffTypeScript(plain)) return { status: 'incomplete' };
    const isTypeScript =
      /cannot be used/.test(stripped.message) ||
      (asJavaScript.message === 'Unexpected token' && stripped.offset > asJavaScript.offset);
    return isTypeScript ? stripped : asJavaScript;
  }
  const asTypeScript = readObject(stripped.code) ?? parseCell(stripped.code);
  if (asTypeScript.status !== 'parsed') return asJavaScript;
  return { wrapped: { ...unwrapped, text: stripped.code }, ...asTypeScript };
}

/** A cell that starts with a brace and can be an expression is one. */
function readObject(plain: string): Extract<ReadProgram, { status: 'parsed' }> | undefined {
  if (!/^\s*\{/.test(plain) || /;\s*$/.test(plain)) return undefined;
  const wrapped = applyEdits(plain, [
    { at: 0, remove: 0, insert: '(' },
    { at: plain.trimEnd().length, remove: 0, insert: '\n)' },
  ]);
  const parsed = parseCell(wrapped.text);
  return parsed.status === 'parsed' ? { ...parsed, wrapped } : undefined;
}

/** TypeScript that only begins, such as `interface Device {`: closing what is open makes it readable. */
function isCutOffTypeScript(plain: string): boolean {
  const closers = openBrackets(plain);
  return closers !== '' && stripTypes(`${plain}\n${closers}`).status === 'stripped';
}

interface ScriptEdits {
  readonly edits: readonly Edit[];
  readonly names: readonly string[];
  readonly hasValue: boolean;
  readonly isWrapped: boolean;
}

function scriptEdits(
  program: Program,
  code: string,
  given: { readonly hasForms: boolean; readonly lastForm: Surroundings['lastForm'] },
): ScriptEdits {
  const { edits: declared, names, functions } = declarationEdits(program);
  const edits = [...declared];
  const waits = waitsIn(program, given);
  edits.push(...dynamicImportEdits(program, code));
  const last = program.body.findLast(({ type }) => type !== 'EmptyStatement');
  const hasValue = last !== undefined && !/Declaration$/.test(last.type);
  if (!waits.needsAsync) {
    return { edits: [...edits, ...waits.edits], names, hasValue, isWrapped: false };
  }
  const keep = functions.map((name) => `globalThis.${name} = ${name};`).join('');
  const wrapped: Edit[] = [{ at: 0, remove: 0, insert: `(async () => {${keep}` }, ...edits];
  if (last?.type === 'ExpressionStatement') {
    const end = code[last.end - 1] === ';' ? last.end - 1 : last.end;
    wrapped.push({ at: last.start, remove: 0, insert: 'return (' });
    wrapped.push(...waits.edits);
    wrapped.push({ at: end, remove: 0, insert: ')' });
  } else wrapped.push(...waits.edits);
  wrapped.push({ at: code.length, remove: 0, insert: '\n})()' });
  return { edits: wrapped, names, hasValue, isWrapped: true };
}
