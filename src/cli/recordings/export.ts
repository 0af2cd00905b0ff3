import { homedir } from 'node:os';
import { join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { ExportFormat, ExportGiven } from '../../export/export-format.ts';
import { openFormat } from '../../export/open-format.ts';
import { findRecording } from '../../journal/read/find-recording.ts';
import { openRecording } from '../../journal/read/open-recording.ts';
import { parseRecordingAddress } from '../../journal/read/recording-address.ts';
import type { Recording } from '../../journal/recording.ts';
import { openRedactor } from '../../journal/redact/open-redactor.ts';
import { keepingRedactor, type Redactor } from '../../journal/redact/redactor.ts';
import { openPlatforms, type Platforms } from '../../platforms/platforms.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { openParser } from '../open-parser.ts';
import { choiceOf } from './export-choice.ts';
import type { ExportMode } from './export-options.ts';
import { exportPlaces, writePlace } from './export-places.ts';
import { hiddenText, type LookThrough, lookThrough } from './look-through.ts';
import { recordingsFolder } from './recordings.ts';
import { redactedBlocks } from './redacted-blocks.ts';

/** Writes a recording, or blocks of it, in another form; what it says of itself goes to stderr. Gives the exit code. */
export async function exportRecording(mode: ExportMode): Promise<number> {
  const format = { ...(await openFormat(mode.to)), name: mode.to };
  const folders = foldersOf(process.env, homedir());
  const platforms = openPlatforms({
    userFolder: join(folders.config, 'platforms'),
    onProblem: say,
  });
  const recording = await openNamed(mode.recording, { folders, platforms });
  const looking = lookThrough('looking for secrets');
  try {
    await exportOpened({ mode, format, recording, platforms, looking });
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof ShowrunError) || thrown.code !== 'interrupted') throw thrown;
    say(thrown.line);
    return 130;
  } finally {
    looking.end();
    recording.close();
  }
}

/** The recording a person names, with what is wrong with it said. */
export async function openNamed(
  written: string,
  { folders, platforms }: { readonly folders: Folders; readonly platforms: Platforms },
): Promise<Recording> {
  const { recording: name } = parseRecordingAddress(written);
  const path = findRecording(name, { folder: recordingsFolder(folders) });
  return await openRecording(path, { platforms });
}

interface Opened {
  readonly mode: ExportMode;
  readonly format: ExportFormat & { readonly name: string };
  readonly recording: Recording;
  readonly platforms: Platforms;
  readonly looking: LookThrough;
}

async function exportOpened(opened: Opened): Promise<void> {
  const { mode, format, recording, platforms, looking } = opened;
  const choice = choiceOf(recording, mode);
  const { secrets } = mode;
  const redactor: Redactor =
    secrets === 'kept'
      ? keepingRedactor()
      : await openRedactor(recording, { platforms, onProgress: looking.onProgress });
  const parser = await openParser({ folders: [] });
  try {
    const given: ExportGiven = {
      ...{ recording, redactor, ...choice, onProblem: say },
      title: redactor.text(mode.title ?? recording.name, ''),
      ...redactedBlocks({ recording, platforms, parser, redactor, secrets, onProblem: say }),
    };
    for (const place of await exportPlaces(format, given, mode.file)) {
      await writePlace(format, place, looking.check);
      if (place.file !== undefined) say(`wrote ${safe(place.file, 300)}`);
    }
  } finally {
    await parser.close();
  }
  looking.end();
  for (const problem of recording.problems) say(problem);
  say(secrets === 'kept' ? 'secrets were kept, as --keep-secrets says' : hiddenText(redactor));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
