import { isUtf8 } from 'node:buffer';
import { type Charset, charsetOf, UTF_8 } from '../../core/charset.ts';
import { type ByteSource, sourceOf } from '../cast/byte-source.ts';
import { noRecording } from '../read/no-recording.ts';

/** A log as lines that end with LF, and how what is in them is to be read. */
export interface EncodedText {
  readonly source: ByteSource;
  /** Behind a byte order mark. */
  readonly start: number;
  readonly charset: Charset;
}

const SAMPLE_BYTES = 262_144;
/** What has to be written anew before its lines can be found is held in memory. */
const MOST_REWRITTEN_BYTES = 256_000_000;

/**
 * Finds out how a log is written: UTF-8 or UTF-16, with or without its mark, else Latin-1. UTF-16, and lines that end with CR alone, are
 * made to UTF-8 lines in memory. Throws `bad-file` where that is too much.
 */
export function encodedText(source: ByteSource, path: string): EncodedText {
  const head = Buffer.alloc(SAMPLE_BYTES);
  const sample = head.subarray(0, source.read(head, 0));
  const wide = wideOf(sample);
  if (wide !== undefined) {
    const bytes = wholeOf(source, path);
    const text = new TextDecoder(wide).decode(bytes);
    return inMemory(text);
  }
  const start = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  const charset = isUtf8(withoutCut(sample)) ? UTF_8 : (charsetOf('latin1') ?? UTF_8);
  if (charset !== UTF_8 && isBinary(sample))
    throw noRecording(path, 'it is neither a cast nor text');
  const isOldMac = !sample.includes(0x0a) && sample.filter((byte) => byte === 0x0d).length > 1;
  if (!isOldMac) return { source, start, charset };
  return inMemory(charset.openDecoder().decode(wholeOf(source, path).subarray(start)));
}

function inMemory(text: string): EncodedText {
  const lines = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  return { source: sourceOf(Buffer.from(lines)), start: 0, charset: UTF_8 };
}

/** By its mark, or because every other byte of much of it is 0. */
function wideOf(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const looked = sample.subarray(0, 2_000);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked.length * 0.35 && even < looked.length * 0.05) return 'utf-16le';
  return even > looked.length * 0.35 && odd < looked.length * 0.05 ? 'utf-16be' : undefined;
}

/** A terminal's output has few controls that no terminal knows. */
function isBinary(sample: Buffer): boolean {
  const looked = sample.subarray(0, 8_000);
  const strange = looked.filter((byte) => byte < 0x20 && !USUAL.has(byte)).length;
  return strange > looked.length / 20;
}

/** Bell, backspace, tab, line feed, carriage return, escape. */
const USUAL: ReadonlySet<number> = new Set([0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b]);

/** A sample ends anywhere, also within a character. */
function withoutCut(sample: Buffer): Buffer {
  if (sample.length < SAMPLE_BYTES) return sample;
  return sample.subarray(0, sample.lastIndexOf(0x0a) + 1 || sample.length - 4);
}

function wholeOf(source: ByteSource, path: string): Buffer {
  const { size } = source;
  if (size > MOST_REWRITTEN_BYTES) {
    const most = Math.floor(MOST_REWRITTEN_BYTES / 1_000_000);
    throw noRecording(path, `a log of this encoding may have ${most} MB; write it as UTF-8`);
  }
  const bytes = Buffer.alloc(size);
  return bytes.subarray(0, source.read(bytes, 0));
}
