import type { KnownPlatforms } from '../read/open-recording.ts';
import { fileTime } from './file-time.ts';
import type { ForeignFile } from './foreign-recording.ts';
import { IndexedTimeline } from './indexed-timeline.ts';
import { type KnownHost, promptLengths } from './known-prompts.ts';
import type { Opened } from './open-foreign.ts';
import { encodedText } from './text-encoding.ts';
import { type TextForm, textForm } from './text-form.ts';
import { textStream } from './text-stream.ts';

/** A session log of any program: SecureCRT's, PuTTY's, our own, or plain text; any file that is nothing else. */
export function textFile(
  { path, source, files, problems, modifiedAtMs }: Opened,
  platforms: KnownPlatforms,
): ForeignFile {
  const generic = platforms.find('auto');
  const text = encodedText(source, path);
  const form = textForm(text, generic);
  const onTooLong = (at: number): void =>
    problems.add(`the line at byte ${at} is too long, left out`);
  const timeline = (hosts: readonly KnownHost[]) =>
    new IndexedTimeline(
      textStream({ text, form, promptLength: promptLengths(hosts, generic), onTooLong }),
    );
  return {
    ...{ path, files, problems },
    kind: 'text',
    sample: timeline([]),
    open: (hosts) => {
      const whole = timeline(hosts);
      return { timeline: whole, walk: whole.walk() };
    },
    size: { cols: form.cols, rows: form.rows },
    startedAtMs: (lengthS) => beginning(form, byFile(path, modifiedAtMs - lengthS * 1_000)),
    host: form.host,
    platform: form.platform,
  };
}

/** By the file's name where that tells it; else by when the file was last changed, unless its name says that this was another day. */
function byFile(path: string, changedMs: number): number {
  const named = fileTime(path);
  if (named === undefined) return changedMs;
  const isThatDay = changedMs >= named.ms && changedMs < named.ms + DAY_MS;
  return named.has === 'day' && isThatDay ? changedMs : named.ms;
}

const DAY_MS = 86_400_000;

/** Where a log does not tell its day it is taken to have been written until its file was last changed. */
function beginning({ stamps, firstStampMs, headerMs }: TextForm, byFileMs: number): number {
  if (firstStampMs === undefined || stamps === undefined) return headerMs ?? Math.max(0, byFileMs);
  if (stamps.has === 'day') return firstStampMs;
  const midnight = new Date(headerMs ?? byFileMs).setHours(0, 0, 0, 0);
  const days = [-1, 0, 1].map((later) => midnight + later * DAY_MS + firstStampMs);
  const [nearest = byFileMs] = days.sort((a, b) => Math.abs(a - byFileMs) - Math.abs(b - byFileMs));
  return headerMs === undefined ? Math.max(0, nearest) : midnight + firstStampMs;
}
