import { type CompiledRegex, compileRegex } from '../textfsm/compile-regex.ts';
import { parseRegex } from '../textfsm/parse-regex.ts';
import type { Regex, RegexNode } from '../textfsm/regex-node.ts';
import type { RegexFlavour } from '../textfsm/render-regex.ts';

/** What a line of a template matched. */
export interface LineMatch {
  /** Before the line break that ends the match. */
  readonly end: number;
  /** By the number of the capture; null for one that took no part. */
  readonly texts: readonly (string | null)[];
}

/**
 * A template's line as an expression. It begins with the line break before the text's line and looks ahead to the one behind it, as
 * the reference does, so that an expression of the author's may go over several lines.
 */
export class LinePattern {
  readonly #regex: Regex;
  readonly #prefix: string;
  readonly #captures: number;
  readonly #compiled: Partial<Record<RegexFlavour, CompiledRegex>> = {};

  /** `source` in Python's syntax, captures named `c0`, `c1`…; `prefix` is text every match begins with. Throws `RegexError`, `SyntaxError`. */
  constructor(given: {
    readonly source: string;
    readonly prefix: string;
    readonly captures: number;
  }) {
    const parsed = parseRegex(`\\n${given.source}[ \\t]*(?=\\n)`);
    this.#regex = wrapped(parsed);
    this.#prefix = given.prefix;
    this.#captures = given.captures;
    // Compiled here once so that what V8 alone refuses is an error of the template, not of a run.
    this.#compile('ascii');
  }

  /** The match that begins at a line break of the text; undefined for none. */
  at(text: string, place: number, flavour: RegexFlavour): LineMatch | undefined {
    if (!text.startsWith(this.#prefix, place + 1)) return undefined;
    const regex = this.#compile(flavour);
    if (regex.kind === 'own') return this.#own(regex, text, place);
    const { pattern, captures } = regex;
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    if (!found) return undefined;
    const texts = new Array<string | null>(this.#captures).fill(null);
    for (const [at, name] of captures.entries()) {
      texts[Number(name.slice(1))] = found[at + 1] ?? null;
    }
    return { end: place + found[0].length, texts };
  }

  /** Our own matcher knows lines only by their beginning, so it gets the rest of the text. */
  #own(
    regex: Extract<CompiledRegex, { kind: 'own' }>,
    text: string,
    place: number,
  ): LineMatch | undefined {
    const found = regex.match(text.slice(place));
    if (!found) return undefined;
    const texts = Array.from({ length: this.#captures }, (_, at) => found.get(`c${at}`) ?? null);
    return { end: place + (found.get(WHOLE)?.length ?? 0), texts };
  }

  #compile(flavour: RegexFlavour): CompiledRegex {
    const known = this.#compiled[flavour];
    if (known) return known;
    const names = Array.from({ length: this.#captures }, (_, at) => `c${at}`);
    const made = compileRegex(this.#regex, new Set(names), flavour);
    this.#compiled[flavour] = made;
    return made;
  }
}

const WHOLE = 'whole';

/** The whole as a group of its own, behind the author's so that their numbers stay; and `.` within its line, as Python has it. */
function wrapped({ root, groupCount, names }: Regex): Regex {
  const index = groupCount + 1;
  return {
    root: { type: 'group', index, name: WHOLE, body: withinLine(root) },
    groupCount: index,
    names: new Map([...names, [WHOLE, index]]),
  };
}

const NOT_A_BREAK: RegexNode = {
  type: 'set',
  items: [{ from: 0x0a, to: 0x0a }],
  negated: true,
  ignoreCase: false,
};

/** A tree whose `.` stops at line breaks, as Python's does. */
export function withinLine(node: RegexNode): RegexNode {
  switch (node.type) {
    case 'any':
      return NOT_A_BREAK;
    case 'sequence':
      return { ...node, items: node.items.map(withinLine) };
    case 'choice':
      return { ...node, branches: node.branches.map(withinLine) };
    case 'group':
    case 'look':
    case 'repeat':
    case 'atomic':
      return { ...node, body: withinLine(node.body) };
    case 'condition':
      return { ...node, yes: withinLine(node.yes), no: withinLine(node.no) };
    default:
      return node;
  }
}
