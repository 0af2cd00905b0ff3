import { ShowrunError } from '../../core/errors.ts';
import type { AuditMode } from './recordings-options.ts';

/** Names the secrets in a recording, and what an export would leave in. Gives the exit code: 1 where something would be left. */
export async function printAudit(_mode: AuditMode): Promise<number> {
  throw new ShowrunError('bad-usage', 'audit is not there yet');
}
