import { BoundedPattern } from '../bounded-pattern.ts';

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
 * A pattern of a person's that meets a device's texts of any length: those that cannot take long as they are, any other stopped
 * where it does. Throws SyntaxError for what is no regular expression.
 */
export class TextPattern {
  readonly #quick: RegExp | undefined;
  readonly #bounded: BoundedPattern;

  constructor(source: string, flags: string) {
    this.#bounded = new BoundedPattern(source, flags);
    this.#quick = isQuick(source, { mostGroups: MOST_GROUPS })
      ? new RegExp(source, flags)
      : undefined;
  }

  /** It was stopped once, and fits nothing since. */
  get isTooSlow(): boolean {
    return this.#bounded.isTooSlow;
  }

  test(text: string): boolean {
    if (this.#quick && text.length <= MOST_QUICK_CHARS) return this.#quick.test(text);
    return this.#bounded.test(text);
  }
}

const MAX_PATTERN = 100;
const MOST_GROUPS = 4;
const MOST_QUICK_CHARS = 200;

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
