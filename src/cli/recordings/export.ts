import { ShowrunError } from '../../core/errors.ts';
import type { ExportMode } from './export-options.ts';

/** Writes a recording, or blocks of it, in another form. Gives the exit code. */
export async function exportRecording(_mode: ExportMode): Promise<number> {
  throw new ShowrunError('bad-usage', 'export is not there yet');
}
