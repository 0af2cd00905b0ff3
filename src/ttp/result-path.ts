import type { PathForm, PathPart, ResultPath } from './template.ts';
import { isForbiddenName } from './value.ts';

/** Reads `interfaces.{{ interface }}*`. Null parts (`_`) are left out. Throws a plain Error with the reason. */
export function readResultPath(text: string, pathchar: string): ResultPath {
  const whole = text.trim();
  const isAbsolute = whole.startsWith('/');
  const parts = splitPath(isAbsolute ? whole.slice(1) : whole, pathchar)
    .filter((part) => part !== '_' && part !== '')
    .map(readPart);
  return { isAbsolute, parts };
}

/** Splits at the path's sign, but not within `{{ }}`. */
function splitPath(text: string, pathchar: string): string[] {
  const parts = [''];
  for (const piece of text.split(/(\{\{.*?\}\})/)) {
    if (piece.startsWith('{{')) {
      parts[parts.length - 1] += piece;
      continue;
    }
    const [first = '', ...others] = piece.split(pathchar);
    parts[parts.length - 1] += first;
    parts.push(...others);
  }
  return parts.map((part) => part.trim());
}

function readPart(text: string): PathPart {
  const stars = /\**$/.exec(text)?.[0].length ?? 0;
  const form: PathForm = stars === 0 ? 'auto' : stars === 1 ? 'list' : 'object';
  const name = stars === 0 ? text : text.slice(0, -stars);
  if (isForbiddenName(name)) throw new Error(`'${name}' cannot name a group`);
  const pieces = name
    .split(/(\{\{\s*[\w.-]+\s*\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{{') && piece.endsWith('}}')
        ? { variable: piece.slice(2, -2).trim() }
        : piece,
    );
  const bad = pieces.find((piece) => typeof piece === 'string' && /\{\{|\}\}/.test(piece));
  if (bad !== undefined) throw new Error(`expected {{ name }} in the group's name '${text}'`);
  return { pieces, form };
}
