import type { CharacterSet, Regex, RegexNode, SetItem, Shorthand } from './regex-node.ts';

/** Which text an expression is for: `ascii` lines, or any (`unicode`, where `\w`, `\d`, `\s` and `.` mean more). */
export type RegexFlavour = 'ascii' | 'unicode';

export interface RenderedRegex {
  readonly source: string;
  readonly flags: string;
  /** Names of the capturing groups, in order: group 1 is the first. Nothing else captures. */
  readonly captures: readonly string[];
}

/**
 * Writes a tree as a JavaScript expression that gives the same captures as Python, anchored where `lastIndex` is.
 * Only for trees of which `isNative` is true. Groups are numbered, not named, and only those in `keep` capture: both are faster.
 */
export function renderRegex(
  regex: Regex,
  keep: ReadonlySet<string>,
  flavour: RegexFlavour,
): RenderedRegex {
  const writer = new RegexWriter(keep, flavour);
  const source = writer.write(regex.root);
  return { source, flags: flavour === 'unicode' ? 'yu' : 'y', captures: writer.captures };
}

class RegexWriter {
  readonly captures: string[] = [];
  readonly #keep: ReadonlySet<string>;
  readonly #flavour: RegexFlavour;

  constructor(keep: ReadonlySet<string>, flavour: RegexFlavour) {
    this.#keep = keep;
    this.#flavour = flavour;
  }

  write(node: RegexNode): string {
    switch (node.type) {
      case 'char':
        return this.#character(node.code, node.ignoreCase);
      case 'any':
        return '.';
      case 'set':
        return this.#set(node);
      case 'start':
        return '^';
      case 'end':
        return '$';
      case 'boundary':
        return this.#boundary(node.negated);
      case 'sequence':
        return node.items.map((item) => this.#part(item)).join('');
      case 'choice':
        return node.branches.map((branch) => this.write(branch)).join('|');
      case 'group': {
        const isKept = node.name !== undefined && this.#keep.has(node.name);
        if (isKept && node.name !== undefined) this.captures.push(node.name);
        return `${isKept ? '(' : '(?:'}${this.write(node.body)})`;
      }
      case 'look':
        return `(?${node.behind ? '<' : ''}${node.negated ? '!' : '='}${this.write(node.body)})`;
      case 'repeat':
        return this.#repeated(node.body) + quantifier(node);
      case 'back':
      case 'atomic':
      case 'condition':
        throw new Error(`a ${node.type} node has no JavaScript form`);
    }
  }

  /** A node as a member of a sequence. */
  #part(node: RegexNode): string {
    return node.type === 'choice' ? `(?:${this.write(node)})` : this.write(node);
  }

  /** A node as something a quantifier can follow. */
  #repeated(node: RegexNode): string {
    const isSingle = node.type === 'any' || node.type === 'set' || node.type === 'group';
    const text = this.write(node);
    return isSingle || (node.type === 'char' && !node.ignoreCase) ? text : `(?:${text})`;
  }

  #character(code: number, ignoreCase: boolean): string {
    if (!ignoreCase) return this.#code(code);
    const cases = casesOf(code);
    if (cases.length === 1) return this.#code(code);
    return `[${cases.map((one) => this.#code(one)).join('')}]`;
  }

  #set({ items, negated, ignoreCase }: CharacterSet): string {
    const [only] = items;
    if (items.length === 1 && only && 'shorthand' in only && !negated) {
      return this.#shorthand(only.shorthand, 'alone');
    }
    const all = ignoreCase ? items.flatMap(withCases) : items;
    const inside = all.map((item) => this.#setItem(item)).join('');
    return `[${negated ? '^' : ''}${inside}]`;
  }

  #setItem(item: SetItem): string {
    if ('shorthand' in item) return this.#shorthand(item.shorthand, 'inside');
    const from = this.#code(item.from);
    return item.from === item.to ? from : `${from}-${this.#code(item.to)}`;
  }

  #shorthand(letter: Shorthand, where: 'alone' | 'inside'): string {
    if (this.#flavour === 'ascii') return `\\${letter}`;
    const lower = letter.toLowerCase() as 'd' | 'w' | 's';
    if (letter === lower) return where === 'alone' ? `[${UNICODE[lower]}]` : UNICODE[lower];
    return where === 'alone' ? `[^${UNICODE[lower]}]` : COMPLEMENT[lower];
  }

  #boundary(negated: boolean): string {
    if (this.#flavour === 'ascii') return negated ? '\\B' : '\\b';
    const w = `[${UNICODE.w}]`;
    return negated
      ? `(?:(?<=${w})(?=${w})|(?<!${w})(?!${w}))`
      : `(?:(?<=${w})(?!${w})|(?<!${w})(?=${w}))`;
  }

  #code(code: number): string {
    const isPlain = code >= 0x20 && code < 0x7f;
    if (isPlain) {
      const text = String.fromCharCode(code);
      // `-` may be escaped in a set only when the flag u is set, and `\x2d` always.
      return /[\^$\\.*+?()[\]{}|/]/.test(text) ? `\\${text}` : text === '-' ? '\\x2d' : text;
    }
    // ASCII lines hold nothing above U+007F, so what is above U+FFFF may be any other high character.
    if (this.#flavour === 'ascii') return unit(Math.min(code, 0xffff));
    return code > 0xffff ? `\\u{${code.toString(16)}}` : unit(code);
  }
}

// What Python means by these letters in text: str.isalnum, Unicode decimals, str.isspace.
const UNICODE = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
} as const;

// The same, complemented inside a set, where a negation cannot stand.
const COMPLEMENT = {
  d: '\\P{Nd}',
  w: '\\p{M}\\p{S}\\p{Z}\\p{C}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\u203f\\u2040\\u2054\\ufe33\\ufe34\\ufe4d-\\ufe4f\\uff3f',
  s: '\\0-\\x08\\x0e-\\x1b\\x21-\\x84\\x86-\\x9f\\xa1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\u{10ffff}',
} as const;

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

function quantifier({ min, max, kind }: { min: number; max: number; kind: string }): string {
  const lazy = kind === 'lazy' ? '?' : '';
  if (max === Number.POSITIVE_INFINITY) {
    if (min === 0) return `*${lazy}`;
    return min === 1 ? `+${lazy}` : `{${min},}${lazy}`;
  }
  if (min === 0 && max === 1) return `?${lazy}`;
  return min === max ? `{${min}}` : `{${min},${max}}${lazy}`;
}

/** A code point and its other case, where that is one code point too. */
function casesOf(code: number): number[] {
  const text = String.fromCodePoint(code);
  const cases = [text.toLowerCase(), text.toUpperCase()]
    .filter((other) => other.length === text.length)
    .map((other) => other.codePointAt(0) ?? code);
  return [...new Set([code, ...cases])];
}

function withCases(item: SetItem): SetItem[] {
  if ('shorthand' in item) return [item];
  const items: SetItem[] = [item];
  const lower = overlap(item, 0x61, 0x7a);
  const upper = overlap(item, 0x41, 0x5a);
  if (lower) items.push({ from: lower.from - 32, to: lower.to - 32 });
  if (upper) items.push({ from: upper.from + 32, to: upper.to + 32 });
  if (item.from === item.to && item.from > 0x7f) {
    items.push(...casesOf(item.from).map((code) => ({ from: code, to: code })));
  }
  return items;
}

function overlap(
  range: { from: number; to: number },
  low: number,
  high: number,
): { from: number; to: number } | undefined {
  const from = Math.max(range.from, low);
  const to = Math.min(range.to, high);
  return from <= to ? { from, to } : undefined;
}
