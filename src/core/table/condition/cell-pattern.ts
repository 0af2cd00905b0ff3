import { createContext, Script } from 'node:vm';

/** A pattern without regard to case that runs on the thread that paints: only one that cannot take long; undefined for any other. */
export function quickPattern(pattern: string): RegExp | undefined {
  if (!isQuick(pattern, { mostGroups: 0 })) return undefined;
  try {
    return new RegExp(pattern, 'i');
  } catch {
    return undefined;
  }
}

/**
 * Those of a device's texts that a person's pattern is found in; undefined where that takes too long, which is seen after a second:
 * together they could take for ever. Throws SyntaxError for what is no regular expression.
 */
export function textsWith(
  { source, flags }: { readonly source: string; readonly flags: string },
  texts: Iterable<string>,
): ReadonlySet<string> | undefined {
  const pattern = new RegExp(source, flags.replace(/[gy]/g, ''));
  const isSafe = isQuick(source, { mostGroups: MOST_GROUPS });
  const found = new Set<string>();
  const slow: string[] = [];
  for (const text of new Set(texts)) {
    if (!isSafe || text.length > MOST_QUICK_CHARS) slow.push(text);
    else if (pattern.test(text)) found.add(text);
  }
  return slow.length === 0 || searchedInTime({ pattern, texts: slow, found }) ? found : undefined;
}

const MAX_PATTERN = 100;
const MOST_GROUPS = 4;
const MOST_QUICK_CHARS = 200;

interface Search {
  readonly pattern: RegExp;
  readonly texts: readonly string[];
  readonly found: Set<string>;
}

const MOST_MS = 1_000;
const SEARCH = new Script('for (const text of texts) if (pattern.test(text)) found.add(text);');
let desk: object | undefined;

function searchedInTime(search: Search): boolean {
  desk ??= createContext({});
  Object.assign(desk, search);
  try {
    SEARCH.runInContext(desk, { timeout: MOST_MS });
    return true;
  } catch (thrown) {
    if (Reflect.get(Object(thrown), 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw thrown;
  } finally {
    Object.assign(desk, { pattern: undefined, texts: undefined, found: undefined });
  }
}

/** Short, at most two repeats, no repeated groups, no references: such a pattern takes no exponential time. */
function isQuick(pattern: string, { mostGroups }: { readonly mostGroups: number }): boolean {
  const plain = pattern
    .replace(/\\[^\dkpP]/g, '_')
    .replace(/\[[^\]]*\]/g, '_')
    .replace(/\(\?[:=!]/g, '(');
  const repeats = plain.match(/[*+{?]/g)?.length ?? 0;
  const groups = plain.match(/\(/g)?.length ?? 0;
  if (pattern.length > MAX_PATTERN || repeats > 2 || groups > mostGroups) return false;
  return !/\)[*+{?]|\\/.test(plain);
}
