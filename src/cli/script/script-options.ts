import { NO_RECORD, readOptions, recordedOf, takeLab, text, usage } from '../read-options.ts';

/** What `showrun script` is to run, and on which hosts. */
export interface ScriptMode {
  readonly mode: 'script';
  /** `-` for standard input. */
  readonly file: string;
  /** What the script finds as `args`. */
  readonly args: readonly string[];
  /** The hosts the script may reach; undefined for all of the inventory. */
  readonly selector: string | undefined;
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
  /** `off` by the command line; undefined: as the settings have it. */
  readonly recorded: 'off' | undefined;
  readonly timeoutMs: number;
  readonly acceptNew: 'accept-new' | 'as-configured';
  /** The answer to what the script asks for a yes. */
  readonly confirms: 'yes' | 'asks';
  /** Whether the value of the last line is printed. */
  readonly prints: 'value' | 'nothing';
  readonly startup: 'run' | 'left-out';
}

const DEFAULT_TIMEOUT_S = 30;

/** Reads what follows `script`. Throws `bad-usage`. */
export function parseScript(argv: readonly string[]): ScriptMode {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const { words, lab } = takeLab(own);
  const { values, positionals } = readOptions(words, {
    hosts: { type: 'string', short: 'H' },
    inventory: { type: 'string', short: 'i' },
    timeout: { type: 'string', short: 't' },
    'accept-new': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
    print: { type: 'boolean', short: 'p' },
    'no-startup': { type: 'boolean' },
    ...NO_RECORD,
  });
  const [file, ...more] = positionals;
  if (file === undefined)
    throw usage('no script was given: showrun script FILE, or - for standard input');
  if (more.length > 0) {
    throw usage(
      `one script at a time; what it gets goes behind --: showrun script ${file} -- ${more.join(' ')}`,
    );
  }
  const seconds = Number(text(values['timeout']) ?? DEFAULT_TIMEOUT_S);
  if (!(seconds > 0)) throw usage('--timeout wants a number of seconds above 0');
  return {
    mode: 'script',
    file,
    args: end < 0 ? [] : argv.slice(end + 1),
    selector: text(values['hosts']),
    inventory: text(values['inventory']),
    lab,
    recorded: recordedOf(values),
    timeoutMs: seconds * 1_000,
    acceptNew: values['accept-new'] === true ? 'accept-new' : 'as-configured',
    confirms: values['yes'] === true ? 'yes' : 'asks',
    prints: values['print'] === true ? 'value' : 'nothing',
    startup: values['no-startup'] === true ? 'left-out' : 'run',
  };
}
