import { type InputText, lineFrom } from './input-text.ts';
import { runFunctions } from './match-functions.ts';
import type { Scope } from './scope.ts';
import type { Group, TemplateLine } from './template.ts';
import { newObject, type TtpObject } from './value.ts';

/** A line of a template that matched lines of the text. */
export interface Match {
  readonly group: Group;
  readonly line: TemplateLine;
  /** Place of the line break before it. */
  readonly at: number;
  readonly end: number;
  /** Undefined where a condition failed, which matters only for a line that starts its group. */
  readonly values: TtpObject | undefined;
}

/** What is told while a text is read. */
export interface Watch {
  /** A line of the template matched lines of the text, whether or not its conditions held. */
  readonly onMatch: (match: Match) => void;
  readonly onLine: (number: number) => void;
}

/** All matches of a group and its children, in no order. A group that did not match but has defaults for its start is in `defaulted`. */
export interface Scan {
  readonly matches: readonly Match[];
  readonly defaulted: readonly Group[];
}

export function scanGroup(
  group: Group,
  input: InputText,
  given: { readonly scope: Scope; readonly watch: Watch },
): Scan {
  const scanner = new Scanner(input, given);
  scanner.scan(group, { from: 0, to: input.text.length - 1 });
  return scanner;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

class Scanner implements Scan {
  readonly matches: Match[] = [];
  readonly defaulted: Group[] = [];
  readonly #input: InputText;
  readonly #scope: Scope;
  readonly #watch: Watch;

  constructor(input: InputText, given: { readonly scope: Scope; readonly watch: Watch }) {
    this.#input = input;
    this.#scope = given.scope;
    this.#watch = given.watch;
  }

  scan(group: Group, range: Range): void {
    const starts = group.starts.flatMap((line) => this.#find(group, line, range));
    if (starts.length === 0) {
      if (group.hasStartDefault) this.defaulted.push(group);
      return;
    }
    const first = starts.reduce((least, { at }) => Math.min(least, at), range.to);
    const last = starts.reduce((most, { at }) => Math.max(most, at), first);
    const from = { from: first, to: range.to };
    const ends = group.ends.flatMap((line) => this.#find(group, line, from));
    const lastEnd = ends.reduce((most, { end }) => Math.max(most, end), -1);
    const inner = { from: first, to: lastEnd > last ? lastEnd : range.to };
    for (const line of group.normals) this.#find(group, line, inner);
    for (const child of group.children) this.scan(child, inner);
  }

  /** Matches of one line of the template, one behind the other, and kept. */
  #find(group: Group, line: TemplateLine, { from, to }: Range): Match[] {
    const { text, breaks, flavour } = this.#input;
    const found: Match[] = [];
    let free = from;
    for (let index = lineFrom(this.#input, from); index < breaks.length; index++) {
      const at = breaks[index] ?? 0;
      if (at >= to) break;
      if (at < free) continue;
      this.#watch.onLine(index + 1);
      const hit = line.pattern.at(text, at, flavour);
      if (!hit || hit.end >= to) continue;
      free = hit.end;
      const isHeading = line.headings?.every((name, place) => hit.texts[place]?.trim() === name);
      const values = isHeading === true ? undefined : this.#values(line, hit.texts);
      const match: Match = { group, line, at, end: hit.end, values };
      this.#watch.onMatch(match);
      if (isHeading === true) continue;
      found.push(match);
      if (values !== undefined || line.role === 'start') this.matches.push(match);
    }
    return found;
  }

  /** The values of a line after their functions; undefined when one of them drops the match. */
  #values(line: TemplateLine, texts: readonly (string | null)[]): TtpObject | undefined {
    const values = newObject();
    for (const { name, capture, calls } of line.variables) {
      const text = capture < 0 ? '' : texts[capture];
      if (text === undefined || text === null) continue;
      const made = calls.length === 0 ? { value: text } : runFunctions(text, calls, this.#scope);
      if (made === undefined) return undefined;
      if (!(name in values)) values[name] = made.value;
      if (made.fields) addMissing(values, made.fields);
    }
    return values;
  }
}

/** The first to set a name keeps it. */
function addMissing(values: TtpObject, more: TtpObject): void {
  for (const [name, value] of Object.entries(more)) if (!(name in values)) values[name] = value;
}
