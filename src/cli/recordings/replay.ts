import { ShowrunError } from '../../core/errors.ts';
import type { ReplayMode } from './replay-options.ts';

/** Plays a recording in panes. Gives the exit code. */
export async function runReplay(_mode: ReplayMode): Promise<number> {
  throw new ShowrunError('bad-usage', 'replay is not there yet');
}
