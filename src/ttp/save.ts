import { type GroupItem, runGroupFunctions } from './group-functions.ts';
import { type InputText, lineFrom } from './input-text.ts';
import { runFunctions } from './match-functions.ts';
import type { Item } from './replay.ts';
import { type NamedPart, place, placeInList } from './results.ts';
import type { Scope } from './scope.ts';
import type { PathPart, ResultPath } from './template.ts';
import { newObject, type TtpObject, type TtpValue, textOf } from './value.ts';

/** What the groups of a template have built. */
export class Results {
  /** As the template's paths say. */
  readonly named: TtpObject = newObject();
  /** Items of groups without a name. */
  readonly anonymous: TtpObject[] = [];
  /** The same with a list for every group, and with the values that became keys still in their items. */
  readonly listed: TtpObject = newObject();
  readonly listedAnonymous: TtpObject[] = [];
  /** For each object of `named`, the one of `listed` for the same items. */
  readonly twins = new Map<TtpObject, TtpObject>();
  /** For each object of `listed`, the 1-based lines of its text. */
  readonly lines = new Map<TtpObject, number[]>();
  isAnonymous = false;

  get value(): TtpValue {
    if (!this.isAnonymous) return this.named;
    const named = Object.keys(this.named).length > 0 ? [this.named] : [];
    return [...this.anonymous, ...named];
  }

  get normalised(): TtpValue {
    if (!this.isAnonymous) return this.listed;
    const named = Object.keys(this.listed).length > 0 ? [this.listed] : [];
    return [...this.listedAnonymous, ...named];
  }
}

/** Saves the items of a top group: defaults, the group's functions, its place in the results. */
export function saveItems(
  items: readonly Item[],
  results: Results,
  given: { readonly scope: Scope; readonly text: InputText },
): void {
  const saver = new Saver(results, given);
  for (const item of items) saver.save(item, undefined);
}

/** Where an item went, for its children. */
interface Saved {
  readonly values: TtpObject;
  readonly target: TtpObject;
  readonly listed: TtpObject;
  readonly outer: Saved | undefined;
}

class Saver {
  readonly #results: Results;
  readonly #scope: Scope;

  readonly #text: InputText;

  constructor(results: Results, given: { readonly scope: Scope; readonly text: InputText }) {
    this.#results = results;
    this.#scope = given.scope;
    this.#text = given.text;
  }

  save(item: Item, outer: Saved | undefined): void {
    const { group } = item;
    const made: GroupItem = {
      values: this.#withDefaults(item),
      has: (name) => hasOwn(item, name),
      itemized: undefined,
    };
    if (!runGroupFunctions(made, group.functions, this.#scope)) return;
    const values = newObject(Object.entries(made.values));
    const path = this.#resolve(group.path, values, outer);
    if (!path) return;
    if (made.itemized) {
      const itemPath = itemizedPath(made.itemized.path) ?? path.parts;
      const root = group.path.isAbsolute || made.itemized.path !== undefined ? undefined : outer;
      placeInList(root?.target ?? this.#results.named, itemPath, made.itemized.value);
      placeInList(root?.listed ?? this.#results.listed, itemPath, made.itemized.value);
      return;
    }
    // An item without anything in it leaves no trace, unless a child's item makes it.
    if (Object.keys(values).length === 0 && item.children.length === 0) return;
    const saved = this.#place({ item, values, path, outer });
    this.#noteLines(item, saved.listed);
    for (const child of item.children) this.save(child, saved);
  }

  #place(given: {
    readonly item: Item;
    readonly values: TtpObject;
    readonly path: ResolvedPath;
    readonly outer: Saved | undefined;
  }): Saved {
    const { item, values, path, outer } = given;
    const { group } = item;
    const own = newObject(Object.entries(values).filter(([name]) => !path.used.has(name)));
    const full = newObject(Object.entries(values));
    if (group.name === undefined && outer === undefined) {
      this.#results.isAnonymous = true;
      this.#results.anonymous.push(own);
      this.#results.listedAnonymous.push(full);
      return { values, target: own, listed: full, outer };
    }
    const base = group.path.isAbsolute ? undefined : outer;
    const { named, listed: all, twins } = this.#results;
    const target = place(base?.target ?? named, path.parts, own);
    // Items that merge are one in the list too.
    const twin = target === base?.target ? base.listed : twins.get(target);
    const listed = twin
      ? Object.assign(twin, full)
      : place(base?.listed ?? all, path.listedParts, full);
    twins.set(target, listed);
    return { values, target, listed, outer };
  }

  #noteLines({ spans }: Item, listed: TtpObject): void {
    const lines = this.#results.lines.get(listed) ?? [];
    for (let at = 0; at < spans.length; at += 2) {
      const from = lineFrom(this.#text, spans[at] ?? 0);
      const to = lineFrom(this.#text, spans[at + 1] ?? 0);
      for (let index = from; index < to; index++) lines.push(index + 1);
    }
    this.#results.lines.set(listed, lines);
  }

  #withDefaults({ group, values }: Item): TtpObject {
    const made = newObject(Object.entries(values));
    for (const { name, calls, value } of group.defaults) {
      if (name in made) continue;
      const outcome = runFunctions(this.#scope.resolved(value), calls, this.#scope);
      if (!outcome) continue;
      made[name] = outcome.value;
      for (const [field, more] of Object.entries(outcome.fields ?? {})) {
        if (!(field in made)) made[field] = more;
      }
    }
    return made;
  }

  /** A path with its variables put in; undefined when one of them has no value. */
  #resolve(
    path: ResultPath,
    values: TtpObject,
    outer: Saved | undefined,
  ): ResolvedPath | undefined {
    const used = new Set<string>();
    const parts: NamedPart[] = [];
    for (const part of path.parts) {
      const name = this.#nameOf(part, { values, outer, used });
      if (name === undefined) return undefined;
      parts.push({ name, form: part.form });
    }
    const fixed = path.parts.filter(({ pieces }) =>
      pieces.every((piece) => typeof piece === 'string'),
    );
    const listedParts = fixed.map(({ pieces }, at) => ({
      name: pieces.join(''),
      form: at === fixed.length - 1 ? ('list' as const) : ('auto' as const),
    }));
    const isBare = listedParts.length === 0 && parts.length > 0;
    return { parts, used, listedParts: isBare ? [{ name: 'items', form: 'list' }] : listedParts };
  }

  #nameOf(
    part: PathPart,
    given: {
      readonly values: TtpObject;
      readonly outer: Saved | undefined;
      readonly used: Set<string>;
    },
  ): string | undefined {
    const { values, outer, used } = given;
    const pieces = part.pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      const { variable } = piece;
      if (variable in values) used.add(variable);
      const value =
        values[variable] ?? fromOuter(variable, outer) ?? this.#scope.variable(variable);
      return value === undefined ? undefined : textOf(value);
    });
    return pieces.includes(undefined) ? undefined : pieces.join('');
  }
}

interface ResolvedPath {
  readonly parts: readonly NamedPart[];
  /** Names whose values became part of the path. */
  readonly used: ReadonlySet<string>;
  readonly listedParts: readonly NamedPart[];
}

function fromOuter(name: string, outer: Saved | undefined): TtpValue | undefined {
  for (let one = outer; one; one = one.outer) {
    const value = one.values[name];
    if (value !== undefined) return value;
  }
  return undefined;
}

function hasOwn({ values, children }: Item, name: string): boolean {
  if (name in values) return true;
  return children.some(({ group }) => {
    const [first] = group.path.parts;
    return first?.pieces.length === 1 && first.pieces[0] === name;
  });
}

function itemizedPath(path: string | undefined): NamedPart[] | undefined {
  return path?.split('.').map((name) => ({ name: name.replace(/\*+$/, ''), form: 'auto' }));
}
