/** What `%diff` is to compare. */
export type DiffOperands =
  /** A snapshot with another, or with now. */
  | {
      readonly kind: 'snapshot';
      readonly before: string;
      readonly after: string | undefined;
      /** Of these hosts only, where some are named. */
      readonly hosts: string | undefined;
      /** These answers only, where some are named. */
      readonly commands: readonly string[];
    }
  /** Two hosts of one snapshot. */
  | {
      readonly kind: 'within';
      readonly snapshot: string;
      readonly hosts: readonly [string, string];
      readonly commands: readonly string[];
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
  /** One that can be asked. */
  readonly isHost: (word: string) => boolean;
  /** One that a snapshot has answers of. */
  readonly isKept: (word: string) => boolean;
}

/** Reads the words behind `%diff`: what is a snapshot's name is one, then hosts, then values. Undefined where they make no sense. */
export function diffOperands(words: readonly string[], known: Known): DiffOperands | undefined {
  const { isSnapshot, isHost } = known;
  const [first, second, ...more] = words;
  if (first === undefined) return { kind: 'values', before: '__', after: '_' };
  if (isSnapshot(first)) return snapshotOperands(words, known);
  if (isHost(first) && second !== undefined && isHost(second)) {
    return { kind: 'hosts', hosts: [first, second], commands: commandsIn(more) };
  }
  if (second === undefined || more.length > 0 || isSnapshot(second)) return undefined;
  return { kind: 'values', before: first, after: second };
}

function snapshotOperands(
  [before = '', ...rest]: readonly string[],
  known: Known,
): DiffOperands | undefined {
  const [next = ''] = rest;
  const after = known.isSnapshot(next) ? next : undefined;
  const words = after !== undefined || next === 'now' ? rest.slice(1) : rest;
  const isHosts = (word: string): boolean =>
    /^@|[,*?]/.test(word) || word === 'all' || known.isHost(word) || known.isKept(word);
  const end = words.findIndex((word) => !isHosts(word));
  const hosts = end < 0 ? words : words.slice(0, end);
  const commands = end < 0 ? [] : commandsIn(words.slice(end));
  const [one, other, ...others] = hosts;
  const isPair =
    after === undefined &&
    next !== 'now' &&
    others.length === 0 &&
    one !== undefined &&
    other !== undefined;
  if (isPair && known.isKept(one) && known.isKept(other)) {
    return { kind: 'within', snapshot: before, hosts: [one, other], commands };
  }
  return { kind: 'snapshot', before, after, hosts: selectorOf(hosts), commands };
}

/** `show version; show clock`, or as the command line has it: `-c 'show version' -c 'show clock'`. */
function commandsIn(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  const said = first === '-c' ? rest.map((word) => (word === '-c' ? ';' : word)) : words;
  return said
    .join(' ')
    .split(';')
    .map((command) => command.trim())
    .filter((command) => command !== '');
}

/** `@core`, `r1`, `r1,r2`: a selector, however it is written. */
function selectorOf(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  return words.map((word) => word.replace(/^@(?=.*[*?,(]|all$)/, '')).join(',');
}
