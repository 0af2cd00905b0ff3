import { select } from '../../core/selector/selector.ts';
import type { CompletionHost } from './completion.ts';

/** The platforms of the hosts a selector names, each once; none where it names nobody. */
export function platformsOf(selector: string, hosts: readonly CompletionHost[]): readonly string[] {
  return [...new Set(hostsOf(selector, hosts).map(({ platform }) => platform))];
}

function hostsOf(selector: string, hosts: readonly CompletionHost[]): readonly CompletionHost[] {
  const plain = selector.replace(/:$/, '');
  // With a filter any host may be meant.
  if (plain === '' || /[(!&|~=]/.test(plain)) return hosts;
  try {
    return select(plain, hosts);
  } catch {
    return [];
  }
}
