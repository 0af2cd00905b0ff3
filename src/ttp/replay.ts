import type { Match, Scan } from './scan.ts';
import type { Group } from './template.ts';
import { isList, newObject, type TtpObject, type TtpValue } from './value.ts';

/** One item of a group, with the items of its child groups in the order in which they began. */
export interface Item {
  readonly group: Group;
  readonly parent: Item | undefined;
  /** What lines have set; defaults come when it is saved. */
  readonly values: TtpObject;
  readonly children: Item[];
  /** Where its matches begin and end in the text, in turn. */
  readonly spans: number[];
}

/** Puts all matches of a top group in order of position and builds its items from them. */
export function replay(top: Group, { matches, defaulted }: Scan): readonly Item[] {
  const run = new Replay(top);
  const sorted = [...matches].sort((a, b) => a.at - b.at);
  for (let at = 0; at < sorted.length; ) {
    const candidates: Match[] = [];
    const place = sorted[at]?.at;
    for (; at < sorted.length && sorted[at]?.at === place; at++) {
      const one = sorted[at];
      if (one) candidates.push(one);
    }
    run.take(candidates);
  }
  for (const group of defaulted) run.addDefaulted(group);
  return run.items;
}

class Replay {
  readonly items: Item[] = [];
  readonly #parents = new Map<Group, Group>();
  /** The last item of each group within the last item of its parent. */
  readonly #last = new Map<Group, Item>();
  readonly #closed = new Set<Group>();
  /** Lists made here, which may grow; others may belong to a variable. */
  readonly #lists = new Set<TtpValue>();
  #open: Group | undefined;

  constructor(top: Group) {
    const note = (group: Group): void => {
      for (const child of group.children) {
        this.#parents.set(child, group);
        note(child);
      }
    };
    note(top);
  }

  /** Takes the best of the matches at one position. */
  take(candidates: readonly Match[]): void {
    const match = candidates.length === 1 ? candidates[0] : this.#best(candidates);
    if (!match) return;
    const { group, line, values } = match;
    if (line.role === 'start') {
      if (values === undefined) this.#close(group);
      else this.#start(match, values);
    } else if (line.role === 'end') {
      if (this.#last.has(group)) this.#close(group);
    } else if (values !== undefined) this.#add(match, values);
  }

  /** An item of nothing but defaults, in the first item of its parent. */
  addDefaulted(group: Group): void {
    const parent = this.#parents.get(group);
    const within = parent && this.#firstOf(parent);
    if (parent === undefined || within) {
      const item: Item = { group, parent: within, values: newObject(), children: [], spans: [] };
      (within?.children ?? this.items).push(item);
    }
  }

  #firstOf(group: Group): Item | undefined {
    const parent = this.#parents.get(group);
    const among = parent ? this.#firstOf(parent)?.children : this.items;
    return among?.find((item) => item.group === group);
  }

  /** The classes in order of preference; within a class the open group, then what may follow, then the last one tried. */
  #best(candidates: readonly Match[]): Match | undefined {
    const able = candidates.filter((match) => this.#isAble(match));
    const among = able.length > 0 ? able : candidates;
    const rank = Math.min(...among.map((match) => this.#rank(match)));
    const best = among.filter((match) => this.#rank(match) === rank);
    return (
      best.find(({ group }) => group === this.#open) ??
      best.find(({ group }) => this.#parents.get(group) === this.#open) ??
      best.find(({ group }) => this.#mayStart(group)) ??
      best.at(-1)
    );
  }

  #rank({ group, line, values }: Match): number {
    if (line.isAnyLine) return 5;
    if (line.role !== 'start') return 4;
    // A start whose condition failed ends what is open; elsewhere it says nothing.
    if (values === undefined) return this.#isWithin(this.#open, group) ? 3 : 6;
    return line.isEmptyStart ? 1 : 2;
  }

  /** Whether the group of a match has begun, or can begin. */
  #isAble({ group, line }: Match): boolean {
    return line.role === 'start' ? this.#mayStart(group) : this.#last.has(group);
  }

  #mayStart(group: Group): boolean {
    const parent = this.#parents.get(group);
    return parent === undefined || this.#last.has(parent);
  }

  #start({ group, at, end }: Match, values: TtpObject): void {
    const parent = this.#parents.get(group);
    const within = parent && this.#last.get(parent);
    if (parent && (!within || this.#isClosed(parent))) return;
    const item: Item = { group, parent: within, values, children: [], spans: [at, end] };
    (within?.children ?? this.items).push(item);
    this.#reopen(group);
    this.#last.set(group, item);
    this.#open = group;
  }

  /** What was below belongs to the item before. */
  #reopen(group: Group): void {
    this.#closed.delete(group);
    for (const child of group.children) {
      this.#last.delete(child);
      this.#reopen(child);
    }
  }

  #close(group: Group): void {
    this.#closed.add(group);
    if (this.#isWithin(this.#open, group)) this.#open = this.#parents.get(group);
  }

  #add({ group, line, at, end }: Match, values: TtpObject): void {
    const item = this.#last.get(group);
    if (!item || this.#isClosed(group)) return;
    item.spans.push(at, end);
    for (const [name, value] of Object.entries(values)) {
      const before = item.values[name];
      if (before === undefined) {
        item.values[name] = value;
        continue;
      }
      const sign = line.variables.find((one) => one.name === name)?.joinedBy;
      if (sign !== undefined) item.values[name] = this.#joined(before, value, sign);
    }
  }

  /** Texts are put together; if either is a list, both are one list. */
  #joined(before: TtpValue, value: TtpValue, sign: string): TtpValue {
    if (typeof before === 'string' && typeof value === 'string') return `${before}${sign}${value}`;
    const more = isList(value) ? value : [value];
    const list = this.#lists.has(before) ? (before as TtpValue[]) : [];
    if (!this.#lists.has(before))
      for (const one of isList(before) ? before : [before]) list.push(one);
    for (const one of more) list.push(one);
    this.#lists.add(list);
    return list;
  }

  #isClosed(group: Group): boolean {
    for (let one: Group | undefined = group; one; one = this.#parents.get(one)) {
      if (this.#closed.has(one)) return true;
    }
    return false;
  }

  #isWithin(group: Group | undefined, outer: Group): boolean {
    for (let one = group; one; one = this.#parents.get(one)) if (one === outer) return true;
    return false;
  }
}
