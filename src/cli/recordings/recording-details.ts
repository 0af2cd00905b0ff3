import { byteSize } from '../../core/byte-size.ts';
import { spokenDuration } from '../../core/duration.ts';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import type { KeptRecording } from '../../journal/keep/kept-recording.ts';
import { openOurs } from '../../journal/read/open-ours.ts';
import type { Recording } from '../../journal/recording.ts';
import { lengthMs, localMinute, stateText } from './recordings-table.ts';

/** What is added to the JSON of one that was asked for by name. */
interface DetailsJson {
  readonly notes: readonly { readonly at: string; readonly session: string | null; text: string }[];
  readonly problems: readonly string[];
}

/** One recording: its sessions, files and notes, and what is wrong with it. */
export function recordingDetails(one: KeptRecording): {
  readonly text: string;
  readonly json: DetailsJson;
} {
  const { recording, problems } = opened(one);
  try {
    const notes = recording?.notes ?? [];
    return {
      text: detailsText(one, { recording, problems }),
      json: {
        notes: notes.map(({ atMs, session, text }) => {
          return { at: new Date(atMs).toISOString(), session: session ?? null, text };
        }),
        problems,
      },
    };
  } finally {
    recording?.close();
  }
}

interface Opened {
  readonly recording: Recording | undefined;
  readonly problems: readonly string[];
}

function opened({ path }: KeptRecording): Opened {
  try {
    const recording = openOurs(path);
    return { recording, problems: recording.problems };
  } catch (thrown) {
    return { recording: undefined, problems: [asShowrunError(thrown).line] };
  }
}

function detailsText(one: KeptRecording, { recording, problems }: Opened): string {
  const { name, path, run, bytes, files } = one;
  const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
  const notes = recording?.notes.length ?? 0;
  const head = [
    safe(name, 300),
    `  ${localMinute(run.startedAtMs)}, ${spokenDuration(lengthMs(one))}, ${stateText(one)}`,
    `  ${safe(run.kind)} · showrun ${safe(run.showrun, 40)} · process ${run.pid}`,
    `  ${count(files, 'file')}, ${byteSize(bytes)} in ${safe(path, 500)}`,
    ...(notes > 0 ? [`  ${count(notes, 'note')}`] : []),
  ];
  const sessions = recording === undefined ? [] : ['', indented(sessionsText(recording, one))];
  const wrong =
    problems.length === 0 ? [] : ['', ...problems.map((line) => `  ! ${safe(line, 500)}`)];
  return [...head, ...sessions, ...wrong, ''].join('\n');
}

function sessionsText({ sessions, blocks }: Recording, { run }: KeptRecording): string {
  const rows = sessions.map(({ name, host, platform, groups, startS, endS, timeline }) => [
    name,
    host,
    platform,
    groups.join(' '),
    localMinute(run.startedAtMs + startS * 1_000),
    spokenDuration((endS - startS) * 1_000),
    String(blocks.filter(({ session }) => session === name).length),
    byteSize(timeline.fileBytes),
  ]);
  return tableText({
    columns: ['session', 'host', 'platform', 'groups', 'from', 'length', 'commands', 'size'],
    rows,
    origin: undefined,
  });
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}
