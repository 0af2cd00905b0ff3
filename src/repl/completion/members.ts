import { types } from 'node:util';
import { Told } from '../fleet/told.ts';
import { trustedGetters } from '../values/trusted-getters.ts';
import type { Completion, CompletionKind, Completions } from './completion.ts';
import { declaredMembers, declaredWords, memberDetail } from './member-detail.ts';

const MAX_ITEMS = 200;
const MOST_LOOKED_THROUGH = 2_000;
const MAX_PROTOTYPES = 6;
const KEYWORDS =
  'async await break case catch class const continue delete do else false finally for function if import in instanceof let new null of return switch this throw true try typeof undefined void while yield'.split(
    ' ',
  );
const MEMBER_CHAIN =
  /((?:[\p{ID_Continue}$]+(?:\[(?:\d+|'[^']*'|"[^"]*")\])*\??\.)*)([\p{ID_Continue}$]*)$/u;
const LINK = /[\p{ID_Continue}$]+|\[(?:\d+|'[^']*'|"[^"]*")\]/gu;

/**
 * Names and members that could stand at the cursor. Only chains of names are followed, by their property descriptors: no
 * getter, proxy trap or call of a person's is ever run.
 */
export function completeMembers(text: string, cursor: number): Completions {
  const match = MEMBER_CHAIN.exec(text.slice(0, cursor));
  const chain = (match?.[1] ?? '').replace(/\??\.$/, '');
  const partial = match?.[2] ?? '';
  const from = cursor - partial.length;
  const before = text[cursor - partial.length - chain.length - 1];
  // After `)` or `]` a chain starts from a value only running the code could tell.
  const isKnown = chain !== '' || before !== '.';
  const owner = isKnown ? follow(chain) : undefined;
  const exact = owner ? membersOf(owner.value, partial) : [];
  const keywords = chain === '' && partial !== '' && owner ? KEYWORDS : [];
  const words = keywords
    .filter((label) => label.startsWith(partial))
    .map((label): Completion => ({ label, kind: 'keyword' }));
  // What only looks like a name is found on the other side, among all of them.
  const isLost = exact.length + words.length === 0 && partial !== '' && owner !== undefined;
  const items = isLost ? membersOf(owner.value, '') : exact;
  const known = new Set(items.map(({ label }) => label));
  const all = [...items, ...words.filter(({ label }) => !known.has(label))];
  return { from, to: cursor, items: all.slice(0, isLost ? MOST_LOOKED_THROUGH : MAX_ITEMS) };
}

/** The value of a chain of names; undefined for anything else, and where code would have to run. */
export function chainValue(expression: string): { readonly value: unknown } | undefined {
  const isChain = new RegExp(`^${MEMBER_CHAIN.source}`, 'u').test(expression);
  return isChain && expression !== '' ? follow(expression) : undefined;
}

/** The value at the end of a chain; undefined if it cannot be reached without running code. */
function follow(chain: string): { readonly value: unknown } | undefined {
  let value: unknown = globalThis;
  for (const [link] of chain.matchAll(LINK)) {
    const key = link.startsWith('[') ? link.slice(1, -1).replace(/^['"]|['"]$/g, '') : link;
    if (value === null || value === undefined || types.isProxy(value)) return undefined;
    const descriptor = find(Object(value), key);
    if (descriptor === undefined) return undefined;
    if (descriptor.get === undefined) value = descriptor.value;
    else if (trustedGetters.has(descriptor.get)) value = Reflect.apply(descriptor.get, value, []);
    else return undefined;
  }
  return { value };
}

function find(object: object, key: string): PropertyDescriptor | undefined {
  for (const owner of prototypes(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor) return descriptor;
  }
  return undefined;
}

function* prototypes(object: object): Iterable<object> {
  let owner: object | null = object;
  while (owner !== null && !types.isProxy(owner)) {
    yield owner;
    owner = Object.getPrototypeOf(owner);
  }
}

function membersOf(value: unknown, partial: string): Completion[] {
  if (value === null || value === undefined || types.isProxy(value)) return [];
  const found = new Map<string, Completion>();
  const owners = [...prototypes(Object(value))].slice(0, MAX_PROTOTYPES);
  const declared = declaredMembers(owners);
  for (const owner of owners) {
    // What every object has is noise until somebody types towards it.
    if (owner === Object.prototype && partial === '') continue;
    for (const label of inOrder(owner, namesOf(owner, partial))) {
      if (found.has(label) || label === 'constructor') continue;
      if (label === 'toString' && partial === '') continue;
      const descriptor = Object.getOwnPropertyDescriptor(owner, label);
      const isHost = owner === globalThis && isTrusted(descriptor);
      const kind = isHost ? 'host' : kindOf(descriptor);
      const told = declared.get(label);
      const words = told === undefined ? '' : declaredWords(told);
      // What a property holds says more than what it is for.
      const own = kind === 'function' && words !== '' ? '' : memberDetail(descriptor);
      const detail = own === '' ? words : own;
      found.set(label, { label, kind, ...(detail === '' ? {} : { detail }) });
    }
  }
  return [...found.values()];
}

/** What hosts can be told stands in the order of use. */
function inOrder(owner: object, names: string[]): string[] {
  return owner === Told.prototype ? names : names.sort();
}

function isTrusted(descriptor: PropertyDescriptor | undefined): boolean {
  return descriptor?.get !== undefined && trustedGetters.has(descriptor.get);
}

/** Names that can be typed after a dot. A long list or string has millions of places and only one `length`. */
function namesOf(owner: object, partial: string): string[] {
  const isList = Array.isArray(owner) || ArrayBuffer.isView(owner) || owner instanceof String;
  const names = isList ? listNames(owner) : Object.getOwnPropertyNames(owner);
  return names.filter(
    (name) => name.startsWith(partial) && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name),
  );
}

function listNames(list: object): string[] {
  const size = 'length' in list ? Number(list.length) : 0;
  return size > 1_000 ? ['length'] : Object.getOwnPropertyNames(list);
}

function kindOf(descriptor: PropertyDescriptor | undefined): CompletionKind {
  if (typeof descriptor?.value !== 'function') return 'property';
  return /^class\b/.test(Function.prototype.toString.call(descriptor.value)) ? 'class' : 'function';
}
