import { readOptions, text, usage } from '../read-options.ts';

/** What `showrun history` is to look for. */
export interface HistoryMode {
  readonly mode: 'history';
  /** Words, all of which a command or its answer holds. */
  readonly words: readonly string[];
  /** `-H`: hosts and groups, as a selector. */
  readonly selector: string | undefined;
  readonly outcome: 'ok' | 'refused' | undefined;
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
  if (outcome !== undefined && outcome !== 'ok' && outcome !== 'refused') {
    throw usage(`--outcome wants ok or refused, not '${outcome}'`);
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
