import { type Regex, RegexError, type RegexNode } from './regex-node.ts';
import { RegexReader } from './regex-reader.ts';
import { readEscape, readSet } from './regex-set.ts';

/**
 * Reads a regular expression in the syntax of Python's `re` (3.11: possessive and atomic groups included).
 * Throws `RegexError` where Python would refuse it too, and for the verbose flag, which no one-line rule can use.
 */
export function parseRegex(source: string): Regex {
  const parser = new RegexParser(source, false);
  const regex = parser.parse();
  // A flag written anywhere outside its own group holds for the whole expression.
  return parser.wantsIgnoreCase ? new RegexParser(source, true).parse() : regex;
}

const MAX_DEPTH = 100;

class RegexParser {
  readonly #reader: RegexReader;
  readonly #names = new Map<string, number>();
  readonly #closed = new Set<number>();
  #groupCount = 0;
  #depth = 0;
  #ignoreCase: boolean;
  wantsIgnoreCase = false;

  constructor(source: string, ignoreCase: boolean) {
    this.#reader = new RegexReader(source);
    this.#ignoreCase = ignoreCase;
  }

  parse(): Regex {
    const root = this.#choice();
    if (!this.#reader.atEnd) throw new RegexError('unbalanced )');
    return { root, groupCount: this.#groupCount, names: this.#names };
  }

  #choice(): RegexNode {
    if (++this.#depth > MAX_DEPTH) throw new RegexError(`groups nested deeper than ${MAX_DEPTH}`);
    const branches = [this.#sequence()];
    while (this.#reader.take('|')) branches.push(this.#sequence());
    this.#depth--;
    return branches.length === 1 && branches[0] ? branches[0] : { type: 'choice', branches };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (!this.#reader.atEnd && !this.#reader.sees('|') && !this.#reader.sees(')')) {
      const atom = this.#atom();
      if (atom) items.push(this.#quantified(atom));
      else this.#refuseQuantifier();
    }
    return items.length === 1 && items[0] ? items[0] : { type: 'sequence', items };
  }

  /** One thing that can be repeated; undefined for a comment or a flag, which leave nothing behind. */
  #atom(): RegexNode | undefined {
    const reader = this.#reader;
    if (reader.take('(')) return this.#group();
    if (reader.take('[')) return readSet(reader, this.#ignoreCase);
    if (reader.take('\\')) {
      return readEscape(reader, { ignoreCase: this.#ignoreCase, closed: this.#closed });
    }
    if (reader.take('.')) return { type: 'any' };
    if (reader.take('^')) return { type: 'start' };
    if (reader.take('$')) return { type: 'end' };
    if (reader.quantifier(reader.at)) throw new RegexError('nothing to repeat');
    return { type: 'char', code: reader.codePoint(), ignoreCase: this.#ignoreCase };
  }

  #quantified(body: RegexNode): RegexNode {
    const quantifier = this.#reader.takeQuantifier();
    if (!quantifier) return body;
    if (body.type === 'start' || body.type === 'end' || body.type === 'boundary') {
      throw new RegexError('nothing to repeat');
    }
    const { min, max } = quantifier;
    if (min > max) throw new RegexError('min repeat greater than max repeat');
    const kind = this.#reader.take('?') ? 'lazy' : this.#reader.take('+') ? 'possessive' : 'greedy';
    if (this.#reader.quantifier(this.#reader.at)) throw new RegexError('multiple repeat');
    return { type: 'repeat', body, min, max, kind };
  }

  #refuseQuantifier(): void {
    if (this.#reader.quantifier(this.#reader.at)) throw new RegexError('nothing to repeat');
  }

  #group(): RegexNode | undefined {
    const reader = this.#reader;
    if (!reader.take('?')) return this.#capture(undefined);
    if (reader.take(':')) return wrap(this.#close(this.#choice()));
    if (reader.take('>')) return this.#close({ type: 'atomic', body: this.#choice() });
    if (reader.take('=')) return this.#look({ behind: false, negated: false });
    if (reader.take('!')) return this.#look({ behind: false, negated: true });
    if (reader.take('<=')) return this.#look({ behind: true, negated: false });
    if (reader.take('<!')) return this.#look({ behind: true, negated: true });
    if (reader.take('P<')) return this.#capture(reader.until('>', 'a group name'));
    if (reader.take('P=')) return this.#backByName(reader.until(')', 'a group name'));
    if (reader.take('#')) {
      reader.until(')', 'a comment');
      return undefined;
    }
    if (reader.take('(')) return this.#condition();
    return this.#flags();
  }

  #close<Node extends RegexNode>(node: Node): Node {
    if (!this.#reader.take(')')) throw new RegexError('missing )');
    return node;
  }

  #capture(name: string | undefined): RegexNode {
    const index = ++this.#groupCount;
    if (name !== undefined) {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new RegexError(`bad group name '${name}'`);
      if (this.#names.has(name)) throw new RegexError(`group name '${name}' is used twice`);
      this.#names.set(name, index);
    }
    const outer = this.#ignoreCase;
    const node = this.#close({ type: 'group', index, name, body: this.#choice() });
    this.#ignoreCase = outer;
    this.#closed.add(index);
    return node;
  }

  #look(kind: { behind: boolean; negated: boolean }): RegexNode {
    const body = this.#choice();
    if (kind.behind && widthOf(body) === undefined) {
      throw new RegexError('look-behind requires a pattern of fixed width');
    }
    return this.#close({ type: 'look', ...kind, body });
  }

  #backByName(name: string): RegexNode {
    const index = this.#names.get(name);
    if (index === undefined) throw new RegexError(`unknown group name '${name}'`);
    if (!this.#closed.has(index)) throw new RegexError(`group '${name}' is still open`);
    return { type: 'back', index, ignoreCase: this.#ignoreCase };
  }

  #condition(): RegexNode {
    const label = this.#reader.until(')', 'a group number or name');
    const index = /^\d+$/.test(label) ? Number(label) : this.#names.get(label);
    if (index === undefined || index === 0 || index > this.#groupCount) {
      throw new RegexError(`unknown group '${label}' in a condition`);
    }
    const yes = this.#sequence();
    const no: RegexNode = this.#reader.take('|')
      ? this.#sequence()
      : { type: 'sequence', items: [] };
    if (this.#reader.sees('|')) throw new RegexError('a condition with more than two branches');
    return this.#close({ type: 'condition', index, yes, no });
  }

  /** `(?i)` for everything, `(?i:…)` and `(?-i:…)` for one group; a, s, m, u change nothing within one line. */
  #flags(): RegexNode | undefined {
    const reader = this.#reader;
    const on = reader.letters();
    const off = reader.take('-') ? reader.letters() : '';
    const unknown = /[^aimsu]/.exec(on + off)?.[0];
    if (unknown === 'x') throw new RegexError('the verbose flag (?x) is not supported');
    if (unknown !== undefined || on + off === '')
      throw new RegexError('unknown extension after (?');
    if (reader.take(')')) {
      if (off !== '') throw new RegexError('missing : after the flags');
      this.wantsIgnoreCase ||= on.includes('i');
      return undefined;
    }
    if (!reader.take(':')) throw new RegexError('missing : after the flags');
    const outer = this.#ignoreCase;
    this.#ignoreCase = (outer || on.includes('i')) && !off.includes('i');
    const body = this.#close(this.#choice());
    this.#ignoreCase = outer;
    return wrap(body);
  }
}

/** Keeps a quantifier outside a group from being read as one more on what is inside. */
function wrap(body: RegexNode): RegexNode {
  return body.type === 'choice' ? body : { type: 'sequence', items: [body] };
}

/** The number of characters a node always takes; undefined if it varies. */
export function widthOf(node: RegexNode): number | undefined {
  switch (node.type) {
    case 'char':
    case 'any':
    case 'set':
      return 1;
    case 'sequence':
      return node.items.reduce<number | undefined>((sum, item) => plus(sum, widthOf(item)), 0);
    case 'choice':
      return same(node.branches.map(widthOf));
    case 'condition':
      return same([widthOf(node.yes), widthOf(node.no)]);
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'repeat': {
      const width = widthOf(node.body);
      return node.min === node.max && width !== undefined ? width * node.min : undefined;
    }
    case 'back':
      return undefined;
    default:
      return 0;
  }
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function same(widths: readonly (number | undefined)[]): number | undefined {
  const [first] = widths;
  return widths.every((width) => width === first) ? first : undefined;
}
