import { safe } from '../../core/safe.ts';
import { widthOf } from '../../core/width.ts';
import { type HostLine, isUnderWay } from './host-lines.ts';

/** A line about a host, or about those there was no room for. */
export interface ProgressRow {
  readonly text: string;
  readonly state: HostLine['state'] | 'more';
}

const MOST_NAME_COLS = 24;
/** Who is shown where not all can be, the first ones first. */
const BY_INTEREST: readonly HostLine['state'][] = [
  'lost',
  'refused',
  'busy',
  'waiting',
  'skipped',
  'done',
];

/** A line each while there is room, in the hosts' order; else those that matter most, and how many more of each kind. */
export function progressRows(
  lines: readonly HostLine[],
  { rows, nowMs }: { readonly rows: number; readonly nowMs: number },
): ProgressRow[] {
  if (rows <= 0) return [];
  const shown = lines.length <= rows ? lines : mostInteresting(lines, rows - 1);
  const names = shown.map(({ host }) => safe(host, MOST_NAME_COLS));
  const cols = Math.max(0, ...names.map(widthOf));
  const told = shown.map((line, place): ProgressRow => {
    const name = names[place] ?? '';
    const text = `${name}${' '.repeat(cols - widthOf(name))}  ${stateText(line, nowMs)}`;
    return { text, state: line.state };
  });
  if (shown.length === lines.length) return told;
  const hidden = lines.filter((line) => !shown.includes(line));
  return [...told, { text: `${hidden.length} more: ${countsText(hidden)}`, state: 'more' }];
}

/** How far the hosts are, in a few words; '' for none: `r1 12/40 lines`, `3 of 5 hosts, 1 lost`. */
export function progressText(lines: readonly HostLine[]): string {
  const [first] = lines;
  if (first === undefined) return '';
  if (lines.length === 1) {
    const { host, config } = first;
    return config === undefined ? '' : `${safe(host, MOST_NAME_COLS)} ${linesText(config)}`;
  }
  const over = lines.filter((line) => !isUnderWay(line));
  const bad = (['refused', 'lost', 'skipped'] as const).map((state) => countText(lines, state));
  return [`${over.length} of ${lines.length} hosts`, ...bad]
    .filter((text) => text !== '')
    .join(', ');
}

/** What a person who has stopped a cell wants to know: who had finished, who was in the middle, who was not begun. */
export function stoppedText(lines: readonly HostLine[]): string {
  const named = (title: string, some: readonly HostLine[]): string =>
    some.length === 0 ? '' : `${title}: ${some.map(nameText).join(', ')}`;
  const inState = (...states: HostLine['state'][]) =>
    lines.filter(({ state }) => states.includes(state));
  return [
    named('finished', inState('done')),
    named('refused', inState('refused')),
    named('lost', inState('lost')),
    named('stopped in the middle', inState('busy')),
    named('not begun', inState('waiting', 'skipped')),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function nameText({ host, config, state }: HostLine): string {
  const name = safe(host, MOST_NAME_COLS);
  return state === 'busy' && config !== undefined ? `${name} (${linesText(config)})` : name;
}

function stateText({ state, begunAtMs, tookMs, config, words }: HostLine, nowMs: number): string {
  const far = config === undefined ? '' : ` ${linesText(config)}`;
  switch (state) {
    case 'waiting':
      return 'waits';
    case 'busy':
      return `at it${far}, ${Math.floor((nowMs - begunAtMs) / 1_000)} s`;
    case 'done':
      return `done${far}, ${((tookMs ?? 0) / 1_000).toFixed(1)} s`;
    default:
      return words === '' ? state : `${state}: ${safe(words.replace(/\s+/g, ' ').trim(), 200)}`;
  }
}

function linesText({ sent, total }: { readonly sent: number; readonly total: number }): string {
  return `${sent}/${total} lines`;
}

function mostInteresting(lines: readonly HostLine[], most: number): readonly HostLine[] {
  const chosen = new Set(
    BY_INTEREST.flatMap((wanted) => lines.filter(({ state }) => state === wanted)).slice(0, most),
  );
  return lines.filter((line) => chosen.has(line));
}

const COUNTED: readonly (readonly [HostLine['state'], string])[] = [
  ['waiting', 'waiting'],
  ['busy', 'at it'],
  ['done', 'done'],
  ['refused', 'refused'],
  ['lost', 'lost'],
  ['skipped', 'skipped'],
];

function countsText(lines: readonly HostLine[]): string {
  return COUNTED.map(([state]) => countText(lines, state))
    .filter((text) => text !== '')
    .join(', ');
}

function countText(lines: readonly HostLine[], wanted: HostLine['state']): string {
  const count = lines.filter(({ state }) => state === wanted).length;
  const word = COUNTED.find(([state]) => state === wanted)?.[1] ?? wanted;
  return count === 0 ? '' : `${count} ${word}`;
}
