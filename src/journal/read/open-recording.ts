import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { codeOf } from '../../core/shared-file.ts';
import type { Platforms } from '../../platforms/platforms.ts';
import { openForeign } from '../foreign/open-foreign.ts';
import type { Recording } from '../recording.ts';
import { withBlocksAgain } from './blocks-again.ts';
import { noRecording } from './no-recording.ts';
import { openOurs } from './open-ours.ts';

/** What is asked of the platforms: their prompts, and whose a session of unknown origin is. */
export type KnownPlatforms = Pick<Platforms, 'find' | 'lookup' | 'all' | 'recognise' | 'nextStep'>;

export interface OpenOptions {
  readonly platforms: KnownPlatforms;
  /** Told now and then how much of a file has been read, 0 to 1: others' recordings are read once to find their commands. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Opens a recording: a folder of ours, or a file of another's. Of ours only lists are read, whatever its size. A recording that goes on is
 * as it was when it was opened; open it again to see more. Rejects with `bad-file` for what is no recording, and with the signal's reason.
 */
export async function openRecording(path: string, options: OpenOptions): Promise<Recording> {
  const whole = resolve(path);
  const kind = kindOf(whole);
  if (kind === 'folder') return await ours(whole, options);
  if (basename(whole) === 'run.json') return await ours(dirname(whole), options);
  return await openForeign(whole, options);
}

async function ours(folder: string, options: OpenOptions): Promise<Recording> {
  const recording = openOurs(folder);
  try {
    return await withBlocksAgain(recording, options);
  } catch (thrown) {
    recording.close();
    throw thrown;
  }
}

function kindOf(path: string): 'folder' | 'file' {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'folder';
    if (found.isFile()) return 'file';
  } catch (thrown) {
    throw noRecording(path, codeOf(thrown) === 'ENOENT' ? 'it is not there' : codeOf(thrown));
  }
  throw noRecording(path, 'it is neither a folder nor a file');
}
