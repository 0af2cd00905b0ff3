import type { Key } from '../../core/key.ts';
import { prettyLabel } from '../table/view-commands.ts';

/** Everything a key can do in a pane that shows a recording. */
export type ReplayCommand =
  | 'play'
  | 'back'
  | 'forward'
  | 'step-back'
  | 'step-forward'
  | 'far-back'
  | 'far-forward'
  | 'next-chapter'
  | 'previous-chapter'
  | 'next-own-chapter'
  | 'previous-own-chapter'
  | 'beginning'
  | 'end'
  | 'go'
  | 'faster'
  | 'slower'
  | 'normal-speed'
  | 'idle'
  | 'chapters'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'hits'
  | 'end-search'
  | 'hosts'
  | 'table'
  | 'scroll'
  | 'copy'
  | 'again'
  | 'help'
  | 'close';

interface ReplayKey {
  readonly command: ReplayCommand;
  /** As `replayLabel` names them. */
  readonly keys: readonly string[];
  /** As the line of keys has it; undefined: only the list has it. */
  readonly short: string | undefined;
  readonly title: string;
  /** Only while something is searched for; before it the key is another one's. */
  readonly during?: 'search';
}

/** The keys of a recording, in the order help shows them. Nothing typed there goes to a device, so plain keys are ours. */
export const REPLAY_KEYS: readonly ReplayKey[] = [
  {
    command: 'play',
    keys: ['space'],
    short: 'play, pause',
    title: 'Play, or pause; at the end: from the beginning',
  },
  { command: 'back', keys: ['left'], short: '5 s', title: '5 s back' },
  { command: 'forward', keys: ['right'], short: undefined, title: '5 s on' },
  {
    command: 'next-hit',
    keys: ['n'],
    short: 'next hit',
    title: 'Go to the next hit',
    during: 'search',
  },
  {
    command: 'previous-hit',
    keys: ['N'],
    short: undefined,
    title: 'Go to the hit before',
    during: 'search',
  },
  {
    command: 'end-search',
    keys: ['escape'],
    short: 'end search',
    title: 'End the search',
    during: 'search',
  },
  {
    command: 'next-chapter',
    keys: ['n', '}'],
    short: 'chapter',
    title: 'Go to the next command, of any host',
  },
  {
    command: 'previous-chapter',
    keys: ['p', '{'],
    short: undefined,
    title: 'Go to the command before, of any host',
  },
  {
    command: 'next-own-chapter',
    keys: ['N', ')'],
    short: undefined,
    title: 'Go to the next command of this host',
  },
  {
    command: 'previous-own-chapter',
    keys: ['P', '('],
    short: undefined,
    title: 'Go to the command before of this host',
  },
  {
    command: 'chapters',
    keys: ['c'],
    short: 'commands',
    title: 'List the commands, and go to one',
  },
  { command: 'search', keys: ['/'], short: 'search', title: 'Search what was typed and answered' },
  {
    command: 'hits',
    keys: ['h'],
    short: undefined,
    title: 'List what the search has found, and go to one',
  },
  { command: 'go', keys: ['g'], short: 'go to', title: 'Go to a time: 1:30, 14:02:11, #7, +30' },
  {
    command: 'table',
    keys: ['T'],
    short: 'table',
    title: 'Show the answer of the command at this moment as a table',
  },
  {
    command: 'again',
    keys: ['a'],
    short: 'run again',
    title: 'Run these commands again on a live host, and compare',
  },
  { command: 'copy', keys: ['e'], short: undefined, title: 'Copy a command with its answer' },
  { command: 'scroll', keys: ['['], short: undefined, title: 'Scroll back' },
  { command: 'hosts', keys: ['f'], short: undefined, title: 'Choose the hosts that are shown' },
  { command: 'step-back', keys: ['shift-left', ','], short: undefined, title: '1 s back' },
  { command: 'step-forward', keys: ['shift-right', '.'], short: undefined, title: '1 s on' },
  { command: 'far-back', keys: ['ctrl-left', '<'], short: undefined, title: '1 min back' },
  { command: 'far-forward', keys: ['ctrl-right', '>'], short: undefined, title: '1 min on' },
  { command: 'beginning', keys: ['home', '0'], short: undefined, title: 'Go to the beginning' },
  { command: 'end', keys: ['end', '$'], short: undefined, title: 'Go to the end' },
  { command: 'faster', keys: ['+'], short: undefined, title: 'Play twice as fast' },
  { command: 'slower', keys: ['-'], short: undefined, title: 'Play half as fast' },
  { command: 'normal-speed', keys: ['='], short: undefined, title: 'Play as fast as it was' },
  {
    command: 'idle',
    keys: ['i'],
    short: undefined,
    title: 'Cut long pauses short, or play them as they were',
  },
  { command: 'help', keys: ['?'], short: 'all keys', title: 'Show these keys' },
  { command: 'close', keys: ['q'], short: 'close', title: 'Close the recording' },
];

/** What a key does; undefined for one that means nothing here. */
export function replayCommandOf(key: Key, during: 'search' | undefined): ReplayCommand | undefined {
  const label = replayLabel(key);
  return REPLAY_KEYS.find(
    ({ keys, during: only }) => keys.includes(label) && (only === undefined || only === during),
  )?.command;
}

/** The keys that matter most, for the last line of the screen: `Space`, `play, pause`. */
export function replayHints(during: 'search' | undefined): readonly (readonly [string, string])[] {
  const shown = REPLAY_KEYS.filter(
    ({ short, during: only }) => short !== undefined && (only === undefined || only === during),
  );
  const taken = new Set<string>();
  return shown.flatMap(({ command, keys, short = '' }): (readonly [string, string])[] => {
    const [first = ''] = keys;
    const free = keys.find((key) => !taken.has(key));
    for (const key of keys) taken.add(key);
    if (free === undefined) return [];
    return [[(free === first ? PAIRS[command] : undefined) ?? prettyReplayKey(free), short]];
  });
}

/** Keys there and back, shown as one. */
const PAIRS: Readonly<Partial<Record<ReplayCommand, string>>> = {
  back: '←→',
  'next-chapter': 'n p',
  'next-hit': 'n N',
};

/** A key as people write it: `Shift-←`, `Space`, `n`. */
export function prettyReplayKey(label: string): string {
  const held = /^(shift|ctrl)-(.+)$/.exec(label);
  if (held === null) return ARROWS[label] ?? prettyLabel(label);
  const [, modifier = '', rest = ''] = held;
  return `${modifier.charAt(0).toUpperCase()}${modifier.slice(1)}-${prettyReplayKey(rest)}`;
}

const ARROWS: Readonly<Record<string, string>> = {
  left: '←',
  right: '→',
  home: 'Home',
  end: 'End',
};

/** What a key is called in this list: as `keyLabel`, with what is held before an arrow's name. */
function replayLabel({ name, text, ctrl, alt, shift }: Key): string {
  if (text.length === 1 && text !== ' ' && !ctrl && !alt) return text;
  if (alt) return `alt-${name}`;
  if (ctrl) return `ctrl-${name}`;
  return shift ? `shift-${name}` : name;
}
