import { isAscii } from 'node:buffer';
import type { Size } from '../../core/size.ts';
import type { CastMatter } from './cast-event.ts';

/** What a line of a cast holds. `time` is its first element as written: seconds since the beginning, or since the event before (v3). */
export type CastLine =
  | { readonly kind: 'event'; readonly time: number; readonly matter: CastMatter }
  /** Bytes that were no UTF-8, to be put into the output before it. */
  | { readonly kind: 'bytes'; readonly time: number; readonly patches: readonly BytePatch[] }
  /** An event nobody here knows, or one that says nothing; only its time counts. */
  | { readonly kind: 'other'; readonly time: number }
  /** Nothing: a blank line or a comment. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'broken' };

/** The bytes that stand as one `�` in an output; the offset is in the output's UTF-8 as it is written. */
export interface BytePatch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Reads one line of an asciicast v2 or v3, ours or another's (docs/recordings.md). Never throws. */
export function decodeEvent(line: Buffer): CastLine {
  if (line.length === 0 || line[0] === HASH) return { kind: 'blank' };
  const text = isAscii(line) ? line.toString('latin1') : line.toString('utf8');
  if (text.trim() === '') return { kind: 'blank' };
  const parsed = parse(text);
  if (!Array.isArray(parsed) || parsed.length < 2) return { kind: 'broken' };
  const [time, code, data]: unknown[] = parsed;
  // Some writers put null where they know no time.
  const isTime = typeof time === 'number' || time === null || time === undefined;
  if (!isTime || typeof code !== 'string') return { kind: 'broken' };
  return lineOf(time ?? 0, code, data);
}

const HASH = 0x23;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lineOf(time: number, code: string, data: unknown): CastLine {
  if (code === 'b') return { kind: 'bytes', time, patches: patchesOf(String(data)) };
  const matter = matterOf(code, data);
  return matter === undefined ? { kind: 'other', time } : { kind: 'event', time, matter };
}

function matterOf(code: string, data: unknown): CastMatter | undefined {
  const text = typeof data === 'string' ? data : '';
  switch (code) {
    case 'o':
      return text === '' ? undefined : { kind: 'output', bytes: Buffer.from(text, 'utf8') };
    case 'i':
      return text === '' ? undefined : { kind: 'input', bytes: Buffer.from(text, 'utf8') };
    case 'm':
      return { kind: 'marker', label: text };
    case 'n':
      return { kind: 'printed', line: text };
    case 'r': {
      const size = sizeOf(text);
      return size && { kind: 'resize', size };
    }
    case 'g': {
      const bytes = Number(data);
      return Number.isSafeInteger(bytes) && bytes >= 0 ? { kind: 'gap', bytes } : undefined;
    }
    default:
      return undefined;
  }
}

function sizeOf(text: string): Size | undefined {
  const [, cols, rows] = /^(\d{1,6})x(\d{1,6})$/.exec(text) ?? [];
  return cols === undefined ? undefined : boundedSize(Number(cols), Number(rows));
}

/** A size a screen can be made of, whatever a file says; 80 by 24 where it says nothing. */
export function boundedSize(cols: unknown, rows: unknown): Size {
  return { cols: within(cols, 80, 1_000), rows: within(rows, 24, 500) };
}

function within(value: unknown, fallback: number, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 1) return fallback;
  return Math.min(Math.floor(value), most);
}

function patchesOf(text: string): readonly BytePatch[] {
  return text.split(',').flatMap((one) => {
    const [, at, hex] = /^(\d{1,9}):((?:[0-9a-f]{2}){1,4})$/.exec(one) ?? [];
    return hex === undefined ? [] : [{ at: Number(at), bytes: Buffer.from(hex, 'hex') }];
  });
}

/** The output's bytes as the device sent them: each patch stands for the `�` at its offset. A patch that meets none is left out. */
export function patched(written: Uint8Array, patches: readonly BytePatch[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { at, bytes } of patches) {
    const isMark = written[at] === 0xef && written[at + 1] === 0xbf && written[at + 2] === 0xbd;
    if (at < from || !isMark) continue;
    parts.push(written.subarray(from, at), bytes);
    from = at + 3;
  }
  return from === 0 ? written : Buffer.concat([...parts, written.subarray(from)]);
}
