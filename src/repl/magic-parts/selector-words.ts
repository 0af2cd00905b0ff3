import type { Selectable } from '../../core/selector/selector.ts';

/**
 * What could be the last word of a selector typed so far, each whole: hosts, groups, `all`. Behind a comma the parts before it stay in
 * front.
 */
export function selectorWords(typed: string, members: readonly Selectable[]): readonly string[] {
  const word = /\S*$/.exec(typed)?.[0] ?? '';
  const before = word.slice(0, word.lastIndexOf(',') + 1);
  const at = word.slice(before.length).startsWith('@') ? '@' : '';
  const groups = new Set(members.flatMap((member) => member.groups));
  const names = at === '@' ? [] : members.map(({ name }) => name);
  const all = at === '' && before === '' ? ['all'] : [];
  const given = before.split(',');
  return [...names, ...[...groups].map((group) => `${at}${group}`), ...all]
    .filter((name) => !given.includes(name))
    .map((name) => before + name);
}
