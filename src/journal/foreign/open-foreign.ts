import { realpathSync, statSync } from 'node:fs';
import { type ByteSource, SourceFiles } from '../cast/byte-source.ts';
import { type CastHeader, readCastHeader } from '../cast/cast-header.ts';
import type { BrokenLine } from '../cast/cast-lines.ts';
import { noRecording } from '../read/no-recording.ts';
import type { OpenOptions } from '../read/open-recording.ts';
import { Problems } from '../read/problems.ts';
import type { Recording } from '../recording.ts';
import { castStream } from './cast-stream.ts';
import { documentFile } from './document-file.ts';
import { type ForeignFile, foreignRecording } from './foreign-recording.ts';
import { IndexedTimeline } from './indexed-timeline.ts';
import { textFile } from './text-file.ts';
import { typescriptFile } from './typescript-file.ts';
import { unpacked } from './unpacked.ts';

/**
 * Opens a file of another's: an asciicast of any version, or a log. It is read through once to find its commands; what is kept are lists.
 */
export async function openForeign(path: string, options: OpenOptions): Promise<Recording> {
  const files = new SourceFiles();
  try {
    // A person may name a link; within what it leads to none is followed.
    const written = files.source(realpathSync(path));
    if (written.size === 0) throw noRecording(path, 'it is empty, or may not be read');
    const source = await unpacked(written, path);
    const about = {
      path,
      source,
      files,
      problems: new Problems(),
      modifiedAtMs: statSync(path).mtimeMs,
    };
    const file =
      castFile(about) ??
      documentFile(about) ??
      typescriptFile(about) ??
      textFile(about, options.platforms);
    return await foreignRecording(file, options);
  } catch (thrown) {
    files.close();
    throw thrown;
  }
}

/** A file as it was found. */
export interface Opened {
  readonly path: string;
  readonly source: ByteSource;
  readonly files: SourceFiles;
  readonly problems: Problems;
  /** Mostly the time of its end. */
  readonly modifiedAtMs: number;
}

function castFile(opened: Opened): ForeignFile | undefined {
  const { path, source, files, problems, modifiedAtMs } = opened;
  const header = readCastHeader(source);
  if (header === undefined) return undefined;
  const onBroken = (at: number, what: BrokenLine): void => {
    problems.add(`the line at byte ${at} is ${what}, left out`);
  };
  const timeline = new IndexedTimeline(castStream({ source, header, onBroken }));
  return {
    ...{ path, files, problems, sample: timeline },
    kind: 'asciicast',
    open: () => ({ timeline, walk: timeline.walk() }),
    size: header.size,
    startedAtMs: beginning(header, modifiedAtMs),
    host: header.ours?.session ?? '',
    platform: header.ours?.platform ?? 'auto',
  };
}

function beginning({ startedAtMs }: CastHeader, modifiedAtMs: number): ForeignFile['startedAtMs'] {
  return (lengthS) => startedAtMs ?? Math.max(0, modifiedAtMs - lengthS * 1_000);
}
