import { homedir } from 'node:os';
import { ShowrunError } from '../../core/errors.ts';
import { jsonText } from '../../core/json-text.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import { foundJson, foundTable } from '../../journal/search/found-table.ts';
import { readSearchQuery } from '../../journal/search/read-query.ts';
import { RecordingsSearch } from '../../journal/search/recordings-search.ts';
import type { SearchProgress } from '../../journal/search/search-run.ts';
import { foldersOf } from '../folders.ts';
import { type HistoryMode, historyText } from './history-options.ts';
import { recordingsFolder } from './recordings.ts';

/** Searches the commands and answers of all recordings. Gives the exit code: 1 where nothing was found. */
export async function searchHistory(mode: HistoryMode): Promise<number> {
  const text = historyText(mode);
  const { query, problem } = readSearchQuery(text, Date.now());
  if (problem !== undefined) throw new ShowrunError('bad-usage', problem, { advice: '' });
  if (mode.output === 'screen') {
    const { runTui } = await import('../tui.ts');
    const none = { targets: [], lab: undefined, inventory: undefined };
    return await runTui({ mode: 'tui', ...none, search: text });
  }
  const search = new RecordingsSearch({
    folder: recordingsFolder(foldersOf(process.env, homedir())),
  });
  try {
    return print(await search.search(query, mode.most), mode.output);
  } finally {
    await search.close();
  }
}

function print(progress: SearchProgress, output: 'table' | 'json'): number {
  const { found, searched, of, status, problem } = progress;
  if (status === 'failed') throw new ShowrunError('bad-usage', problem ?? '', { advice: '' });
  if (output === 'json') process.stdout.write(jsonText(found.map(foundJson)));
  else if (found.length > 0)
    process.stdout.write(`${tableText(foundTable(found), { maxCellCols: MOST_COLS })}\n`);
  const recordings = of === 1 ? '1 recording' : `${of} recordings`;
  const older = status === 'enough' || searched < of ? ', older ones left: -n finds more' : '';
  process.stderr.write(`showrun: ${found.length} found in ${recordings}${older}\n`);
  return found.length > 0 ? 0 : 1;
}

/** Of a cell; whoever wants all of a line has it in JSON. */
const MOST_COLS = 100;
