import type { Size } from '../../core/size.ts';
import type { ByteSource } from './byte-source.ts';
import { boundedSize, decodeEvent } from './decode-event.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import { isTime } from './time-limits.ts';

/** The first line of a cast, and what is ours in it. */
export interface CastHeader {
  readonly version: 2 | 3;
  readonly size: Size;
  /** When it began, in ms since the epoch; undefined where it does not say. */
  readonly startedAtMs: number | undefined;
  readonly title: string | undefined;
  readonly command: string | undefined;
  /** Pauses are to be cut to so many seconds. */
  readonly idleMostS: number | undefined;
  readonly ours: OurHeader | undefined;
  /** Where the first event's line begins. */
  readonly end: number;
}

/** What only our casts have. */
export interface OurHeader {
  readonly session: string;
  readonly host: string;
  readonly platform: string;
}

const MOST_HEADER_BYTES = 1_000_000;

/**
 * Reads the header. Where the first line is damaged, but events follow, it is one that says nothing; undefined for a file that is no cast.
 */
export function readCastHeader(source: ByteSource): CastHeader | undefined {
  let looked = 0;
  for (const line of sourceLines(source, 0)) {
    const header = looked === 0 ? headerIn(line) : undefined;
    if (header !== undefined) return header;
    if (decodeEvent(line.bytes).kind === 'event') return { ...NO_HEADER, end: line.at };
    looked += 1;
    if (looked > MOST_DAMAGED_LINES) break;
  }
  return undefined;
}

const MOST_DAMAGED_LINES = 3;
const NO_HEADER: CastHeader = {
  version: 2,
  size: boundedSize(undefined, undefined),
  ...{ startedAtMs: undefined, title: undefined, command: undefined, idleMostS: undefined },
  ours: undefined,
  end: 0,
};

function headerIn(first: SourceLine): CastHeader | undefined {
  if (first.bytes.length > MOST_HEADER_BYTES) return undefined;
  const header = recordOf(first.bytes.toString('utf8').replace(/^\ufeff/, ''));
  const version = header?.['version'];
  if (header === undefined || (version !== 2 && version !== 3)) return undefined;
  const term = version === 3 ? asRecord(header['term']) : undefined;
  const own = asRecord(header['showrun']);
  const timestamp = header['timestamp'];
  const startedAtMs =
    own?.['startedAtMs'] ?? (typeof timestamp === 'number' ? timestamp * 1_000 : undefined);
  return {
    version,
    size: boundedSize(
      term ? term['cols'] : header['width'],
      term ? term['rows'] : header['height'],
    ),
    startedAtMs: isTime(startedAtMs) ? startedAtMs : undefined,
    title: words(header['title']),
    command: words(header['command']),
    idleMostS: above0(header['idle_time_limit']),
    ours: own && {
      session: words(own['session']) ?? '',
      host: words(own['host']) ?? '',
      platform: words(own['platform']) ?? 'auto',
    },
    end: first.at + first.bytes.length + (first.state === 'whole' ? 1 : 0),
  };
}

const MOST_CHARS = 500;

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MOST_CHARS) : undefined;
}

function above0(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined;
}

function recordOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A JSON object, or undefined for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}
