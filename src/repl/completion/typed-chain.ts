import { arrivedType, type Declared, membersOfInterface } from '../help/declarations.ts';
import { declaredName, shippedTypes } from '../help/shipped-types.ts';
import type { Completion, Completions } from './completion.ts';
import { declaredWords } from './member-detail.ts';
import { chainValue } from './members.ts';

const PARTIAL = /\.\s*([\p{ID_Continue}$]*)$/u;

/**
 * Members of what has to be asked for, by the shipped types: `r1.run('show version').`, `pick('r*').except(r1)[0].`, `r1.last.`. Nothing
 * is run to find them. Undefined for what the types do not tell.
 */
export function completeTyped({
  text,
  cursor,
}: {
  readonly text: string;
  readonly cursor: number;
}): Completions | undefined {
  const line = text.slice(0, cursor);
  const match = PARTIAL.exec(line);
  if (match === null) return undefined;
  const expression = tailOf(line.slice(0, match.index));
  // What is there already tells more of itself than its type.
  if (expression === '' || chainValue(expression) !== undefined) return undefined;
  const type = typeOf(expression);
  const members = type === undefined ? [] : membersOfInterface(shippedTypes(), type);
  if (members.length === 0) return undefined;
  const named = new Map(members.toReversed().map((one) => [one.name, one]));
  const items = [...named.values()].toReversed().map(itemOf);
  return { from: cursor - (match[1] ?? '').length, to: cursor, items };
}

function itemOf(member: Declared): Completion {
  const kind = member.isMethod ? 'function' : 'property';
  return { label: member.name, kind, detail: declaredWords(member) };
}

/** The interface an expression's value has when it has arrived. */
function typeOf(expression: string): string | undefined {
  const inner = /^\(\s*(?:await\s+)?([\s\S]*)\)$/.exec(expression)?.[1];
  if (inner !== undefined && tailOf(inner) === inner.trim()) return typeOf(inner.trim());
  const { before, step } = lastStep(expression);
  if (step === '') return undefined;
  if (before === '') return rootType(step);
  const owner = typeOf(before.replace(/\??\.$/, '')) ?? '';
  if (step.startsWith('[')) return elementOf(owner);
  const name = /^[\p{ID_Continue}$]+/u.exec(step)?.[0] ?? '';
  const isCall = step.endsWith(')');
  const list = /^(.*)\[\]$/.exec(owner)?.[1];
  if (list !== undefined) return isCall && ['find', 'at'].includes(name) ? list : undefined;
  const member = membersOfInterface(shippedTypes(), owner).find(
    (one) => one.name === name && one.isMethod === isCall,
  );
  return member && arrivedType(member.type);
}

/** A name by itself: what it is now, or what a function of ours gives. */
function rootType(step: string): string | undefined {
  const name = /^[\p{ID_Continue}$]+/u.exec(step)?.[0] ?? '';
  if (step !== name) {
    const global = step.endsWith(')') ? shippedTypes().globals.get(name) : undefined;
    return global && arrivedType(global.type);
  }
  const value = chainValue(name)?.value;
  return declaredName(value);
}

function elementOf(owner: string): string | undefined {
  const list = /^(.*)\[\]$/.exec(owner)?.[1];
  return list ?? ELEMENTS[owner];
}

const ELEMENTS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  Hosts: 'Host',
  Results: 'Result',
  Blocks: 'Block',
});

/** The last link of a chain, with its call or index, and what stands before it. */
function lastStep(expression: string): { readonly before: string; readonly step: string } {
  const end = expression.trimEnd();
  const open = /[)\]]$/.test(end) ? openingOf(end) : end.length;
  if (end.endsWith(']')) return { before: end.slice(0, open), step: end.slice(open) };
  const name = /[\p{ID_Continue}$]*$/u.exec(end.slice(0, open))?.[0] ?? '';
  const start = open - name.length;
  return name === ''
    ? { before: '', step: '' }
    : { before: end.slice(0, start), step: end.slice(start) };
}

/** The expression that ends here: a chain of names, calls and indexes. */
function tailOf(text: string): string {
  let at = text.trimEnd().length;
  const end = at;
  for (;;) {
    const before = text.slice(0, at);
    if (/[)\]]$/.test(before)) {
      const open = openingOf(before);
      if (open < 0) return '';
      at = open;
      if (text[open] === '[') continue;
    }
    const name = /[\p{ID_Continue}$]+$/u.exec(text.slice(0, at))?.[0] ?? '';
    at -= name.length;
    const link = /(?:\?\.|\.)\s*$/.exec(text.slice(0, at))?.[0];
    if (link === undefined) return text.slice(at, end);
    at -= link.length;
  }
}

/** Where the bracket opens that closes at the end of a text; strings are passed over. -1 where it does not. */
function openingOf(text: string): number {
  let depth = 0;
  let quote = '';
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote && text[at - 1] !== '\\') quote = '';
    } else if ('\'"`'.includes(character)) quote = character;
    else if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
