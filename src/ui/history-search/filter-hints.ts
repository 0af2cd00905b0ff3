import { safe } from '../../core/safe.ts';
import { SEARCH_FILTERS } from '../../journal/search/read-query.ts';

/** Words a filter may go on with, as far as the program knows them. */
export interface FilterWords {
  readonly hosts: readonly string[];
  readonly groups: readonly string[];
  readonly platforms: readonly string[];
}

/** How a filter being typed at the end of a line may go on: `st:` behind `ho`, `day` behind `day:to`; '' where nothing is known. */
export function filterSuggestion(text: string, known: FilterWords): string {
  const word = /(?:^|\s)(\S*)$/.exec(text)?.[1] ?? '';
  const [, name, value = ''] = /^([a-z]+):(.*)$/.exec(word) ?? [];
  if (name === undefined) {
    if (word.length < 2) return '';
    const whole = Object.keys(SEARCH_FILTERS).find((one) => one.startsWith(word));
    return whole === undefined ? '' : `${whole.slice(word.length)}:`;
  }
  const typed = value.split(',').at(-1) ?? '';
  if (typed === '') return '';
  const found = valuesOf(name, known).find((one) => one.startsWith(typed) && one !== typed);
  return found === undefined ? '' : found.slice(typed.length);
}

function valuesOf(name: string, { hosts, groups, platforms }: FilterWords): readonly string[] {
  switch (name) {
    case 'host':
      return [...hosts, ...groups.map((group) => `@${group}`)];
    case 'group':
      return groups;
    case 'platform':
      return platforms;
    case 'day':
      return DAYS;
    case 'outcome':
      return ['ok', 'refused', 'unfinished'];
    case 'in':
      return ['commands', 'answers', 'both'];
    case 'mode':
      return ['privileged', 'configuration', 'exec'];
    case 'by':
      return ['person', 'REPL', 'run', 'script'];
    default:
      return [];
  }
}

const DAYS = [
  ...['today', 'yesterday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  ...['saturday', 'sunday', '-3d', '-7d', '-30d'],
];

/** The line under what is typed: of the filter at its end what it takes, else which filters there are. */
export function filterHint(text: string): string {
  const name = /(?:^|\s)([a-z]+):\S*$/.exec(text)?.[1];
  const known = Object.entries(SEARCH_FILTERS).find(([one]) => one === name)?.[1];
  if (known !== undefined) return safe(known, 200);
  const names = Object.keys(SEARCH_FILTERS).map((one) => `${one}:`);
  return `words  "a phrase"  /an expression/  ${names.join(' ')}`;
}

/** The text with the next of both, commands, answers to search in; where it was said before, it is said anew. */
export function withNextPart(text: string): string {
  const now = /(?:^|\s)in:(\S*)/.exec(text)?.[1] ?? '';
  const rest = text.replaceAll(/(?:^|\s)in:\S*/g, '').trim();
  const next = now.startsWith('c') ? 'answers' : now.startsWith('a') ? '' : 'commands';
  return [next === '' ? '' : `in:${next}`, rest].filter((part) => part !== '').join(' ');
}
