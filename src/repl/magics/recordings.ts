import { SEARCH_FILTERS } from '../../journal/search/read-query.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { TableValue } from '../values/table-value.ts';

const recordings: Magic = {
  usage: '%recordings [WORDS…] [host:NAME] [day:today] [outcome:refused] [in:commands] [-n COUNT]',
  summary: 'commands and answers of all recordings, as a table; showrun history has the same',
  examples: [
    '%recordings ospf full host:r1',
    '%recordings "is down" day:-3d |> count host',
    '%recordings /Gi\\d\\/\\d+.*down/ in:answers -n 500',
  ],
  complete: (typed) => {
    const word = /\S*$/.exec(typed)?.[0] ?? '';
    return FILTER_WORDS.filter((one) => one.startsWith(word));
  },
  async run({ args }, { program, print }) {
    const count = /(?:^|\s)-n\s*(\S+)/.exec(args);
    const limit = Number(count?.[1] ?? 100);
    if (!Number.isInteger(limit) || limit < 1) throw new MagicError('-n wants a number of results');
    const query = count === null ? args : args.replace(count[0], ' ');
    const {
      table,
      recordings: of,
      isCut,
    } = await program.ask('recordings-search', { query, limit });
    if (table.rows.length === 0) {
      print(of === 0 ? 'nothing is recorded yet' : `nothing found in ${of} recordings`);
      return undefined;
    }
    if (isCut) print(`the newest ${table.rows.length}; -n ${limit * 10} finds more`);
    return new TableValue({ ...table, origin: undefined });
  },
};

export default recordings;

const FILTER_WORDS = [
  ...Object.values(SEARCH_FILTERS).flatMap((forms) =>
    forms.split(', ').filter((form) => /^[a-z]+:[a-z]+$/.test(form)),
  ),
  ...Object.keys(SEARCH_FILTERS).map((name) => `${name}:`),
];
