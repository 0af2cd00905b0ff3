import { CodeScanner } from './code-scanner.ts';
import type { Piece } from './text-pieces.ts';

/** A text of a form with JavaScript in it: texts as they are meant, and expressions where they stand in the cell. */
export type Interpolated = readonly (string | Piece)[];

/** The end of the `${…}` that begins at `at`, behind its brace; -1 where it is never closed. */
export function endOfExpression(text: string, at: number): number {
  const scanner = new CodeScanner(text, '}');
  scanner.startExpression();
  const end = scanner.read(at + 2, text.length);
  return end < text.length && text[end] === '}' ? end + 1 : -1;
}

/** Parts a text at its `${…}`; `isMeant` says of an expression, and where it stands in the text, whether it is one of ours. `\$` is a dollar sign. */
export function interpolate(
  { at, text }: Piece,
  isMeant: (expression: string, at: number) => boolean = () => true,
): Interpolated {
  const parts: (string | Piece)[] = [];
  let plain = '';
  for (let from = 0; from < text.length; from++) {
    const char = text[from] ?? '';
    if (char === '\\' && text[from + 1] === '$') {
      plain += '$';
      from++;
      continue;
    }
    const end = char === '$' && text[from + 1] === '{' ? endOfExpression(text, from) : -1;
    const expression = end < 0 ? '' : text.slice(from + 2, end - 1);
    if (expression.trim() === '' || !isMeant(expression, from)) {
      plain += char;
      continue;
    }
    parts.push(plain, { at: at + from + 2, text: expression });
    plain = '';
    from = end - 1;
  }
  return [...parts, plain].filter((part) => part !== '');
}
