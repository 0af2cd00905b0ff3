import type { Key } from '../core/key.ts';
import { csiKey, ss3Key } from './key-sequences.ts';

/**
 * The keys a person pressed, from one input event of type `bytes` or `sequence`; none for key releases and for sequences
 * nobody knows. A long run of text (a paste without bracketing) is one key with all of it as its text.
 */
export function decodeKeys(event: { readonly bytes: Uint8Array }): Key[] {
  const { bytes } = event;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return text.startsWith('\x1b') ? sequenceKeys(text) : textKeys(text);
}

/** A key by name with nothing held and nothing inserted, unless told. */
export function key(name: string, held: Partial<Omit<Key, 'name'>> = {}): Key {
  return { name, ctrl: false, alt: false, shift: false, text: '', ...held };
}

/** Whether two keys are the same press; what they insert does not count. */
export function isSameKey(one: Key, other: Key): boolean {
  return (
    one.name === other.name &&
    one.ctrl === other.ctrl &&
    one.alt === other.alt &&
    // A sign such as `%` needs Shift on some keyboards and not on others.
    (one.shift === other.shift || isSign(one.name))
  );
}

/** The key of one character: typed, or named by a modern keyboard protocol. */
export function characterKey(character: string): Key {
  const control = character.codePointAt(0) ?? 0;
  if (control < 0x20 || control === 0x7f) return controlKey(control);
  if (character === ' ') return key('space', { text: ' ' });
  const lower = character.toLowerCase();
  const isUpper = lower !== character && lower.length === character.length;
  return key(isUpper ? lower : character, { shift: isUpper, text: character });
}

const LONG_RUN = 64;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function textKeys(text: string): Key[] {
  const keys: Key[] = [];
  for (const [run] of text.matchAll(/[^\x00-\x1f\x7f]+|[\x00-\x1f\x7f]/g)) {
    if (run.length > LONG_RUN) keys.push(key('text', { text: run }));
    else for (const character of charactersOf(run)) keys.push(characterKey(character));
  }
  return keys;
}

function* charactersOf(run: string): Iterable<string> {
  if (/^[\x20-\x7e]*$/.test(run)) yield* run;
  else for (const { segment } of segmenter.segment(run)) yield segment;
}

function controlKey(code: number): Key {
  switch (code) {
    case 0x00:
      return key('space', { ctrl: true });
    case 0x09:
      return key('tab');
    case 0x0d:
      return key('enter');
    case 0x1b:
      return key('escape');
    // Backspace sends DEL on most terminals and BS on some; both mean it.
    case 0x08:
    case 0x7f:
      return key('backspace');
    default:
      return key(String.fromCharCode(code + 0x40).toLowerCase(), { ctrl: true });
  }
}

function sequenceKeys(text: string): Key[] {
  if (text === '\x1b') return [key('escape')];
  const known = csiKey(text) ?? ss3Key(text);
  if (known === 'released') return [];
  if (known !== undefined) return [known];
  const rest = text.slice(1);
  if (rest.startsWith('\x1b')) {
    const inner = sequenceKeys(rest);
    const [only] = inner;
    // ESC before an arrow's sequence is Alt; before another ESC it is a key of its own.
    if (inner.length === 1 && only !== undefined && rest.length > 2)
      return [{ ...only, alt: true, text: '' }];
    return [key('escape'), ...inner];
  }
  const [first, ...others] = textKeys(rest);
  if (first === undefined || others.length > 0) return [];
  return [{ ...first, alt: true, text: '' }];
}

function isSign(name: string): boolean {
  return name.length === 1 && name.toLowerCase() === name.toUpperCase();
}
