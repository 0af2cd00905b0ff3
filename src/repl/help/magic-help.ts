import { safe } from '../../core/safe.ts';
import type { ListedMagic } from '../kernel/magics.ts';

/** All magics in two columns, the person's own with where they are from, a broken one with what is wrong. */
export function magicList(magics: readonly ListedMagic[]): string {
  const lines = magics.map((one) => [`%${one.name}`, aboutOf(one)] as const);
  const width = Math.max(0, ...lines.map(([head]) => head.length));
  return lines.map(([head, about]) => `${head.padEnd(width)}  ${about}`).join('\n');
}

/** How one is used: `%use?`. */
export function magicHelp(one: ListedMagic): string {
  if (one.status === 'broken') return `%${one.name} is broken: ${safe(one.why, 1_000)}`;
  const { usage, summary, examples } = one.magic;
  const own = one.own === undefined ? [] : [`from     ${safe(one.own, 300)}`];
  const shown = examples.flatMap((example) => safeExample(example));
  return [
    safe(String(usage), 500),
    `  ${safe(String(summary), 500)}`,
    ...shown.map((line, at) => `${at === 0 ? 'e.g.' : '    '}     ${line}`),
    ...own,
  ].join('\n');
}

function aboutOf(one: ListedMagic): string {
  if (one.status === 'broken') return `broken: ${safe(one.why, 300)}`;
  const own = one.own === undefined ? '' : ` (${safe(one.own, 200)})`;
  return `${safe(String(one.magic.summary), 200)}${own}`;
}

function safeExample(example: unknown): readonly string[] {
  return String(example)
    .split('\n')
    .map((line) => safe(line, 500));
}
