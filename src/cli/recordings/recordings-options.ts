import { readOptions, text, usage } from '../read-options.ts';

/** What `showrun recordings` is to do. */
export interface RecordingsMode {
  readonly mode: 'recordings';
  /** Those to show or to delete; all unless told. */
  readonly names: readonly string[];
  readonly action: 'list' | 'prune' | 'delete';
  readonly output: 'table' | 'json';
  /** Says what would go, and lets it. */
  readonly isDryRun: boolean;
  /** In place of the setting `keepRecordings`. */
  readonly keep: string | undefined;
}

export interface AuditMode {
  readonly mode: 'audit';
  readonly recording: string;
  readonly output: 'text' | 'json';
}

/** Reads what follows `recordings`. Throws `bad-usage`. */
export function parseRecordings(argv: readonly string[]): RecordingsMode {
  const { values, positionals } = readOptions(argv, {
    prune: { type: 'boolean' },
    delete: { type: 'boolean', short: 'd' },
    keep: { type: 'string' },
    'dry-run': { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  });
  const isDeleted = values['delete'] === true;
  if (isDeleted && positionals.length === 0) {
    throw usage('no recording was named: showrun recordings -d NAME');
  }
  const output = text(values['output']) ?? 'table';
  if (output !== 'table' && output !== 'json') {
    throw usage(`-o wants table or json, not '${output}'`);
  }
  return {
    mode: 'recordings',
    names: positionals,
    action: isDeleted ? 'delete' : values['prune'] === true ? 'prune' : 'list',
    output,
    isDryRun: values['dry-run'] === true,
    keep: text(values['keep']),
  };
}

/** Reads what follows `audit`. Throws `bad-usage`. */
export function parseAudit(argv: readonly string[]): AuditMode {
  const { values, positionals } = readOptions(argv, { output: { type: 'string', short: 'o' } });
  const [recording, ...more] = positionals;
  if (recording === undefined || more.length > 0) {
    throw usage('one recording: showrun audit RECORDING');
  }
  const output = text(values['output']) ?? 'text';
  if (output !== 'text' && output !== 'json') throw usage(`-o wants text or json, not '${output}'`);
  return { mode: 'audit', recording, output };
}
