import { join } from 'node:path';
import type { Folders } from '../../cli/folders.ts';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import { foundTable } from '../../journal/search/found-table.ts';
import { readSearchQuery } from '../../journal/search/read-query.ts';
import { RecordingsSearch } from '../../journal/search/recordings-search.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import { textOf } from './given.ts';

/** A table of more takes long to look at and to send. */
const MOST = 5_000;

/** Searches all recordings for a cell. Its threads end with it: few cells ask for that. */
export function recordingsSearchService({
  folders,
  clock,
}: {
  readonly folders: Folders;
  readonly clock: Clock;
}): ProgramService<'recordings-search'> {
  return async (asked, signal) => {
    const { query, problem } = readSearchQuery(textOf(asked, 'query'), clock.wallMs());
    if (problem !== undefined) throw new ShowrunError('bad-usage', problem, { advice: '' });
    const limit: unknown = Object(asked).limit;
    const most = typeof limit === 'number' && limit >= 1 ? Math.min(MOST, Math.floor(limit)) : 100;
    const search = new RecordingsSearch({ folder: join(folders.data, 'recordings') });
    try {
      const done = await search.search(query, most, signal);
      if (done.status === 'failed') {
        throw new ShowrunError('bad-usage', done.problem ?? '', { advice: '' });
      }
      const { columns, rows } = foundTable(done.found);
      const isCut = done.status === 'enough' || done.found.length >= most;
      return { table: { columns, rows }, recordings: done.of, isCut };
    } finally {
      await search.close();
    }
  };
}
