import { readOptions, text, usage } from '../read-options.ts';

/** What `showrun export` is to write, and where. */
export interface ExportMode {
  readonly mode: 'export';
  /** A recording's name, part of it, `last` or a path; `NAME#3,5-9` for blocks of it. */
  readonly recording: string;
  readonly to: string;
  /** The sessions; undefined for all. */
  readonly selector: string | undefined;
  /** Only blocks whose command has one of these texts. */
  readonly commands: readonly string[];
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly title: string | undefined;
  /** Whether secrets stay in. */
  readonly secrets: 'hidden' | 'kept';
}

/** Reads what follows `export`. Throws `bad-usage`. */
export function parseExport(argv: readonly string[]): ExportMode {
  const { values, positionals } = readOptions(argv, {
    to: { type: 'string' },
    hosts: { type: 'string', short: 'H' },
    command: { type: 'string', short: 'c', multiple: true },
    output: { type: 'string', short: 'o' },
    title: { type: 'string' },
    'keep-secrets': { type: 'boolean' },
  });
  const [recording, ...more] = positionals;
  const to = text(values['to']);
  if (recording === undefined || more.length > 0 || to === undefined) {
    throw usage('one recording and a form: showrun export RECORDING[#BLOCKS] --to html [-o FILE]');
  }
  const commands = values['command'];
  const file = text(values['output']);
  return {
    mode: 'export',
    recording,
    to,
    selector: text(values['hosts']),
    commands: Array.isArray(commands) ? commands.map(String) : [],
    file: file === '-' ? undefined : file,
    title: text(values['title']),
    secrets: values['keep-secrets'] === true ? 'kept' : 'hidden',
  };
}
