import { readOptions, text, usage } from '../read-options.ts';

/** What `showrun recordings` is to do. */
export interface RecordingsMode {
  readonly mode: 'recordings';
  /** Those to show or to delete; all unless told. */
  readonly names: readonly string[];
  readonly action: 'list' | 'prune' | 'delete' | 'protect' | 'unprotect';
  readonly output: 'table' | 'json';
  /** Says what would go, and removes nothing. */
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
    protect: { type: 'boolean' },
    unprotect: { type: 'boolean' },
    keep: { type: 'string' },
    'dry-run': { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  });
  const action = actionOf(values, positionals);
  if (text(values['keep']) !== undefined && action !== 'prune') {
    throw usage("--keep says what --prune keeps: showrun recordings --prune --keep '90d 20GB'");
  }
  const isDryRun = values['dry-run'] === true;
  if (isDryRun && action !== 'prune' && action !== 'delete') {
    throw usage('--dry-run says what --prune or -d NAME would remove: name one of them');
  }
  const output = text(values['output']) ?? 'table';
  if (output !== 'table' && output !== 'json') {
    throw usage(`-o wants table or json, not '${output}'`);
  }
  return {
    mode: 'recordings',
    names: positionals,
    action,
    output,
    isDryRun,
    keep: text(values['keep']),
  };
}

function actionOf(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[],
): RecordingsMode['action'] {
  const actions = ['prune', 'delete', 'protect', 'unprotect'] as const;
  const [action = 'list', ...more] = actions.filter((one) => values[one] === true);
  if (more.length > 0) throw usage(`--${action} and --${more[0]} are two things: one at a time`);
  if (action === 'prune' && names.length > 0) {
    throw usage('--prune goes through all recordings: -d NAME deletes one');
  }
  if (action !== 'list' && action !== 'prune' && names.length === 0) {
    const option = action === 'delete' ? '-d' : `--${action}`;
    throw usage(`no recording was named: showrun recordings ${option} NAME`);
  }
  return action;
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
