import { homedir } from 'node:os';
import { join } from 'node:path';
import { safe } from '../core/safe.ts';
import { modesOf } from '../platforms/mode-of.ts';
import type { Platform } from '../platforms/platform.ts';
import { openPlatforms } from '../platforms/platforms.ts';
import { foldersOf } from './folders.ts';

/** `showrun platforms`: one line for each, or everything about the one that is named. Damaged files are named, and the exit code is 1. Throws `bad-usage` for an unknown name. */
export function printPlatforms(name: string | undefined): number {
  const userFolder = join(foldersOf(process.env, homedir()).config, 'platforms');
  const problems: string[] = [];
  const platforms = openPlatforms({ userFolder, onProblem: (line) => problems.push(line) });
  const text = name === undefined ? listed(platforms.all()) : described(platforms.find(name));
  process.stdout.write(text);
  for (const problem of problems) process.stderr.write(`showrun: ${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** Name, title and modes, in columns. */
function listed(all: readonly Platform[]): string {
  const rows = all.map((platform) => ({
    name: platform.name,
    title: safe(platform.title, 100),
    modes: inOrder(modesOf(platform))
      .map((mode) => safe(mode))
      .join(' '),
  }));
  const widest = (key: 'name' | 'title'): number =>
    Math.max(0, ...rows.map((row) => row[key].length));
  const [nameWidth, titleWidth] = [widest('name'), widest('title')];
  return rows
    .map(
      ({ name, title, modes }) =>
        `${name.padEnd(nameWidth)}  ${title.padEnd(titleWidth)}  ${modes}\n`,
    )
    .join('');
}

/** What a person wants to know of one platform; lines without content are left out. */
function described(platform: Platform): string {
  const { config, legacy } = platform;
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['also called', platform.aliases],
    ['like', platform.parents ?? []],
    ['modes', inOrder(modesOf(platform))],
    ['on open', platform.onOpen],
    ['on close', platform.onClose],
    ['wide lines', platform.width],
    ['paging off for all', platform.globalPaging.off],
    ['enter configuration', config.enter],
    ['leave configuration', config.exit],
    ['save', config.save],
    ['commit', config.commit],
    ['commit for a while', config.commitConfirm],
    ['abort', config.abort],
    ['leave', platform.leave],
    ['old versions need', [...legacy.kex, ...legacy.hostKeys, ...legacy.ciphers, ...legacy.macs]],
    ['note', legacy.note === '' ? [] : [legacy.note]],
  ];
  const moves = platform.moves.map(({ from, to, send, asks }) => {
    const secret = asks === undefined ? '' : ` (${asks})`;
    return `  ${from} to ${to}: ${send.map(shown).join(', ')}${secret}`;
  });
  return [
    `${platform.name}: ${safe(platform.title, 200)}`,
    ...lines
      .filter(([, texts]) => texts.length > 0)
      .map(([label, texts]) => `${label}: ${texts.map(shown).join(', ')}`),
    ...signs(platform),
    ...(moves.length === 0 ? [] : ['moves:', ...moves.map((move) => safe(move, 300))]),
    '',
  ].join('\n');
}

/** How `auto` finds it. */
function signs({ detect, probes }: Platform): readonly string[] {
  const shows = detect.map(
    ({ where, pattern, score }) => `${WHERE[where]} ${pattern} (${score} %)`,
  );
  const answers = probes.map(({ send, pattern, score }) => `'${send}' ${pattern} (${score} %)`);
  if (shows.length + answers.length === 0) return ['recognised by: nothing sure; name it'];
  const lines = (label: string, texts: readonly string[]): readonly string[] =>
    texts.length === 0 ? [] : [label, ...texts.map((one) => `  ${safe(one, 300)}`)];
  return [...lines('recognised by:', shows), ...lines('and when asked:', answers)];
}

const WHERE = {
  software: 'SSH identification',
  banner: 'banner',
  screen: 'after login',
  prompt: 'prompt',
} as const;

/** The modes every platform may have, from the outside in; then those of its own. */
const USUAL_MODES: readonly string[] = ['exec', 'privileged', 'configuration'];

function inOrder(modes: ReadonlySet<string>): readonly string[] {
  const usual = USUAL_MODES.filter((mode) => modes.has(mode));
  return [...usual, ...[...modes].filter((mode) => !usual.includes(mode))];
}

/** A key has no picture; it is written as people write it. */
function shown(line: string): string {
  const key = line.replace(
    /[\x00-\x1f]/g,
    (one) => `^${String.fromCharCode(one.charCodeAt(0) + 64)}`,
  );
  return safe(key, 300);
}
