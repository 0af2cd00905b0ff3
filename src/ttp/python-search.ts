import { compileRegex } from '../textfsm/compile-regex.ts';
import { parseRegex } from '../textfsm/parse-regex.ts';
import type { Regex, RegexNode } from '../textfsm/regex-node.ts';
import { withinLine } from './line-pattern.ts';

/** What an expression found in a text; `groups[0]` is the whole. */
export interface Found {
  readonly at: number;
  readonly groups: readonly (string | null)[];
  readonly names: ReadonlyMap<string, number>;
}

/** Searches a text as Python's `re.search` does, from a place on. */
export type Search = (text: string, from: number) => Found | undefined;

/** Compiles an expression in Python's syntax. Throws `RegexError` or `SyntaxError`. */
export function pythonSearch(source: string): Search {
  const parsed = parseRegex(source);
  const count = parsed.groupCount;
  const { names } = parsed;
  const regex = numbered(parsed);
  const compiled = compileRegex(regex, new Set(regex.names.keys()), 'unicode');
  if (compiled.kind === 'own') {
    return (text, from) => {
      for (let at = from; at <= text.length; at++) {
        const found = compiled.match(text.slice(at));
        if (!found) continue;
        const groups = Array.from({ length: count + 1 }, (_, group) => found.get(nameOf(group)));
        return { at, groups: groups.map((one) => one ?? null), names };
      }
      return undefined;
    };
  }
  const places = compiled.captures.map((name) => Number(name.slice(1)));
  const pattern = new RegExp(compiled.pattern.source, 'gsu');
  return (text, from) => {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (!found) return undefined;
    const groups = new Array<string | null>(count + 1).fill(null);
    for (const [at, place] of places.entries()) groups[place] = found[at + 1] ?? null;
    return { at: found.index, groups, names };
  };
}

/** Replaces the first `most` matches; `\1` and `\g<name>` in the new text are groups. */
export function pythonReplace(
  text: string,
  search: Search,
  change: { readonly by: string; readonly most: number },
): string {
  const out: string[] = [];
  let end = 0;
  let from = 0;
  for (let count = 0; count < change.most && from <= text.length; count++) {
    const found = search(text, from);
    if (!found) break;
    const whole = found.groups[0] ?? '';
    out.push(text.slice(end, found.at), expanded(change.by, found));
    end = found.at + whole.length;
    from = whole === '' ? end + 1 : end;
  }
  return out.join('') + text.slice(end);
}

function expanded(by: string, { groups, names }: Found): string {
  if (!by.includes('\\')) return by;
  return by.replace(
    /\\(?:(\d{1,2})|g<(\w+)>|(\\))/g,
    (_, number: string | undefined, name: string | undefined, slash: string | undefined) => {
      if (slash !== undefined) return slash;
      const label = number ?? name ?? '';
      return groups[/^\d+$/.test(label) ? Number(label) : (names.get(label) ?? -1)] ?? '';
    },
  );
}

function nameOf(group: number): string {
  return `g${group}`;
}

/** Every group named by its number, and the whole as `g0`, so that all of them are kept. */
function numbered({ root, groupCount }: Regex): Regex {
  const index = groupCount + 1;
  const names = Array.from({ length: groupCount }, (_, at) => [nameOf(at + 1), at + 1] as const);
  return {
    root: { type: 'group', index, name: nameOf(0), body: withNames(withinLine(root)) },
    groupCount: index,
    names: new Map([[nameOf(0), index], ...names]),
  };
}

function withNames(node: RegexNode): RegexNode {
  switch (node.type) {
    case 'group':
      return { ...node, name: nameOf(node.index), body: withNames(node.body) };
    case 'sequence':
      return { ...node, items: node.items.map(withNames) };
    case 'choice':
      return { ...node, branches: node.branches.map(withNames) };
    case 'look':
    case 'repeat':
    case 'atomic':
      return { ...node, body: withNames(node.body) };
    case 'condition':
      return { ...node, yes: withNames(node.yes), no: withNames(node.no) };
    default:
      return node;
  }
}
