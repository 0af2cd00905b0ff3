import type { RegexNode, SetItem } from './regex-node.ts';
import { renderRegex } from './render-regex.ts';

/**
 * A set of ways a line can begin: ASCII codes 0 to 127, then OTHER for anything above, then END for nothing at all.
 * Used to pass over rules that cannot match a line without running their expressions. Always cautious: too many, never too few.
 */
export type Beginnings = Uint8Array;

const OTHER = 128;
export const END = 129;
const SIZE = 130;

/** How the text that a node matches can begin. */
export function firstCharacters(root: RegexNode): Beginnings {
  const { set, mayGoOn } = begin(root);
  return mayGoOn ? everything() : set;
}

/** How the line can go on after its leading white space, if a node matches it. */
export function firstVisible(root: RegexNode): Beginnings {
  // White space above ASCII is not passed over, though a blank may match it.
  const set = only(OTHER);
  return walkVisible(flatten(root), set) ? set : everything();
}

/** The index of a line's first character (or of the one at `at`) in a `Beginnings`. */
export function beginningAt(line: string, at: number): number {
  if (at >= line.length) return END;
  const code = line.charCodeAt(at);
  return code < OTHER ? code : OTHER;
}

interface Begin {
  readonly set: Beginnings;
  /** What comes after this node may be what the line begins with. */
  readonly mayGoOn: boolean;
}

function begin(node: RegexNode): Begin {
  switch (node.type) {
    case 'char':
    case 'any':
    case 'set':
      return { set: membersOf(node), mayGoOn: false };
    case 'end':
      return { set: only(END), mayGoOn: false };
    case 'sequence':
      return beginSequence(node.items);
    case 'choice':
      return union(node.branches.map(begin));
    case 'group':
    case 'atomic':
      return begin(node.body);
    case 'repeat': {
      const inner = begin(node.body);
      return { set: inner.set, mayGoOn: inner.mayGoOn || node.min === 0 };
    }
    case 'back':
    case 'condition':
      return { set: everything(), mayGoOn: true };
    default:
      return { set: new Uint8Array(SIZE), mayGoOn: true };
  }
}

function beginSequence(items: readonly RegexNode[]): Begin {
  const set = new Uint8Array(SIZE);
  for (const item of items) {
    const first = begin(item);
    add(set, first.set);
    if (!first.mayGoOn) return { set, mayGoOn: false };
  }
  return { set, mayGoOn: true };
}

function union(all: readonly Begin[]): Begin {
  const set = new Uint8Array(SIZE);
  for (const one of all) add(set, one.set);
  return { set, mayGoOn: all.some((one) => one.mayGoOn) };
}

/** Collects what can follow the leading blanks; false if that cannot be told. */
function walkVisible(items: readonly RegexNode[], set: Beginnings): boolean {
  for (const item of items) {
    if (isBlank(item)) continue;
    const first = begin(item);
    if (hasBlank(first.set)) return false;
    add(set, first.set);
    if (!first.mayGoOn) return true;
  }
  return false;
}

function flatten(node: RegexNode): readonly RegexNode[] {
  if (node.type === 'sequence') return node.items.flatMap(flatten);
  return node.type === 'group' || node.type === 'atomic' ? flatten(node.body) : [node];
}

/** Whether a node matches white space only (or nothing). */
function isBlank(node: RegexNode): boolean {
  switch (node.type) {
    case 'start':
    case 'look':
    case 'boundary':
      return true;
    case 'char':
      return isWhite(node.code);
    case 'set':
      return !node.negated && node.items.every(isBlankItem);
    case 'sequence':
      return node.items.every(isBlank);
    case 'choice':
      return node.branches.every(isBlank);
    case 'group':
    case 'atomic':
    case 'repeat':
      return isBlank(node.body);
    default:
      return false;
  }
}

function isBlankItem(item: SetItem): boolean {
  if ('shorthand' in item) return item.shorthand === 's';
  return isWhite(item.from) && isWhite(item.to) && !spansMore(item);
}

function spansMore({ from, to }: { from: number; to: number }): boolean {
  for (let code = from; code <= to; code++) if (!isWhite(code)) return true;
  return false;
}

function hasBlank(set: Beginnings): boolean {
  return set.some((isMember, code) => isMember === 1 && code < OTHER && isWhite(code));
}

/** ASCII white space as Python counts it: what is passed over at the start of a line. */
export function isWhite(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
}

const known = new Map<string, Beginnings>();
const MAX_KNOWN = 2_000;

function membersOf(node: RegexNode): Beginnings {
  const { source } = renderRegex({ root: node, groupCount: 0, names: new Map() }, NONE, 'unicode');
  const before = known.get(source);
  if (before) return before;
  const pattern = new RegExp(`^${source}$`, 'su');
  const set = new Uint8Array(SIZE);
  for (let code = 0; code < OTHER; code++) {
    if (pattern.test(String.fromCharCode(code))) set[code] = 1;
  }
  // Above ASCII only a plain ASCII character is known not to match.
  if (node.type !== 'char' || node.code >= OTHER || node.ignoreCase) set[OTHER] = 1;
  if (known.size < MAX_KNOWN) known.set(source, set);
  return set;
}

const NONE: ReadonlySet<string> = new Set();

function only(index: number): Beginnings {
  const set = new Uint8Array(SIZE);
  set[index] = 1;
  return set;
}

function everything(): Beginnings {
  return new Uint8Array(SIZE).fill(1);
}

function add(to: Uint8Array, from: Uint8Array): void {
  for (let index = 0; index < SIZE; index++) if (from[index] === 1) to[index] = 1;
}
