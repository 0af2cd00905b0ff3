import type { Completion, CompletionHost, CompletionQuestion, Completions } from './completion.ts';

const SELECTOR =
  /(?:^\s*(?:[^'"`/]*=\s*)?(?:await\s+)?|^\s*%.*\s)@((?:[^\s@(]*,!?)?!?)(@?[^\s,@(!]*)$/;
const FILTER = /(?:^|[=\s])@[^\s(]*\(([^)]*)$/;

/** Hosts and groups after `@`, and what a filter `@(…)` asks of them. */
export function completeSelector(
  line: string,
  { cursor, hosts }: CompletionQuestion,
): Completions | undefined {
  const filter = FILTER.exec(line);
  if (filter !== null) return completeFilter(filter[1] ?? '', cursor, hosts);
  const match = SELECTOR.exec(line);
  if (match === null) return undefined;
  const partial = (match[2] ?? '').replace(/^@/, '');
  const names = hosts.map(
    ({ name, platform }): Completion => ({ label: name, kind: 'host', detail: platform }),
  );
  const taken = new Set(names.map(({ label }) => label));
  const items = [...names, ...groupsOf(hosts)].filter(
    ({ label, kind }) => kind === 'host' || !taken.has(label),
  );
  return { from: cursor - partial.length, to: cursor, items };
}

function groupsOf(hosts: readonly CompletionHost[]): Completion[] {
  const names = [...new Set(hosts.flatMap(({ groups }) => groups))];
  return [
    ...names.map((label): Completion => {
      const count = hosts.filter(({ groups }) => groups.includes(label)).length;
      return { label, kind: 'group', detail: counted(count) };
    }),
    { label: 'all', kind: 'group', detail: counted(hosts.length) },
  ];
}

function counted(count: number): string {
  return count === 1 ? '1 host' : `${count} hosts`;
}

const KEYS: readonly (readonly [key: string, detail: string])[] = [
  ['platform', 'what the device runs'],
  ['group', 'a group it is in'],
  ['name', 'its name; * and ? stand for anything'],
  ['address', 'where it is reached'],
];

function completeFilter(
  typed: string,
  cursor: number,
  hosts: readonly CompletionHost[],
): Completions {
  const [, key = '', value = ''] = /(\w+)\s*(?:!=|==|=|~)\s*["']?([\w.*?-]*)$/.exec(typed) ?? [];
  if (key !== '') {
    const items = valuesOf(key, hosts).map((label): Completion => ({ label, kind: 'value' }));
    return { from: cursor - value.length, to: cursor, items };
  }
  const partial = /\w*$/.exec(typed)?.[0] ?? '';
  const items = KEYS.map(
    ([name, detail]): Completion => ({ label: `${name}=`, kind: 'filter', detail }),
  );
  return { from: cursor - partial.length, to: cursor, items };
}

function valuesOf(key: string, hosts: readonly CompletionHost[]): readonly string[] {
  const values = hosts.flatMap(({ name, groups, platform }) => {
    if (key === 'platform') return [platform];
    if (key === 'group') return groups;
    return key === 'name' ? [name] : [];
  });
  return [...new Set(values)].sort();
}
