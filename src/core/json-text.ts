import { isSafeCodePoint } from './safe.ts';

/**
 * A value as JSON, two blanks deep, with a line end. What JSON would leave as it is but a terminal acts on or hides (DEL,
 * C1 controls, bidirectional and zero-width marks) is written as escapes.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(NOT_ASCII, unlessSafe)}\n`;
}

/** The same on one line, for streams of values. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(NOT_ASCII, unlessSafe)}\n`;
}

const NOT_ASCII = /[^\n\x20-\x7e]/gu;

function unlessSafe(character: string): string {
  return isSafeCodePoint(character.codePointAt(0) ?? 0) ? character : asEscapes(character);
}

function asEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
