/**
 * The regular expressions of IOS output filters: `. [ ] ^ $ | * + ? ( ) _ \`. Run as a set of states over the line (Thompson's
 * construction), so that the time is bounded by pattern × line whatever a person types; a backtracking engine could stall the program.
 */
export type Pattern = (line: string) => boolean;

type State =
  | { readonly kind: 'char'; readonly fits: (char: string) => boolean; readonly next: number }
  | { readonly kind: 'fork'; first: number; readonly second: number }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'found' };

/** Writes the states of a piece of pattern that go on to `next`, and gives the first one. */
type Piece = (states: State[], next: number) => number;

/** A pattern as a test on lines; undefined when it is malformed. */
export function compilePattern(source: string): Pattern | undefined {
  const reader = new PatternReader(source);
  const piece = reader.alternatives();
  if (!piece || !reader.isDone) return undefined;
  const states: State[] = [{ kind: 'found' }];
  const first = piece(states, 0);
  return (line) => search(states, first, line);
}

function search(states: readonly State[], first: number, line: string): boolean {
  const chars = [...line];
  let current = new Set<number>();
  for (let position = 0; position <= chars.length; position++) {
    const edges = { isStart: position === 0, isEnd: position === chars.length };
    enter(states, first, current, edges);
    for (const index of current) enter(states, index, current, edges);
    if (current.has(0)) return true;
    const next = new Set<number>();
    for (const index of current) {
      const state = states[index];
      if (state?.kind === 'char' && state.fits(chars[position] ?? '\n')) next.add(state.next);
    }
    current = next;
  }
  return false;
}

/** Adds a state and all that follow from it without a character. A set takes in what is added while it is walked. */
function enter(
  states: readonly State[],
  index: number,
  into: Set<number>,
  edges: { readonly isStart: boolean; readonly isEnd: boolean },
): void {
  into.add(index);
  const state = states[index];
  if (state?.kind === 'fork') {
    into.add(state.first);
    into.add(state.second);
  } else if (state?.kind === 'edge' && (state.at === 'start' ? edges.isStart : edges.isEnd)) {
    into.add(state.next);
  }
}

class PatternReader {
  readonly #chars: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#chars = [...source];
  }

  get isDone(): boolean {
    return this.#at === this.#chars.length;
  }

  alternatives(): Piece | undefined {
    let piece = this.#sequence();
    while (piece && this.#take('|')) {
      const other = this.#sequence();
      piece = other && either(piece, other);
    }
    return piece;
  }

  #sequence(): Piece | undefined {
    const pieces: Piece[] = [];
    while (!this.isDone && this.#peek() !== '|' && this.#peek() !== ')') {
      const piece = this.#repeated();
      if (!piece) return undefined;
      pieces.push(piece);
    }
    return (states, next) => pieces.reduceRight((after, piece) => piece(states, after), next);
  }

  #repeated(): Piece | undefined {
    let piece = this.#atom();
    for (let mark = this.#peek(); piece && /^[*+?]$/.test(mark); mark = this.#peek()) {
      this.#at++;
      piece = repeat(piece, mark);
    }
    return piece;
  }

  #atom(): Piece | undefined {
    const char = this.#peek();
    this.#at++;
    switch (char) {
      case '(': {
        const inner = this.alternatives();
        return this.#take(')') ? inner : undefined;
      }
      case '[':
        return this.#set();
      case '.':
        return one(() => true);
      case '^':
        return edge('start');
      case '$':
        return edge('end');
      case '_':
        return either(
          either(edge('start'), edge('end')),
          one((at) => ' ,{}()'.includes(at)),
        );
      case '*':
      case '+':
      case '?':
        return undefined;
      case '\\': {
        const literal = this.#peek();
        this.#at++;
        return literal === '' ? undefined : one((at) => at === literal);
      }
      default:
        return one((at) => at === char);
    }
  }

  #set(): Piece | undefined {
    const isNegated = this.#take('^');
    const ranges: [string, string][] = [];
    do {
      const low = this.#peek();
      if (low === '') return undefined;
      this.#at++;
      const isRange = this.#peek() === '-' && ![']', ''].includes(this.#chars[this.#at + 1] ?? '');
      if (isRange) this.#at++;
      ranges.push([low, isRange ? this.#peek() : low]);
      if (isRange) this.#at++;
    } while (!this.#take(']'));
    return one((at) => ranges.some(([low, high]) => at >= low && at <= high) !== isNegated);
  }

  #peek(): string {
    return this.#chars[this.#at] ?? '';
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }
}

function one(fits: (char: string) => boolean): Piece {
  return (states, next) => states.push({ kind: 'char', fits, next }) - 1;
}

function edge(at: 'start' | 'end'): Piece {
  return (states, next) => states.push({ kind: 'edge', at, next }) - 1;
}

function either(first: Piece, second: Piece): Piece {
  return (states, next) => {
    const ways = { first: first(states, next), second: second(states, next) };
    return states.push({ kind: 'fork', ...ways }) - 1;
  };
}

function repeat(piece: Piece, mark: string): Piece {
  return (states, next) => {
    if (mark === '?') return either(piece, (_states, after) => after)(states, next);
    const fork: State = { kind: 'fork', first: next, second: next };
    const loop = states.push(fork) - 1;
    fork.first = piece(states, loop);
    return mark === '*' ? loop : fork.first;
  };
}
