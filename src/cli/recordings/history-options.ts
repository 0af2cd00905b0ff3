import { readOptions, text, usage } from '../read-options.ts';

/** What `showrun history` is to look for. */
export interface HistoryMode {
  readonly mode: 'history';
  /** Words, all of which a command or its answer holds; each may be a phrase, `/an expression/`, or a filter such as `host:r1`. */
  readonly words: readonly string[];
  /** `-H`: hosts and groups, as a selector. */
  readonly selector: string | undefined;
  readonly outcome: 'ok' | 'refused' | 'unfinished' | undefined;
  /** `today`, `yesterday`, `2026-03-09`, `monday`; as the REPL's history takes it. */
  readonly day: string | undefined;
  /** Where the words are looked for. */
  readonly where: 'commands' | 'answers' | 'both';
  readonly output: 'screen' | 'table' | 'json';
  readonly most: number;
}

/** Reads what follows `history`. Throws `bad-usage`. */
export function parseHistory(argv: readonly string[]): HistoryMode {
  const { values, positionals } = readOptions(argv, {
    hosts: { type: 'string', short: 'H' },
    outcome: { type: 'string' },
    day: { type: 'string', short: 'd' },
    in: { type: 'string' },
    output: { type: 'string', short: 'o' },
    most: { type: 'string', short: 'n' },
  });
  const where = text(values['in']) ?? 'both';
  if (where !== 'commands' && where !== 'answers' && where !== 'both') {
    throw usage(`--in wants commands, answers or both, not '${where}'`);
  }
  const outcome = text(values['outcome']);
  if (
    outcome !== undefined &&
    outcome !== 'ok' &&
    outcome !== 'refused' &&
    outcome !== 'unfinished'
  ) {
    throw usage(`--outcome wants ok, refused or unfinished, not '${outcome}'`);
  }
  const most = Number(text(values['most']) ?? 200);
  if (!Number.isInteger(most) || most < 1) throw usage('-n wants a whole number above 0');
  return {
    mode: 'history',
    words: positionals,
    selector: text(values['hosts']),
    outcome,
    day: text(values['day']),
    where,
    output: outputOf(text(values['output'])),
    most,
  };
}

/** On a terminal the screen, unless told. */
function outputOf(output: string | undefined): HistoryMode['output'] {
  if (output === undefined) return process.stdout.isTTY === true ? 'screen' : 'table';
  if (output === 'screen' || output === 'table' || output === 'json') return output;
  throw usage(`-o wants screen, table or json, not '${output}'`);
}

/** What is looked for as the search's own line of words and filters has it. A word of the command line with blanks in it is a phrase. */
export function historyText({ words, selector, outcome, day, where }: HistoryMode): string {
  const isWhole = /^(?:[^\s"]*|[a-z]+:.*|\/.*\/|".*")$/s;
  const filters = [
    ...(selector === undefined
      ? []
      : [`host:${selector.replaceAll(/\s+/g, selector.includes('(') ? ' ' : '')}`]),
    ...(outcome === undefined ? [] : [`outcome:${outcome}`]),
    ...(day === undefined ? [] : [`day:${day}`]),
    ...(where === 'both' ? [] : [`in:${where}`]),
  ];
  const quoted = words.map((word) => (isWhole.test(word) ? word : `"${word.replaceAll('"', '')}"`));
  return [...filters, ...quoted].join(' ');
}
