import { types } from 'node:util';
import { type Declared, membersOfInterface } from '../help/declarations.ts';
import { calledAs } from '../help/help.ts';
import { DECLARED_CLASSES, shippedTypes } from '../help/shipped-types.ts';
import { briefOf, firstSentence } from '../help/type-help.ts';

const MOST_CHARS = 48;

/** A few words about a property, from its descriptor alone: nothing of a person's is run. */
export function memberDetail(descriptor: PropertyDescriptor | undefined): string {
  if (descriptor === undefined || descriptor.get !== undefined || !('value' in descriptor))
    return '';
  const value: unknown = descriptor.value;
  if (types.isProxy(value)) return '';
  switch (typeof value) {
    case 'function':
      return parametersOf(value);
    case 'string':
      return value.length <= MOST_CHARS
        ? JSON.stringify(value)
        : `text of ${value.length} characters`;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectWords(value);
    default:
      return '';
  }
}

/** What the shipped types say of a member: how it is called and what it is. */
export function declaredWords(member: Declared): string {
  const brief = member.isMethod ? briefOf(member).slice(member.name.length) : '';
  return [brief, firstSentence(member.doc)].filter((one) => one !== '').join('  ');
}

/** What the types say of a value of ours, given its prototypes; nothing for any other. */
export function declaredMembers(owners: readonly object[]): ReadonlyMap<string, Declared> {
  const name = DECLARED_CLASSES.find(([{ prototype }]) => owners.includes(prototype))?.[1];
  const members = name === undefined ? [] : membersOfInterface(shippedTypes(), name);
  return new Map(members.toReversed().map((member) => [member.name, member]));
}

/** The parameters as they are written; a class has none to be called with. */
function parametersOf(value: object): string {
  const told = calledAs(value);
  if (told !== undefined) return told.replace(/^\w+(?=\()/, '').slice(0, MOST_CHARS);
  const source = Function.prototype.toString.call(value).slice(0, 400);
  if (/^class\b/.test(source)) return 'class';
  const parameters = /^(?:async\s*)?(?:function\s*\*?\s*)?[\w$]*\s*\(([^)]*)\)/.exec(source)?.[1];
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(source)?.[1];
  if (parameters === undefined && single === undefined) return '';
  const shown = `(${(parameters ?? single ?? '').replace(/\s+/g, ' ').trim()})`;
  return shown.length <= MOST_CHARS ? shown : `${shown.slice(0, MOST_CHARS - 1)}…`;
}

function objectWords(value: object): string {
  if (Array.isArray(value)) return value.length === 1 ? 'list of 1' : `list of ${value.length}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null || types.isProxy(prototype)) return '';
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (typeof maker !== 'function' || types.isProxy(maker)) return '';
  const name: unknown = Object.getOwnPropertyDescriptor(maker, 'name')?.value;
  return typeof name === 'string' && name !== 'Object' ? name : '';
}
