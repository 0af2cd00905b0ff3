/**
 * A value as JSON, two blanks deep, with a line end. What JSON would leave as it is but a terminal acts on or hides (DEL,
 * C1 controls, bidirectional and zero-width marks) is written as escapes.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(ACTING, asEscape)}\n`;
}

const ACTING = /[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
