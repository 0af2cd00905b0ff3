import { widthOf } from './parse-regex.ts';
import type { Regex, RegexNode, RegexRepeat } from './regex-node.ts';
import { renderRegex } from './render-regex.ts';

/** Matches at the start of a line: the text of each named group by name, null for one that took no part; undefined for no match. */
export type LineMatcher = (line: string) => ReadonlyMap<string, string | null> | undefined;

/**
 * A backtracking matcher with Python's rules for what JavaScript cannot say: a group inside a repeat keeps its last capture,
 * a reference to a group that took no part fails, conditions, atomic groups, possessive quantifiers.
 *
 * Every node becomes a function (position, continuation built in) that says whether the rest matches; a capture is undone
 * when the rest fails. Long lines may exhaust the stack, which is thrown as a RangeError.
 */
export function interpretRegex(regex: Regex): LineMatcher {
  const machine = new Machine(regex.groupCount);
  const run = machine.compile(regex.root, () => true);
  return (line) => {
    machine.reset(line);
    if (!run(0)) return undefined;
    return new Map([...regex.names].map(([name, index]) => [name, machine.capture(index)]));
  };
}

type Step = (at: number) => boolean;

class Machine {
  #line = '';
  #starts: number[] = [];
  #ends: number[] = [];
  readonly #groupCount: number;

  constructor(groupCount: number) {
    this.#groupCount = groupCount;
  }

  reset(line: string): void {
    this.#line = line;
    this.#starts = new Array<number>(this.#groupCount + 1).fill(-1);
    this.#ends = new Array<number>(this.#groupCount + 1).fill(-1);
  }

  capture(index: number): string | null {
    const end = this.#ends[index] ?? -1;
    return end < 0 ? null : this.#line.slice(this.#starts[index], end);
  }

  compile(node: RegexNode, next: Step): Step {
    switch (node.type) {
      case 'char':
      case 'any':
      case 'set': {
        const width = this.#single(node);
        return (at) => {
          const taken = width(at);
          return taken > 0 && next(at + taken);
        };
      }
      case 'start':
        return (at) => at === 0 && next(at);
      case 'end':
        return (at) => at === this.#line.length && next(at);
      case 'boundary': {
        const test = this.#pattern(node);
        return (at) => test(at) >= 0 && next(at);
      }
      case 'sequence':
        return node.items.reduceRight<Step>((rest, item) => this.compile(item, rest), next);
      case 'choice': {
        const branches = node.branches.map((branch) => this.compile(branch, next));
        return (at) => branches.some((branch) => branch(at));
      }
      case 'group':
        return this.#group(node.index, node.body, next);
      case 'back':
        return this.#back(node, next);
      case 'look':
        return this.#look(node, next);
      case 'atomic':
        return this.#alone(node.body, next);
      case 'condition': {
        const yes = this.compile(node.yes, next);
        const no = this.compile(node.no, next);
        return (at) => ((this.#ends[node.index] ?? -1) >= 0 ? yes(at) : no(at));
      }
      case 'repeat':
        return this.#repeat(node, next);
    }
  }

  /** Width in units of the one character matched at a place; 0 for none. */
  #single(node: RegexNode): (at: number) => number {
    const test = this.#pattern(node);
    return (at) => Math.max(0, test(at));
  }

  /** Length of what a simple node matches at a place; -1 for no match. */
  #pattern(node: RegexNode): (at: number) => number {
    const { source, flags } = renderRegex(
      { root: node, groupCount: 0, names: new Map() },
      new Set(),
      'unicode',
    );
    const pattern = new RegExp(source, `${flags}s`);
    return (at) => {
      pattern.lastIndex = at;
      return pattern.test(this.#line) ? pattern.lastIndex - at : -1;
    };
  }

  #group(index: number, body: RegexNode, next: Step): Step {
    let opened = 0;
    const inside = this.compile(body, (at) => {
      const mine = opened;
      const start = this.#starts[index] ?? -1;
      const end = this.#ends[index] ?? -1;
      this.#starts[index] = mine;
      this.#ends[index] = at;
      if (next(at)) return true;
      this.#starts[index] = start;
      this.#ends[index] = end;
      opened = mine;
      return false;
    });
    return (at) => {
      const outer = opened;
      opened = at;
      if (inside(at)) return true;
      opened = outer;
      return false;
    };
  }

  #back({ index, ignoreCase }: { index: number; ignoreCase: boolean }, next: Step): Step {
    const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
    return (at) => {
      const captured = this.capture(index);
      if (captured === null) return false;
      const here = this.#line.slice(at, at + captured.length);
      return fold(here) === fold(captured) && next(at + captured.length);
    };
  }

  #look(
    { behind, negated, body }: { behind: boolean; negated: boolean; body: RegexNode },
    next: Step,
  ): Step {
    const back = behind ? (widthOf(body) ?? 0) : 0;
    const probe = this.compile(body, () => true);
    return (at) => {
      const saved = this.#save();
      const found = at >= back && probe(at - back);
      if (negated) {
        this.#restore(saved);
        return !found && next(at);
      }
      if (found && next(at)) return true;
      this.#restore(saved);
      return false;
    };
  }

  /** A body that gives nothing back once it has matched. */
  #alone(body: RegexNode, next: Step): Step {
    let end = 0;
    const probe = this.compile(body, (at) => {
      end = at;
      return true;
    });
    return (at) => {
      const saved = this.#save();
      if (probe(at) && next(end)) return true;
      this.#restore(saved);
      return false;
    };
  }

  #repeat(node: RegexRepeat, next: Step): Step {
    if (node.kind === 'possessive') {
      return this.#alone({ ...node, kind: 'greedy' }, next);
    }
    const { type } = node.body;
    const isSingle = type === 'char' || type === 'any' || type === 'set';
    return isSingle && node.kind === 'greedy' ? this.#run(node, next) : this.#loop(node, next);
  }

  /** A greedy repeat of one character: a loop instead of a recursion. */
  #run({ body, min, max }: RegexRepeat, next: Step): Step {
    const width = this.#single(body);
    return (start) => {
      const places = [start];
      let at = start;
      while (places.length <= max) {
        const taken = width(at);
        if (taken === 0) break;
        at += taken;
        places.push(at);
      }
      for (let count = places.length - 1; count >= min; count--) {
        if (next(places[count] ?? start)) return true;
      }
      return false;
    };
  }

  // As in Python, an iteration past the minimum may be empty once: it is refused only where the one before began.
  #loop({ body, min, max, kind }: RegexRepeat, next: Step): Step {
    let count = 0;
    let last = -1;
    const again: Step = (at) => {
      const state = [count, last] as const;
      if (count >= min) last = at;
      count++;
      if (inside(at)) return true;
      [count, last] = state;
      return false;
    };
    const leave: Step = (at) => {
      const state = [count, last] as const;
      if (next(at)) return true;
      [count, last] = state;
      return false;
    };
    const choose: Step = (at) => {
      if (count < min) return again(at);
      const mayGoOn = count < max && at !== last;
      if (kind === 'lazy') return leave(at) || (mayGoOn && again(at));
      return (mayGoOn && again(at)) || leave(at);
    };
    const inside = this.compile(body, choose);
    return (at) => {
      const state = [count, last] as const;
      count = 0;
      last = -1;
      if (choose(at)) return true;
      [count, last] = state;
      return false;
    };
  }

  #save(): readonly [number[], number[]] {
    return [[...this.#starts], [...this.#ends]];
  }

  #restore([starts, ends]: readonly [number[], number[]]): void {
    this.#starts = [...starts];
    this.#ends = [...ends];
  }
}
