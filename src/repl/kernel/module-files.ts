import { statSync } from 'node:fs';
import { positionAt } from '../syntax/text-edits.ts';
import { stripTypes } from '../syntax/typescript.ts';

/** The word in a file's URL that tells its generation: a file that has changed is another module. */
export const GENERATION = 'showrun';

/** The file a path means: itself, or with an ending that was left out; `.js` may be said of what is `.ts`. */
export function completedFile(path: string): string | undefined {
  const others = ['.ts', '.js', '.mjs', '.cjs', '.mts', '.cts', '.json'].map((end) => path + end);
  const asTypeScript = path.replace(/\.([mc]?)js$/, '.$1ts');
  const inside = ['index.ts', 'index.js', 'index.mjs'].map((name) => `${path}/${name}`);
  return [path, asTypeScript, ...others, ...inside].find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

export function isTypeScript(path: string): boolean {
  return /\.[mc]?ts$/.test(path);
}

/** Whether a file that says nothing of it is one with `import` and `export`. */
export function isEcmaScript(source: string): boolean {
  return /^[ \t]*(?:export\b|import\b(?!\s*\())/m.test(source);
}

/** A file without its types, every place where it was. Throws a SyntaxError that names the place. */
export function strippedModule(source: string, path: string): string {
  const stripped = stripTypes(source);
  if (stripped.status === 'stripped') return stripped.code;
  const { line, column } = positionAt(source, stripped.offset);
  throw new SyntaxError(`${stripped.message} at ${path}:${line}:${column}`);
}
