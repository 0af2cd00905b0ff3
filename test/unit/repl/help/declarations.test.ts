import { describe, expect, it } from 'vitest';
import {
  arrivedType,
  membersOfInterface,
  readDeclarations,
} from '../../../../src/repl/help/declarations.ts';

const TEXT = `
// nothing
declare namespace showrun {
  /** Said alike. */
  interface Told<One> {
    /**
     * Runs it,
     * and waits.
     * @example r1.run('x')
     * @example r1.run('y')
     */
    run(
      command: string,
      options?: { readonly a: (one: One) => void; readonly b?: number },
    ): Coming<One>;
    readonly last: Coming<One>;
  }
  /** One. */
  interface Host extends Told<Result>, Iterable<Host> {
    readonly name: string;
    map<To>(change: (one: Host) => To): To[];
  }
  interface Empty extends Told<Host> {}
}
/** All. */
declare const all: showrun.Hosts & Other;
declare function pick(...what: string[]): showrun.Hosts;
`;

describe('the reader of our own types', () => {
  const types = readDeclarations(TEXT);

  it('finds names with their words, examples and types, however they are broken', () => {
    const [run, last] = types.interfaces.get('Told')?.members ?? [];
    expect(run).toEqual({
      ...{ name: 'run', type: 'Coming<One>', isMethod: true, doc: 'Runs it, and waits.' },
      signature:
        'run(command: string, options?: { readonly a: (one: One) => void; readonly b?: number }): Coming<One>',
      examples: ["r1.run('x')", "r1.run('y')"],
    });
    expect(last).toMatchObject({ name: 'last', isMethod: false, type: 'Coming<One>', doc: '' });
    expect(types.globals.get('all')).toMatchObject({ doc: 'All.', isMethod: false });
    expect(types.globals.get('pick')).toMatchObject({ isMethod: true, type: 'showrun.Hosts' });
  });

  it('fills in what parents are given', () => {
    const members = membersOfInterface(types, 'Host');
    expect(members.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['name string', 'map To[]', 'run Coming<Result>', 'last Coming<Result>'],
    ]);
    expect(membersOfInterface(types, 'Empty').map(({ name }) => name)).toEqual(['run', 'last']);
    expect(membersOfInterface(types, 'Nobody')).toEqual([]);
  });

  it.each([
    ['Coming<Result>', 'Result'],
    ['Promise<Table | undefined>', 'Table'],
    ['showrun.Hosts & { readonly [name: string]: showrun.Host }', 'Hosts'],
    ['readonly Row[]', 'Row[]'],
    ['Facts & Promise<Facts>', 'Facts'],
    ['string', 'string'],
  ])('takes %s for %s when it has arrived', (type, arrived) => {
    expect(arrivedType(type)).toBe(arrived);
  });
});
