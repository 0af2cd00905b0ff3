import { isAbsolute } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { Records } from '../../repl/record/records.ts';
import { textOf } from './given.ts';

/** Starts and stops the log and the recording of cells. */
export function recordServices(records: Records): Pick<ProgramServices, 'log' | 'record'> {
  return {
    log: async (asked) => {
      const what = textOf(asked, 'what');
      if (what === 'stop') return await records.stop('log');
      if (what === 'state') return records.state('log');
      const file = textOf(asked, 'file');
      if (isAbsolute(file)) return await records.startLog(file);
      throw new ShowrunError('bad-usage', `'${safe(file, 200)}' is no whole path`, { advice: '' });
    },
    record: async (asked) => {
      const what = textOf(asked, 'what');
      if (what === 'stop') return await records.stop('recording');
      if (what === 'state') return records.state('recording');
      return await records.startRecording(textOf(asked, 'name'));
    },
  };
}
