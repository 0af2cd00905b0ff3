import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../core/package-folder.ts';
import { Diff } from '../diff/diff-value.ts';
import { Host } from '../fleet/host.ts';
import { HostSet } from '../fleet/host-set.ts';
import { Fold } from '../fold/fold-value.ts';
import { Block, Blocks } from '../values/block.ts';
import { HostError } from '../values/host-error.ts';
import { ConfigResult, Expected, HeardResult, LostResult, Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { TableValue } from '../values/table-value.ts';
import {
  type Declarations,
  type Declared,
  type DeclaredInterface,
  membersOfInterface,
  readDeclarations,
} from './declarations.ts';

/** The classes of what cells get, the more special ones first, and what the shipped types call them. */
export const DECLARED_CLASSES: readonly (readonly [new (...args: never[]) => object, string])[] = [
  [Host, 'Host'],
  [HostSet, 'Hosts'],
  [ConfigResult, 'ConfigResult'],
  [HeardResult, 'HeardResult'],
  [Expected, 'Expected'],
  [LostResult, 'Result'],
  [Result, 'Result'],
  [Results, 'Results'],
  [Diff, 'Diff'],
  [Fold, 'Fold'],
  [TableValue, 'Table'],
  [Block, 'Block'],
  [Blocks, 'Blocks'],
  [HostError, 'HostError'],
];

let read: Declarations | undefined;

/** The types that we ship; read when somebody first asks for help, or for what a call gives. */
export function shippedTypes(): Declarations {
  read ??= readDeclarations(
    readFileSync(join(packageFolder(), 'dist', 'types', 'showrun.d.ts'), 'utf8'),
  );
  return read;
}

/** What the types call the class of a value; undefined for what is none of ours. Runs nothing of a person's. */
export function declaredName(value: unknown): string | undefined {
  return DECLARED_CLASSES.find(([known]) => value instanceof known)?.[1];
}

export function declaredInterface(name: string): DeclaredInterface | undefined {
  return shippedTypes().interfaces.get(name);
}

/** What the types say of a method, wherever it comes from. */
export function declaredMethod(value: unknown): Declared | undefined {
  for (const [{ prototype }, name] of DECLARED_CLASSES) {
    const found = membersOfInterface(shippedTypes(), name).find(
      (member) => member.isMethod && methodOf(prototype, member.name) === value,
    );
    if (found) return found;
  }
  return undefined;
}

function methodOf(prototype: object, name: string): unknown {
  let owner: object | null = prototype;
  while (owner !== null && owner !== Object.prototype) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor) return descriptor.value;
    owner = Object.getPrototypeOf(owner);
  }
  return undefined;
}
