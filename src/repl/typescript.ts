import { createRequire } from 'node:module';

/**
 * TypeScript with its types turned to blanks, so that every place stays; undefined if it is not TypeScript either.
 * The stripper is 3 MB of WebAssembly and is loaded by the first cell that needs it.
 */
export function stripTypes(code: string): string | undefined {
  stripper ??= load();
  try {
    return stripper.transformSync(code, { mode: 'strip-only', module: true, filename: 'cell.ts' })
      .code;
  } catch {
    return undefined;
  }
}

interface Stripper {
  transformSync(
    code: string,
    options: { mode: 'strip-only'; module: boolean; filename: string },
  ): { readonly code: string };
}

let stripper: Stripper | undefined;

function load(): Stripper {
  return createRequire(import.meta.url)('@swc/wasm-typescript');
}
