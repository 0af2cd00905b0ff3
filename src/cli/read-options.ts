import { parseArgs } from 'node:util';
import { ShowrunError } from '../core/errors.ts';

export type OutputFormat = 'table' | 'json' | 'csv' | 'md' | 'raw';
const FORMATS: readonly OutputFormat[] = ['table', 'json', 'csv', 'md', 'raw'];

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/** Options and words of a subcommand. Throws `bad-usage`. */
export function readOptions(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options: options ?? {}, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.(?:\s|$)/)[0] : String(error);
    throw usage(reason ?? 'the command line is wrong');
  }
}

/** What `-o` wants. Throws `bad-usage`. */
export function outputFormat(name: string): OutputFormat {
  const found = FORMATS.find((one) => one === name);
  if (found === undefined) {
    throw usage(`-o wants one of ${FORMATS.join(', ')}, not '${name}'`);
  }
  return found;
}

export function text(
  value: string | boolean | (string | boolean)[] | undefined,
): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `--no-record`: nothing of this run is recorded, whatever the settings say. */
export const NO_RECORD = { 'no-record': { type: 'boolean' } } as const;

export function recordedOf(values: Readonly<Record<string, unknown>>): 'off' | undefined {
  return values['no-record'] === true ? 'off' : undefined;
}

export function usage(message: string): ShowrunError {
  return new ShowrunError('bad-usage', message);
}

/** Takes `--lab` and `--lab NAME` out. A word after it counts as a name only if it looks like no host or command. */
export function takeLab(argv: readonly string[]): {
  words: readonly string[];
  lab: string | undefined;
} {
  const at = argv.findIndex((word) => word === '--lab' || word.startsWith('--lab='));
  const flag = argv[at];
  if (flag === undefined) return { words: argv, lab: undefined };
  if (flag.startsWith('--lab=')) {
    return { words: argv.toSpliced(at, 1), lab: flag.slice('--lab='.length) };
  }
  return { words: argv.toSpliced(at, 1), lab: '' };
}
