import type { Host } from '../core/host.ts';
import { select } from '../core/selector/selector.ts';
import { selectorParts } from '../core/selector/selector-parts.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { isLocalTarget } from '../inventory/local-target.ts';

/**
 * Hosts as a person names them: by a selector of the inventory (`all`, `@core`, `r*`, a filter, `all,!r3`), or by a list of groups and of
 * hosts as people type them, which need not be in the inventory (`core,admin@10.0.0.9`). Throws `bad-selector` and `bad-usage`.
 */
export function hostsNamed(
  words: string,
  inventory: Pick<Inventory, 'hosts' | 'names' | 'groups' | 'resolve'>,
): readonly Host[] {
  if (isLocalTarget(words)) return [inventory.resolve(words)];
  const parts = selectorParts(words);
  const isSelector = parts.some(
    ({ text, isWithout }) => isWithout || text === 'all' || /^[@(]|[*?]/.test(text),
  );
  if (isSelector) return select(words, inventory.hosts);
  const hosts = parts.flatMap(({ text }) => {
    const isGroup = inventory.groups.includes(text) && !inventory.names.includes(text);
    return isGroup ? select(`@${text}`, inventory.hosts) : [inventory.resolve(text)];
  });
  const byName = new Map(hosts.map((host) => [host.name, host]));
  return [...byName.values()];
}
