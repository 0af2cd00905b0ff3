import { place } from './results.ts';
import type { Results } from './save.ts';
import type { ResultPath } from './template.ts';
import { newObject, type TtpObject } from './value.ts';

/** Puts a `<vars name="a.b">` into the results at its path; a path there has no variables in it. */
export function readIntoPath(results: Results, path: ResultPath, values: TtpObject): void {
  const parts = path.parts.map(({ pieces, form }) => ({
    name: pieces.map((piece) => (typeof piece === 'string' ? piece : piece.variable)).join(''),
    form,
  }));
  place(results.named, parts, newObject(Object.entries(values)));
  place(results.listed, parts, newObject(Object.entries(values)));
}
