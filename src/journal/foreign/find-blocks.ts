import { UTF_8 } from '../../core/charset.ts';
import type { Size } from '../../core/size.ts';
import { LineModel } from '../../session/channel/line-model.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { KnownPlatforms, OpenOptions } from '../read/open-recording.ts';
import type { Timeline } from '../recording.ts';
import type { BlockRecord } from '../records.ts';
import { BlockFinder } from './block-finder.ts';
import { type KnownHost, KnownPrompts } from './known-prompts.ts';
import { recogniseSession } from './recognise-session.ts';

/** A marker somebody has put into a cast. */
export interface SeenMarker {
  readonly atS: number;
  readonly label: string;
}

/** What one reading of a session tells. */
export interface FoundBlocks {
  readonly blocks: readonly BlockRecord[];
  readonly markers: readonly SeenMarker[];
  readonly endS: number;
}

export interface FindBlocks {
  readonly session: string;
  readonly hosts: readonly KnownHost[];
  readonly size: Size;
  readonly startedAtMs: number;
  /** Bytes of the file, for the progress. */
  readonly fileBytes: number;
  readonly options: OpenOptions;
}

/** Other work is let in after this. */
const SLICE_MS = 8;
/** An event may have 16 MB, but a recorder's has some KB. */
const EVENTS_PER_LOOK = 16;
const MOST_MARKERS = 10_000;

/** Reads all events of a session for its commands, markers and end, in slices. */
export async function findBlocks(
  events: Iterable<CastEvent>,
  given: FindBlocks,
): Promise<FoundBlocks> {
  const { session, hosts, size, startedAtMs, fileBytes, options } = given;
  const prompts = new KnownPrompts(hosts, options.platforms.find('auto'));
  const finder = new BlockFinder({ session, prompts, cols: size.cols, startedAtMs });
  const markers: SeenMarker[] = [];
  let endS = 0;
  let seen = 0;
  let sliceEndsMs = performance.now() + SLICE_MS;
  for (const event of events) {
    endS = event.atS;
    finder.see(event);
    if (event.kind === 'marker' && markers.length < MOST_MARKERS) {
      markers.push({ atS: event.atS, label: event.label });
    }
    seen += 1;
    if (seen % EVENTS_PER_LOOK !== 0 || performance.now() < sliceEndsMs) continue;
    options.onProgress?.(Math.min(1, event.place / Math.max(1, fileBytes)));
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    options.signal?.throwIfAborted();
    sliceEndsMs = performance.now() + SLICE_MS;
  }
  return { blocks: finder.finish(), markers, endS };
}

/** So much of a session tells whose it is. */
const SAMPLE_BYTES = 600_000;
const SAMPLE_LINES = 8_000;

/** The lines at the beginning of a session, for `recogniseSession`; the last one may be a prompt that waits. */
export function sampleLines(timeline: Timeline, size: Size): readonly string[] {
  const lines: string[] = [];
  const model = new LineModel({ cols: size.cols, onLine: (line) => lines.push(line) });
  const decoder = UTF_8.openDecoder();
  let bytes = 0;
  for (const event of timeline.events()) {
    if (event.kind === 'resize') model.cols = event.size.cols;
    if (event.kind !== 'output') continue;
    model.feed(decoder.decode(event.bytes));
    bytes += event.bytes.length;
    if (bytes > SAMPLE_BYTES || lines.length > SAMPLE_LINES) break;
  }
  return [...lines, model.current()];
}

/** Whose prompts a session shows. Where its platform is known that counts for the host it is mostly about. */
export function hostsIn(
  timeline: Timeline,
  given: { readonly size: Size; readonly platform: string; readonly platforms: KnownPlatforms },
): readonly KnownHost[] {
  const hosts = recogniseSession(sampleLines(timeline, given.size), given.platforms);
  const platform = given.platform === 'auto' ? undefined : given.platforms.lookup(given.platform);
  const [first, ...others] = hosts;
  return first === undefined || platform === undefined
    ? hosts
    : [{ ...first, platform }, ...others];
}
