import { isAscii, isUtf8 } from 'node:buffer';
import { Utf8Stream } from './utf8-stream.ts';

/** Bytes to text, cut anywhere. What is no character becomes U+FFFD; nothing is dropped, and nothing throws. */
export interface TextStream {
  decode(chunk: Uint8Array): string;
}

/** How a host writes text: a name of the WHATWG Encoding standard, and what goes with it. */
export interface Charset {
  readonly name: string;
  /** For one stream of bytes. */
  openDecoder(): TextStream;
  /** A character it does not have becomes `?`. */
  encode(text: string): Uint8Array;
}

export const UTF_8: Charset = {
  name: 'utf-8',
  openDecoder: () => new Utf8Stream(),
  encode: (text) => Buffer.from(text, 'utf8'),
};

const opened = new Map<string, Charset>([[UTF_8.name, UTF_8]]);

/**
 * The character set of this name, as people write it: `latin-1`, `gbk`, `shift_jis`. Undefined for one that nobody knows, and for
 * those in which a control byte may be part of a character, because a terminal cannot be driven with them.
 */
export function charsetOf(written: string): Charset | undefined {
  const name = nameOf(written);
  if (name === undefined) return undefined;
  const charset = opened.get(name) ?? (name === LATIN_1 ? latin1() : table(name));
  opened.set(name, charset);
  return charset;
}

/** What the person typed, as the host writes it. Keys that are no text pass as they are. */
export function encodeKeys(charset: Charset, keys: Uint8Array): Uint8Array {
  if (charset === UTF_8 || isAscii(keys) || !isUtf8(keys)) return keys;
  return charset.encode(Buffer.from(keys).toString('utf8'));
}

const LATIN_1 = 'windows-1252';

function nameOf(written: string): string | undefined {
  const label = written.trim().toLowerCase();
  const alias = /^(?:iso-?)?latin-?([1-9])$/.exec(label);
  try {
    const name = new TextDecoder(alias ? `latin${alias[1]}` : label).encoding;
    return /^(?:utf-16|iso-2022|replacement)/.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}

/** What windows-1252 has where Latin-1 has controls nobody uses. Written here, because versions of Node do not agree on it. */
const FROM_80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function latin1(): Charset {
  const bytes = new Map([...FROM_80].map((character, at) => [character, 0x80 + at]));
  const decode = (chunk: Uint8Array): string => {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (isAscii(chunk)) return text;
    return text.replace(/[\x80-\x9f]/g, (one) => FROM_80[one.charCodeAt(0) - 0x80] ?? '\ufffd');
  };
  const codeOf = (character: string): number => {
    const code = character.codePointAt(0) ?? 0;
    return bytes.get(character) ?? (code < 0x100 ? code : QUESTION_MARK);
  };
  return {
    name: LATIN_1,
    openDecoder: () => ({ decode }),
    encode: (text) => Uint8Array.from(text, codeOf),
  };
}

const QUESTION_MARK = 0x3f;

/** Any other: Node decodes it, and the way back is found by decoding every character there is. */
function table(name: string): Charset {
  let codes: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    name,
    openDecoder: () => {
      const decoder = new TextDecoder(name, { ignoreBOM: true });
      return {
        decode: (chunk) => decoder.decode(chunk, { stream: true }).replace(NO_CHARACTER, '\ufffd'),
      };
    },
    encode: (text) => {
      codes ??= reverseTable(name);
      const known = codes;
      return Uint8Array.from(
        [...text].flatMap((character) => {
          const code = character.codePointAt(0) ?? 0;
          return code < 0x80 ? [code] : (known.get(character) ?? [QUESTION_MARK]);
        }),
      );
    },
  };
}

/** Controls nobody uses, and the private signs by which ICU tells bytes that are no character. */
const NO_CHARACTER = /[\x80-\x9f\uf8c0-\uf8ff]/g;

/** Characters of one and two bytes; those of more are rare signs nobody types. */
function reverseTable(name: string): ReadonlyMap<string, readonly number[]> {
  const codes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(name, { ignoreBOM: true });
  const note = (...bytes: number[]): void => {
    const characters = [...decoder.decode(Uint8Array.from(bytes))];
    const [character = ''] = characters;
    if (
      characters.length !== 1 ||
      /[\ufffd\x80-\x9f\uf8c0-\uf8ff]/.test(character) ||
      codes.has(character)
    )
      return;
    codes.set(character, bytes);
  };
  for (let first = 0x80; first < 0x100; first++) {
    note(first);
    for (let second = 0x30; second < 0x100; second++) note(first, second);
  }
  return codes;
}
