import type { StopOnFailure } from '../session/fan-out.ts';
import type { CommitOptions } from '../session/operations/keep-config.ts';
import {
  NO_RECORD,
  type OutputFormat,
  outputFormat,
  readOptions,
  recordedOf,
  takeLab,
  text,
  usage,
} from './read-options.ts';

/** What `showrun run` is to do, and where. */
export interface RunMode {
  readonly mode: 'run';
  readonly work: RunWork;
  readonly selector: string;
  readonly output: OutputFormat;
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  readonly timeoutMs: number;
  readonly acceptNew: 'accept-new' | 'as-configured';
  /** Hosts of one batch; absent: all at once. */
  readonly serial: number | undefined;
  /** Whether hosts not begun yet are left alone after a failure or a refusal. */
  readonly stopOnFailure: StopOnFailure | undefined;
  /** Whether hosts are told anything, or a person only what they would be. */
  readonly isDryRun: boolean;
}

export type RunWork =
  | {
      readonly kind: 'command';
      readonly command: string;
      /** The mode to go to for it. */
      readonly in: string | undefined;
    }
  | {
      readonly kind: 'config';
      /** `-` for standard input. */
      readonly file: string;
      readonly in: string | undefined;
      /** Absent: nothing is committed. */
      readonly commit: CommitOptions | undefined;
      readonly save: boolean;
    };

const DEFAULT_TIMEOUT_S = 30;

/** Reads what follows `run`. Throws `bad-usage`. */
export function parseRun(argv: readonly string[]): RunMode {
  const { words, lab } = takeLab(argv);
  const { values, positionals } = readOptions(words, {
    hosts: { type: 'string', short: 'H' },
    output: { type: 'string', short: 'o' },
    inventory: { type: 'string', short: 'i' },
    timeout: { type: 'string', short: 't' },
    'accept-new': { type: 'boolean' },
    serial: { type: 'string' },
    'stop-on-failure': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    ...NO_RECORD,
    ...WORK_OPTIONS,
  });
  const selector = text(values['hosts']);
  const work = workOf(values, positionals);
  if (work.kind === 'config' && selector === undefined) {
    throw usage('--config changes devices: name them with -H SELECTOR, -H all for every one');
  }
  const seconds = Number(text(values['timeout']) ?? DEFAULT_TIMEOUT_S);
  if (!(seconds > 0)) throw usage('--timeout wants a number of seconds above 0');
  return {
    mode: 'run',
    work,
    selector: selector ?? 'all',
    output: outputFormat(text(values['output']) ?? 'table'),
    inventory: text(values['inventory']),
    lab,
    recorded: recordedOf(values),
    timeoutMs: seconds * 1_000,
    acceptNew: values['accept-new'] === true ? 'accept-new' : 'as-configured',
    serial: hostsOf(text(values['serial'])),
    stopOnFailure: values['stop-on-failure'] === true ? 'any' : undefined,
    isDryRun: values['dry-run'] === true,
  };
}

const WORK_OPTIONS = {
  config: { type: 'string' },
  mode: { type: 'string' },
  save: { type: 'boolean' },
  commit: { type: 'boolean' },
  comment: { type: 'string' },
  confirmed: { type: 'string' },
} as const;

type Values = ReturnType<typeof readOptions>['values'];

function workOf(values: Values, positionals: readonly string[]): RunWork {
  const file = text(values['config']);
  const mode = text(values['mode']);
  if (mode?.trim() === '')
    throw usage('--mode wants the name of a mode; showrun platforms NAME lists them');
  if (file !== undefined) return configWork(values, { file, mode, positionals });
  const [stray] = ['save', 'commit', 'comment', 'confirmed'].filter(
    (name) => values[name] !== undefined,
  );
  if (stray !== undefined) throw usage(`--${stray} goes with --config FILE`);
  const [command, ...more] = positionals;
  if (command === undefined || command.trim() === '') {
    throw usage("no command was given: showrun run 'show version' -H all");
  }
  if (more.length > 0) {
    throw usage(`one command at a time; put it in quotes: showrun run '${positionals.join(' ')}'`);
  }
  return { kind: 'command', command, in: mode };
}

function configWork(
  values: Values,
  given: {
    readonly file: string;
    readonly mode: string | undefined;
    readonly positionals: readonly string[];
  },
): RunWork {
  const { file, mode, positionals } = given;
  if (file === '')
    throw usage('--config wants a file with configuration lines, or - for standard input');
  if (positionals.length > 0) {
    throw usage(`--config FILE or a command, not both: '${positionals.join(' ')}'`);
  }
  const comment = text(values['comment']);
  const confirmed = minutes(text(values['confirmed']));
  const isCommitted = values['commit'] === true;
  if (!isCommitted && comment !== undefined) throw usage('--comment goes with --commit');
  if (!isCommitted && confirmed !== undefined) throw usage('--confirmed goes with --commit');
  if (comment !== undefined && confirmed !== undefined) {
    throw usage('--commit takes --comment or --confirmed, not both');
  }
  if (comment !== undefined && /["\x00-\x1f\x7f]/.test(comment)) {
    throw usage('--comment wants one line without double quotes');
  }
  const commit = isCommitted ? { comment, confirmed } : undefined;
  return { kind: 'config', file, in: mode, commit, save: values['save'] === true };
}

function hostsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1) return value;
  throw usage(`--serial wants a number of hosts, 1 or more, not '${given}'`);
}

function minutes(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= 59) return value;
  throw usage(`--confirmed wants whole minutes from 1 to 59, not '${given}'`);
}
