import { ShowrunError } from '../../core/errors.ts';
import type { RecordingsMode } from './recordings-options.ts';

/** Lists the recordings with their sizes, or lets some of them go. Gives the exit code. */
export async function manageRecordings(_mode: RecordingsMode): Promise<number> {
  throw new ShowrunError('bad-usage', 'recordings is not there yet');
}
