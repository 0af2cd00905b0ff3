import { createRequire } from 'node:module';
import { offsetAt } from './text-edits.ts';

/** A cell without its types, or why it is not TypeScript either. */
export type StrippedCell =
  | { readonly status: 'stripped'; readonly code: string }
  | { readonly status: 'wrong'; readonly message: string; readonly offset: number };

/**
 * TypeScript with its types turned to blanks, so that every place stays. The stripper is 3 MB of WebAssembly and is loaded
 * by the first cell that needs it.
 */
export function stripTypes(code: string): StrippedCell {
  stripper ??= load();
  try {
    const options = { mode: 'strip-only', module: true, filename: 'cell.ts' } as const;
    return { status: 'stripped', code: stripper.transformSync(code, options).code };
  } catch (thrown) {
    const problem = asProblem(thrown);
    const place = { line: problem.startLine ?? 1, column: (problem.startColumn ?? 0) + 1 };
    const message = (problem.message ?? 'Unexpected token')
      .replace(/ is not supported in strip-only mode$/, ' cannot be used in a cell')
      .replace(/\. Expected .*$/s, '');
    return { status: 'wrong', message, offset: offsetAt(code, place) };
  }
}

interface Stripper {
  transformSync(
    code: string,
    options: { readonly mode: 'strip-only'; readonly module: boolean; readonly filename: string },
  ): { readonly code: string };
}

/** What the stripper throws: a plain object; the line counts from one, the column from zero. */
interface Problem {
  readonly message?: string;
  readonly startLine?: number;
  readonly startColumn?: number;
}

let stripper: Stripper | undefined;

function load(): Stripper {
  return createRequire(import.meta.url)('@swc/wasm-typescript');
}

function asProblem(thrown: unknown): Problem {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}
