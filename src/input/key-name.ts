import type { Key } from '../core/key.ts';
import { characterKey, key } from './key.ts';

/**
 * A key from its name in a file: `ctrl-]`, `alt-x`, `shift-tab`, `left`, `R`, `%`. A capital letter is Shift with the letter.
 * Undefined if there is no such key.
 */
export function parseKeyName(name: string): Key | undefined {
  let rest = name.trim();
  const held = { ctrl: false, alt: false, shift: false };
  for (let match = MODIFIER.exec(rest); match !== null; match = MODIFIER.exec(rest)) {
    const [whole, modifier = ''] = match;
    held[ALIASES[modifier.toLowerCase()] ?? 'ctrl'] = true;
    rest = rest.slice(whole.length);
  }
  const plain = NAMES.has(rest.toLowerCase()) ? key(rest.toLowerCase()) : oneCharacter(rest);
  if (plain === undefined) return undefined;
  // Ctrl makes no difference between a letter and its capital.
  const shift = (plain.shift && !held.ctrl) || held.shift;
  return { ...plain, ...held, shift, text: '' };
}

/** The name of a key as a person reads it, as `parseKeyName` takes it. */
export function keyName(pressed: Key): string {
  const isCapital = pressed.shift && pressed.name.length === 1 && !pressed.ctrl;
  const name = isCapital ? pressed.name.toUpperCase() : pressed.name;
  const held = `${pressed.ctrl ? 'ctrl-' : ''}${pressed.alt ? 'alt-' : ''}`;
  return `${held}${pressed.shift && !isCapital ? 'shift-' : ''}${name}`;
}

const MODIFIER = /^(ctrl|control|alt|meta|shift|c|m|s)-(?=.)/i;
const ALIASES: Readonly<Record<string, 'ctrl' | 'alt' | 'shift'>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  c: 'ctrl',
  alt: 'alt',
  meta: 'alt',
  m: 'alt',
  shift: 'shift',
  s: 'shift',
};

const NAMES: ReadonlySet<string> = new Set([
  ...'enter tab backspace delete up down left right home end pageup pagedown insert escape space'.split(
    ' ',
  ),
  ...Array.from({ length: 20 }, (_, index) => `f${index + 1}`),
]);

function oneCharacter(text: string): Key | undefined {
  const [character, ...more] = text;
  if (character === undefined || more.length > 0 || character <= ' ') return undefined;
  return characterKey(character);
}
