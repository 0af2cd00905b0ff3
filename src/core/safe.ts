/**
 * The wall between foreign text and everything a person looks at (reference: security, D1).
 *
 * Terminal controls (C0, DEL, C1) become their pictures or `␛`-like marks; characters that hide or reorder text
 * (bidi controls, zero-width, tags, separators, interlinear marks, noncharacters, lone surrogates) become `�`.
 */
export function safe(foreign: string, maxLength = 2_000): string {
  const cut = foreign.length > maxLength ? `${foreign.slice(0, maxLength)}…` : foreign;
  return /^[\x20-\x7e]*$/.test(cut) ? cut : cut.toWellFormed().replace(UNSAFE, mark);
}

/** `safe` for text of many lines: line ends and tabs stay (tabs as blanks to the next multiple of 8). */
export function safeLines(foreign: string, maxLength = 50_000_000): string {
  return foreign
    .slice(0, maxLength)
    .split(/\r\n|\n|\r/)
    .map((line) => safe(expandTabs(line), Number.POSITIVE_INFINITY))
    .join('\n');
}

/** `safe` for whole texts that go into files: line ends (`\n`) and tabs stay as they are. Costs one look where there is nothing to do. */
export function inertText(foreign: string): string {
  if (!/[^\t\n\x20-\x7e]/.test(foreign)) return foreign;
  return foreign.toWellFormed().replace(UNSAFE_IN_TEXT, mark);
}

/** Whether a code point may be shown as it is. Used for cells, one code point at a time. */
export function isSafeCodePoint(codePoint: number): boolean {
  if (codePoint < 0x7f) return codePoint >= 0x20;
  if (codePoint < 0xa0) return false;
  if (codePoint < 0x061c) return codePoint !== 0xad;
  return !UNSAFE_ONE.test(String.fromCodePoint(codePoint));
}

const CLASS =
  '[\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e0fff}\\p{Cs}\\p{Noncharacter_Code_Point}]';
const UNSAFE = new RegExp(CLASS, 'gu');
const UNSAFE_IN_TEXT = new RegExp(CLASS.replace('\\x00-\\x1f', '\\x00-\\x08\\x0b-\\x1f'), 'gu');
const UNSAFE_ONE = new RegExp(`^${CLASS}$`, 'u');

function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return '\ufffd';
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  for (const character of line) {
    expanded += character === '\t' ? ' '.repeat(8 - (expanded.length % 8)) : character;
  }
  return expanded;
}
