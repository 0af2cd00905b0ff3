import { noRecording } from '../read/no-recording.ts';
import { MOST_DOCUMENT_BYTES, readDocumentCast } from './document-cast.ts';
import type { ForeignFile } from './foreign-recording.ts';
import { timelineOf } from './indexed-timeline.ts';
import type { Opened } from './open-foreign.ts';

const HEAD_BYTES = 4_096;

/**
 * An asciicast of version 1, or undefined for a file that is no cast. Throws `bad-file` for a cast of a version nobody here knows, and for one of
 * version 1 that is too long to be read whole.
 */
export function documentFile(opened: Opened): ForeignFile | undefined {
  const { path, source, files, problems, modifiedAtMs } = opened;
  const version = versionOf(opened);
  if (version === undefined) return undefined;
  if (version > 1)
    throw noRecording(path, `it is an asciicast of version ${version}, or a damaged one`);
  if (source.size > MOST_DOCUMENT_BYTES) {
    const most = Math.floor(MOST_DOCUMENT_BYTES / 1_000_000);
    throw noRecording(path, `an asciicast of version 1 may have ${most} MB`);
  }
  const document = readDocumentCast(source);
  if (document === undefined) throw noRecording(path, 'it is a damaged asciicast of version 1');
  const { events, size, isCut } = document;
  if (isCut) problems.add('it ends within a frame, which is left out');
  const timeline = timelineOf(events, source.size);
  return {
    ...{ path, files, problems, sample: timeline, size },
    kind: 'asciicast',
    open: () => ({ timeline, walk: events }),
    startedAtMs: (lengthS) => Math.max(0, modifiedAtMs - lengthS * 1_000),
    host: '',
    platform: 'auto',
  };
}

/** The version a JSON document says it has; a log may begin with a brace, too. */
function versionOf({ source }: Opened): number | undefined {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const head = bytes.toString('utf8', 0, source.read(bytes, 0));
  const isCast = /^\ufeff?\s{0,100}\{/.test(head) && /"(?:width|term|stdout)"\s{0,10}:/.test(head);
  const [, version] = /"version"\s{0,10}:\s{0,10}(\d{1,3})\b/.exec(head) ?? [];
  return isCast && version !== undefined ? Number(version) : undefined;
}
