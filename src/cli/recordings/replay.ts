import { homedir } from 'node:os';
import { join } from 'node:path';
import { findRecording } from '../../journal/read/find-recording.ts';
import { foldersOf } from '../folders.ts';
import { runTui } from '../tui.ts';
import type { ReplayMode } from './replay-options.ts';

/** Plays a recording in panes. Gives the exit code. */
export async function runReplay(mode: ReplayMode): Promise<number> {
  const { inventory, lab, recording, selector, at, speed, idleMostS } = mode;
  const { data } = foldersOf(process.env, homedir());
  // What is not there is said before the screen is taken.
  const path = findRecording(recording, { folder: join(data, 'recordings') });
  return await runTui({
    ...{ mode: 'tui', targets: [], lab, inventory },
    replay: { path, selector, at, speed, idleMostS },
  });
}
