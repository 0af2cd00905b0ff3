import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { byteSize } from '../../core/byte-size.ts';
import { systemClock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import { jsonText } from '../../core/json-text.ts';
import { safe, safeLines } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import { readKeepPolicy } from '../../journal/keep/keep-policy.ts';
import { type KeptRecording, lookAtRecording } from '../../journal/keep/kept-recording.ts';
import { listRecordings } from '../../journal/keep/list-recordings.ts';
import { prune, prunedText } from '../../journal/keep/prune.ts';
import { protectRecording, removeRecording } from '../../journal/keep/remove-recording.ts';
import { findRecording } from '../../journal/read/find-recording.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { logsFolder } from '../open-logs.ts';
import { loadSettings } from '../settings.ts';
import { recordingDetails } from './recording-details.ts';
import type { RecordingsMode } from './recordings-options.ts';
import { goneJson, recordingJson, recordingsTable } from './recordings-table.ts';

/** Lists the recordings with their sizes, or lets some of them go. Gives the exit code: 1 where something could not be removed. */
export async function manageRecordings(mode: RecordingsMode): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  switch (mode.action) {
    case 'list':
      return mode.names.length === 0 ? await list(mode, folders) : await details(mode, folders);
    case 'prune':
      return await pruneNow(mode, folders);
    case 'delete':
      return await deleteNamed(mode, folders);
    case 'protect':
    case 'unprotect':
      return await protectNamed(mode, folders);
  }
}

export function recordingsFolder({ data }: Folders): string {
  return join(data, 'recordings');
}

async function list({ output }: RecordingsMode, folders: Folders): Promise<number> {
  const { recordings, others, problem } = await listRecordings(recordingsFolder(folders));
  if (problem !== undefined) {
    const where = safe(recordingsFolder(folders), 300);
    throw new ShowrunError('bad-file', `${where} cannot be read (${problem})`, { advice: '' });
  }
  if (output === 'json') {
    print(jsonText(recordings.map(recordingJson)));
    return 0;
  }
  if (recordings.length > 0) print(`${tableText(recordingsTable(recordings))}\n`);
  const bytes = recordings.reduce((sum, recording) => sum + recording.bytes, 0);
  const count = recordings.length === 1 ? '1 recording' : `${recordings.length} recordings`;
  const { keepRecordings } = (await loadSettings(folders.config)).settings;
  say(
    recordings.length === 0
      ? 'there are no recordings yet'
      : `${count}, ${byteSize(bytes)}; kept: ${safe(keepRecordings, 100)} (setting keepRecordings)`,
  );
  if (others.length > 0) say(`no recordings: ${safe(others.join(', '), 500)}`);
  return 0;
}

async function details({ names, output }: RecordingsMode, folders: Folders): Promise<number> {
  const found = await named(names, folders);
  if (output === 'json') {
    print(jsonText(found.map((one) => ({ ...recordingJson(one), ...recordingDetails(one).json }))));
  } else print(found.map((one) => recordingDetails(one).text).join('\n'));
  return 0;
}

async function pruneNow(mode: RecordingsMode, folders: Folders): Promise<number> {
  const { settings } = await loadSettings(folders.config);
  const where = mode.keep === undefined ? 'keepRecordings' : '--keep';
  const pruned = await prune({
    recordings: recordingsFolder(folders),
    logs: logsFolder(folders),
    policy: readKeepPolicy(mode.keep ?? settings.keepRecordings, where),
    nowMs: systemClock.wallMs(),
    run: mode.isDryRun ? 'dry' : 'real',
  });
  if (mode.output === 'json') print(jsonText(goneJson(pruned)));
  else {
    for (const { recording, why } of pruned.gone) {
      print(`${safe(recording.name, 300)}  ${byteSize(recording.bytes)}  ${why}\n`);
    }
  }
  for (const problem of pruned.problems) say(problem);
  const what = prunedText(pruned);
  const verb = mode.isDryRun ? 'would go' : 'removed';
  say(what === undefined ? `nothing ${verb === 'removed' ? 'went' : verb}` : `${what} ${verb}`);
  return pruned.problems.length > 0 ? 1 : 0;
}

async function deleteNamed(mode: RecordingsMode, folders: Folders): Promise<number> {
  const found = await named(mode.names, folders);
  for (const one of found) {
    const name = safe(one.name, 200);
    if (one.end === 'running') {
      throw new ShowrunError('bad-usage', `${name} is being recorded by process ${one.run.pid}`, {
        advice: 'quit that showrun first',
      });
    }
    if (one.isProtected) {
      throw new ShowrunError('bad-usage', `${name} is protected`, {
        advice: `showrun recordings --unprotect ${name}`,
      });
    }
  }
  for (const one of found) {
    const size = byteSize(one.bytes);
    if (!mode.isDryRun) await removeRecording(one).catch(refused(one));
    say(`${safe(one.name, 200)} ${mode.isDryRun ? 'would go' : 'removed'} (${size})`);
  }
  return 0;
}

async function protectNamed(mode: RecordingsMode, folders: Folders): Promise<number> {
  for (const one of await named(mode.names, folders)) {
    const protect = mode.action === 'protect' ? 'on' : 'off';
    await protectRecording(one, protect).catch(refused(one));
    const now = protect === 'on' ? 'stays until it is deleted by name' : 'goes as others do';
    say(`${safe(one.name, 200)} ${now}`);
  }
  return 0;
}

function refused({ name }: KeptRecording): (thrown: unknown) => never {
  return (thrown) => {
    const message = `${safe(name, 200)} cannot be changed (${codeOf(thrown)})`;
    throw new ShowrunError('bad-file', message, { advice: '', cause: thrown });
  };
}

/** Those of ours that words mean, each once. Throws for a word that means none, or something that is no recording of ours. */
async function named(
  words: readonly string[],
  folders: Folders,
): Promise<readonly KeptRecording[]> {
  const folder = recordingsFolder(folders);
  const paths = new Set(words.map((word) => resolve(findRecording(word, { folder }))));
  const found: KeptRecording[] = [];
  for (const path of paths) {
    const one = dirname(path) === resolve(folder) ? await lookAtRecording(path) : undefined;
    if (one === undefined) {
      const message = `${safe(path, 300)} is no recording in ${safe(folder, 300)}`;
      throw new ShowrunError('bad-usage', message, {
        advice: "'showrun recordings' lists those there are",
      });
    }
    found.push(one);
  }
  return found;
}

function print(text: string): void {
  process.stdout.write(text);
}

function say(line: string): void {
  process.stderr.write(`${safeLines(line)}\n`);
}
