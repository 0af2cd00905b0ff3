import { ShowrunError } from '../../core/errors.ts';
import type { HistoryMode } from './history-options.ts';

/** Searches the commands and answers of all recordings. Gives the exit code: 1 where nothing was found. */
export async function searchHistory(_mode: HistoryMode): Promise<number> {
  throw new ShowrunError('bad-usage', 'history is not there yet');
}
