/**
 * An expression for a text as it stands in a cast's JSON, read as latin1: quotes and backslashes have a backslash before them, what is not
 * ASCII is its UTF-8 bytes. Letters are meant to be compared without their case (flag `i`), which finds too much for an exact text, never
 * too little. Escapes other than those make a line special and are looked at apart (`raw-lines.ts`).
 */
export function rawPattern(text: string, isExact: boolean): string {
  return [...text].map((character) => rawCharacter(character, isExact)).join('');
}

function rawCharacter(character: string, isExact: boolean): string {
  if (character === '"' || character === '\\') return `\\\\${escaped(character)}`;
  if (character === '\t') return '\\\\(?:t|u0009)';
  if (/^[\x20-\x7e]$/.test(character)) return escaped(character);
  const forms = isExact ? [character] : alikeOf(character);
  const bytes = forms.map(utf8Pattern);
  return bytes.length === 1 ? (bytes[0] ?? '') : `(?:${bytes.join('|')})`;
}

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(character) ? `\\${character}` : character;
}

function utf8Pattern(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

/** The characters that JavaScript's `i` takes for the same (ECMA-262 22.2.2.7.3): those with the same capital. */
function alikeOf(character: string): readonly string[] {
  if (character.length > 1) return [character];
  const capital = character.toUpperCase();
  return capital.length > 1 ? [character] : (alike().get(capital) ?? [character]);
}

let byCapital: Map<string, string[]> | undefined;

/** Made once, in some 10 ms, when somebody looks for such a character. */
function alike(): Map<string, string[]> {
  if (byCapital !== undefined) return byCapital;
  byCapital = new Map();
  for (let code = 0x80; code <= 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCharCode(code);
    const capital = character.toUpperCase();
    if (capital.length > 1) continue;
    const forms = byCapital.get(capital);
    if (forms === undefined) byCapital.set(capital, [character]);
    else forms.push(character);
  }
  return byCapital;
}
