import { basename } from 'node:path';
import type { Size } from '../../core/size.ts';
import type { SourceFiles } from '../cast/byte-source.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { OpenOptions } from '../read/open-recording.ts';
import { placedBlocks } from '../read/placed-blocks.ts';
import type { Problems } from '../read/problems.ts';
import type { RecordedHost, Recording, Timeline } from '../recording.ts';
import { nameWithoutTime } from './file-time.ts';
import { findBlocks, hostsIn } from './find-blocks.ts';
import type { KnownHost } from './known-prompts.ts';
import { markerNotes } from './marker-notes.ts';

/** What is known of a file of another's before it has been read through. */
export interface ForeignFile {
  readonly path: string;
  readonly kind: 'asciicast' | 'text';
  /** Enough of it to see whose prompts are in it. */
  readonly sample: Timeline;
  /** All its events, once; by then the timeline can be read from anywhere. */
  open(hosts: readonly KnownHost[]): {
    readonly timeline: Timeline;
    readonly walk: Iterable<CastEvent>;
  };
  readonly size: Size;
  /** Of its first moment; told its length, where only its end is known. */
  readonly startedAtMs: (lengthS: number) => number;
  /** What the file says of its host; '' and `auto` where it says nothing. */
  readonly host: string;
  readonly platform: string;
  readonly files: SourceFiles;
  readonly problems: Problems;
}

/** Reads a file of another's through once, for its commands, and gives it as a recording of one session. */
export async function foreignRecording(
  file: ForeignFile,
  options: OpenOptions,
): Promise<Recording> {
  const { path, sample, size, files, problems } = file;
  const { platforms } = options;
  const hosts = hostsIn(sample, { size, platform: file.platform, platforms });
  const host = sessionName(file.host || (hosts[0]?.host ?? '') || nameWithoutTime(path));
  const { timeline, walk } = file.open(hosts);
  const about = { session: host, hosts, size, startedAtMs: 0, options };
  const found = await findBlocks(walk, { ...about, fileBytes: timeline.fileBytes });
  const startedAtMs = file.startedAtMs(found.endS);
  const blocks = found.blocks.map((block) => ({
    ...block,
    startedAtMs: startedAtMs + block.startedAtMs,
  }));
  const session: RecordedHost = {
    name: host,
    host,
    groups: [],
    platform: file.platform === 'auto' ? (hosts[0]?.platform.name ?? 'auto') : file.platform,
    startS: 0,
    endS: found.endS,
    size,
    timeline,
  };
  return {
    name: basename(path),
    path,
    kind: file.kind,
    startedAtMs,
    durationS: found.endS,
    sessions: [session],
    blocks: placedBlocks(blocks, { startedAtMs, offsets: new Map([[host, 0]]) }),
    notes: markerNotes(found.markers, { blocks, session: host, startedAtMs }),
    cells: [],
    problems: problems.lines,
    end: 'ended',
    close: () => files.close(),
  };
}

const MOST_NAME = 64;

/** A name that can be used in selectors, whatever a prompt or a file has in it. */
function sessionName(written: string): string {
  const name = written.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|-+$/g, '');
  return name.slice(0, MOST_NAME) || 'session';
}
