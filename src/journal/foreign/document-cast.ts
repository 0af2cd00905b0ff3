import type { Size } from '../../core/size.ts';
import type { ByteSource } from '../cast/byte-source.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import { asRecord } from '../cast/cast-header.ts';
import { boundedSize } from '../cast/decode-event.ts';
import { boundedSeconds } from '../cast/time-limits.ts';

/** An asciicast v1: one JSON document with the output in frames, each with the pause before it. */
export interface DocumentCast {
  readonly size: Size;
  readonly title: string | undefined;
  readonly command: string | undefined;
  readonly events: readonly CastEvent[];
  /** Whether the end of the file is missing. */
  readonly isCut: boolean;
}

/** It has to be read whole. Longer ones nobody has recorded with a program of that time. */
export const MOST_DOCUMENT_BYTES = 128_000_000;

/** Reads a whole file as one; undefined for anything else. Frames that are none are left out. */
export function readDocumentCast(source: ByteSource): DocumentCast | undefined {
  const { size } = source;
  if (size > MOST_DOCUMENT_BYTES) return undefined;
  const bytes = Buffer.alloc(size);
  const text = bytes.toString('utf8', 0, source.read(bytes, 0)).replace(/^\ufeff/, '');
  const whole = documentIn(text);
  const document = whole ?? mendedIn(text);
  const frames = document?.['stdout'];
  if (document?.['version'] !== 1 || !Array.isArray(frames)) return undefined;
  return {
    size: boundedSize(document['width'], document['height']),
    title: words(document['title']),
    command: words(document['command']),
    events: eventsOf(frames),
    isCut: whole === undefined,
  };
}

function documentIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Half a frame may have a bracket or two in its text. */
const MOST_TRIES = 4;

/** Up to the last frame that is whole: what closes the frames, or the document, is missing. */
function mendedIn(text: string): Readonly<Record<string, unknown>> | undefined {
  let end = text.length;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    end = text.lastIndexOf(']', end - 1);
    if (end <= 0) return undefined;
    const head = text.slice(0, end + 1);
    const mended = documentIn(`${head}]}`) ?? documentIn(`${head}}`);
    if (mended !== undefined) return mended;
  }
  return undefined;
}

function eventsOf(frames: readonly unknown[]): readonly CastEvent[] {
  const events: CastEvent[] = [];
  let atS = 0;
  for (const frame of frames) {
    if (!Array.isArray(frame)) continue;
    const [delay, text]: unknown[] = frame;
    if (typeof delay === 'number' && delay > 0) atS = boundedSeconds(atS + delay);
    if (typeof text !== 'string' || text === '') continue;
    events.push({ atS, place: events.length, kind: 'output', bytes: Buffer.from(text) });
  }
  return events;
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined;
}
