/** What `%diff` is to compare. */
export type DiffOperands =
  /** A snapshot with another, or with now; of these hosts only, where some are named. */
  | {
      readonly kind: 'snapshot';
      readonly before: string;
      readonly after: string | undefined;
      readonly hosts: string | undefined;
    }
  /** Two hosts of one snapshot. */
  | {
      readonly kind: 'within';
      readonly snapshot: string;
      readonly hosts: readonly [string, string];
    }
  /** Two hosts, now. */
  | {
      readonly kind: 'hosts';
      readonly hosts: readonly [string, string];
      readonly commands: readonly string[];
    }
  /** Two values, as pieces of a cell. */
  | { readonly kind: 'values'; readonly before: string; readonly after: string };

export interface Known {
  readonly isSnapshot: (word: string) => boolean;
  readonly isHost: (word: string) => boolean;
}

/** Reads the words behind `%diff`: what is a snapshot's name is one, then hosts, then values. Undefined where they make no sense. */
export function diffOperands(words: readonly string[], known: Known): DiffOperands | undefined {
  const { isSnapshot, isHost } = known;
  const [first, second, ...more] = words;
  if (first === undefined) return { kind: 'values', before: '__', after: '_' };
  if (isSnapshot(first)) return snapshotOperands(words, known);
  if (isHost(first) && second !== undefined && isHost(second)) {
    const commands = more
      .join(' ')
      .split(';')
      .map((command) => command.trim())
      .filter((command) => command !== '');
    return { kind: 'hosts', hosts: [first, second], commands };
  }
  if (second === undefined || more.length > 0) return undefined;
  const isName = (word: string): boolean => isSnapshot(word);
  if (isName(second)) return undefined;
  return { kind: 'values', before: first, after: second };
}

function snapshotOperands(words: readonly string[], known: Known): DiffOperands | undefined {
  const { isSnapshot, isHost } = known;
  const [before = '', second, ...more] = words;
  if (second !== undefined && isSnapshot(second)) {
    return { kind: 'snapshot', before, after: second, hosts: hostsIn(more) };
  }
  const [third] = more;
  if (second !== undefined && third !== undefined && more.length === 1) {
    const isPlain = (word: string): boolean => !word.startsWith('@');
    if (isPlain(second) && isPlain(third) && (isHost(second) || isHost(third))) {
      return { kind: 'within', snapshot: before, hosts: [second, third] };
    }
  }
  if (second === 'now') return { kind: 'snapshot', before, after: undefined, hosts: hostsIn(more) };
  const rest = second === undefined ? [] : [second, ...more];
  return { kind: 'snapshot', before, after: undefined, hosts: hostsIn(rest) };
}

/** `@core`, `r1`, `r1,r2`: a selector, however it is written. */
function hostsIn(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  return words.map((word) => word.replace(/^@(?=.*[*?,(]|all$)/, '')).join(',');
}
