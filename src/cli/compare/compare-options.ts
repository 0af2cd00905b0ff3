import { type DiffOptions, diffOptions } from '../../repl/diff/diff-options.ts';
import { NO_RECORD, readOptions, recordedOf, takeLab, text, usage } from '../read-options.ts';

/** Which hosts, and how they are reached. */
export interface Reach {
  /** Undefined where nobody has said. */
  readonly selector: string | undefined;
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  readonly timeoutMs: number;
  readonly acceptNew: 'accept-new' | 'as-configured';
}

export type SnapshotMode =
  | { readonly mode: 'snapshot'; readonly action: 'list' }
  | { readonly mode: 'snapshot'; readonly action: 'delete'; readonly name: string }
  | {
      readonly mode: 'snapshot';
      readonly action: 'take';
      readonly name: string;
      readonly commands: readonly string[];
      /** A file of commands. */
      readonly file: string | undefined;
      readonly ifTaken: 'refuse' | 'replace';
      readonly reach: Reach & { readonly selector: string };
    };

export interface DiffMode {
  readonly mode: 'diff';
  /** Snapshots and hosts. */
  readonly operands: readonly string[];
  readonly commands: readonly string[];
  readonly options: DiffOptions;
  readonly output: 'text' | 'json';
  readonly reach: Reach;
}

const REACH = {
  hosts: { type: 'string', short: 'H' },
  inventory: { type: 'string', short: 'i' },
  timeout: { type: 'string', short: 't' },
  'accept-new': { type: 'boolean' },
  ...NO_RECORD,
  command: { type: 'string', short: 'c', multiple: true },
} as const;

const DEFAULT_TIMEOUT_S = 30;
const SNAPSHOT_FORM = 'showrun snapshot NAME -H SELECTOR [-c COMMAND]…';
const DIFF_FORM = 'showrun diff SNAPSHOT [SNAPSHOT], or showrun diff HOST HOST -c COMMAND';

/** Reads what follows `snapshot`. Throws `bad-usage`. */
export function parseSnapshot(argv: readonly string[]): SnapshotMode {
  const { words, lab } = takeLab(argv);
  const { values, positionals } = readOptions(words, {
    ...REACH,
    file: { type: 'string', short: 'f' },
    replace: { type: 'boolean' },
    delete: { type: 'string', short: 'd' },
  });
  const [name, ...more] = positionals;
  const deleted = text(values['delete']);
  if (deleted !== undefined) {
    if (name !== undefined) throw usage('one snapshot at a time: showrun snapshot -d NAME');
    return { mode: 'snapshot', action: 'delete', name: deleted };
  }
  if (name === undefined) {
    if (Object.keys(values).length > 0) throw usage(`the snapshot needs a name: ${SNAPSHOT_FORM}`);
    return { mode: 'snapshot', action: 'list' };
  }
  if (more.length > 0) throw usage(`a command goes behind -c: ${SNAPSHOT_FORM}`);
  const reach = reachOf(values, lab);
  const selector = reach.selector ?? (lab === undefined ? undefined : 'all');
  if (selector === undefined) throw usage(`no hosts were named: ${SNAPSHOT_FORM}`);
  return {
    ...{ mode: 'snapshot', action: 'take', name },
    commands: commandsOf(values),
    file: text(values['file']),
    ifTaken: values['replace'] === true ? 'replace' : 'refuse',
    reach: { ...reach, selector },
  };
}

/** Reads what follows `diff`. Throws `bad-usage`. */
export function parseDiff(argv: readonly string[]): DiffMode {
  const { words, lab } = takeLab(argv);
  const { values, positionals } = readOptions(words, {
    ...REACH,
    output: { type: 'string', short: 'o' },
    json: { type: 'boolean' },
    all: { type: 'boolean' },
    times: { type: 'boolean' },
    ignore: { type: 'string' },
  });
  if (positionals.length === 0) throw usage(`nothing was named: ${DIFF_FORM}`);
  const output = values['json'] === true ? 'json' : (text(values['output']) ?? 'text');
  if (output !== 'text' && output !== 'json') {
    throw usage(`-o wants text or json, not '${output}'`);
  }
  const { options } = diffOptions({
    all: values['all'] === true,
    times: values['times'] === true,
    ...(values['ignore'] === undefined ? {} : { ignore: values['ignore'] }),
  });
  return {
    ...{ mode: 'diff', operands: positionals, options, output },
    commands: commandsOf(values),
    reach: reachOf(values, lab),
  };
}

type Values = ReturnType<typeof readOptions>['values'];

function commandsOf(values: Values): readonly string[] {
  const given = values['command'];
  return Array.isArray(given) ? given.map(String) : [];
}

function reachOf(values: Values, lab: string | undefined): Reach {
  const seconds = Number(text(values['timeout']) ?? DEFAULT_TIMEOUT_S);
  if (!(seconds > 0)) throw usage('--timeout wants a number of seconds above 0');
  return {
    selector: text(values['hosts']),
    inventory: text(values['inventory']),
    lab,
    recorded: recordedOf(values),
    timeoutMs: seconds * 1_000,
    acceptNew: values['accept-new'] === true ? 'accept-new' : 'as-configured',
  };
}
