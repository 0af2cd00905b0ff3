import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { pathPart } from '../../core/path-part.ts';
import { writeExportFile } from '../../export/export-file.ts';
import type { ExportFormat, ExportGiven, ExportOut } from '../../export/export-format.ts';

export interface ExportPlace {
  /** Undefined for standard output. */
  readonly file: string | undefined;
  /** What this place gets. */
  readonly given: ExportGiven;
}

/**
 * What goes where: one file or standard output, or in a folder (which ends with `/`, or is there) one named after the recording, or after
 * each session where a form holds only one. Throws `bad-usage` where several sessions would need several files.
 */
export async function exportPlaces(
  format: ExportFormat & { readonly name: string },
  given: ExportGiven,
  file: string | undefined,
): Promise<readonly ExportPlace[]> {
  const isFolder = file !== undefined && (file.endsWith('/') || isThere(file));
  if (isFolder) await makeFolder(file);
  const inFolder = (name: string): string | undefined =>
    isFolder ? join(file, `${pathPart(name)}.${format.extension}`) : file;
  if (format.holds === 'all sessions') return [{ file: inFolder(given.recording.name), given }];
  if (given.hosts.length > 1 && !isFolder) {
    const names = given.hosts.map(({ name }) => name).join(', ');
    throw new ShowrunError('bad-usage', `a ${format.name} holds one session, not ${names}`, {
      advice: 'choose one with -H, or name a folder for all of them: -o FOLDER/',
    });
  }
  return given.hosts.map((host) => ({
    file: inFolder(host.name),
    given: {
      ...given,
      hosts: [host],
      blocks: given.blocks.filter(({ session }) => session === host.name),
    },
  }));
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Writes one of them. `check` is called between pieces, and stops it by throwing. */
export async function writePlace(
  format: ExportFormat,
  { file, given }: ExportPlace,
  check: () => void,
): Promise<void> {
  const write = (out: ExportOut): Promise<void> =>
    format.write(given, async (piece) => {
      check();
      await out(piece);
    });
  if (file !== undefined) await writeExportFile(file, write);
  else await writeToStdout(write);
}

const PIECES_CHARS = 64 * 1024;

async function writeToStdout(write: (out: ExportOut) => Promise<void>): Promise<void> {
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    // A reader that has left early is seen by whoever listens to the stream's errors.
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  };
  await write(async (piece) => {
    waiting += piece;
    if (waiting.length >= PIECES_CHARS) await flush();
  });
  await flush();
}
