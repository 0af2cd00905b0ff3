import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '../../src/core/package-folder.ts';
import { membersOfInterface } from '../../src/repl/help/declarations.ts';
import { DECLARED_CLASSES, shippedTypes } from '../../src/repl/help/shipped-types.ts';

// The types that we ship, what cells really get, and what help says of both.

const types = shippedTypes();
/** What every object or every list has, and what only makes a value. */
const UNTOLD = new Set(['constructor', 'length', 'name', 'message', 'stack']);

describe.each(
  DECLARED_CLASSES.filter(([known]) => known !== Array).map(
    ([known, name]) => [name, known] as const,
  ),
)('%s', (name, known) => {
  const declared = new Map(membersOfInterface(types, name).map((one) => [one.name, one]));

  it('has what is declared of it', () => {
    const real = realMembers(known.prototype);
    // Fields are made by constructors: those that stand on prototypes can be looked at.
    const missing = [...declared.values()].filter(
      (one) => one.isMethod && !real.has(one.name) && !isStage(one.name),
    );
    expect(missing.map((one) => one.name)).toEqual([]);
  });

  it('is declared whole', () => {
    const real = [...realMembers(known.prototype)].filter((one) => !UNTOLD.has(one));
    expect(real.filter((one) => !declared.has(one))).toEqual([]);
  });

  it('has words for everything', () => {
    const silent = [...declared.values()].filter((one) => one.doc === '');
    expect(silent.map((one) => one.name)).toEqual([]);
  });
});

describe('the stages', () => {
  it('are all declared as methods', () => {
    const stages = readdirSync(join(packageFolder(), 'src', 'repl', 'stages'))
      .map((file) => file.replace(/\.ts$/, ''))
      // Properties of these names are values.
      .filter((name) => name !== 'text' && name !== 'table');
    const declared = membersOfInterface(types, 'Stages').map(({ name }) => name);
    expect(declared.toSorted()).toEqual(stages.toSorted());
  });
});

describe('a script with our types', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-types-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(packageFolder(), join(folder, 'node_modules', 'showrun'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function check(script: string): string {
    writeFileSync(join(folder, 'script.mts'), script);
    const tsc = join(packageFolder(), 'node_modules', '.bin', 'tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext'];
    try {
      return execFileSync(tsc, [...options, '--skipLibCheck', 'false', 'script.mts'], {
        cwd: folder,
        encoding: 'utf8',
      });
    } catch (thrown) {
      return String(Reflect.get(Object(thrown), 'stdout'));
    }
  }

  it('type-checks', () => {
    const script = `/// <reference types="showrun" />
      const old: string[] = [];
      await all.facts;
      for (const host of all) if ((host.facts.version ?? '') < '17') old.push(host.name);
      const up = run('all', 'show interfaces').where('status == up').select('host', 'interface');
      const rows: readonly showrun.Row[] = await up.rows;
      const text: string = await hosts.r1.run('show version').text;
      const pushed = await pick('r*').except('r3').config('ntp server 10.0.0.1', { serial: 1, stopOnFailure: true });
      for (const { host, error } of pushed.failed) print(host, error.code);
      const m = await hosts.r1.expect(['--More--', /Password:/i, 'prompt'], { timeoutMs: 5000 });
      if (m.endedBy === 'pattern') print(m.index, m.before, m.match?.groups[0]);
      const [block] = await hosts.r1.blocks;
      print(block?.command, await block?.table, rows.length, text, old);
      const seen = await hosts.r1.exclusive(async (d) => (await d.run('show clock')).text.length);
      exit(seen > 0 && pushed.ok ? 0 : 1);
      export {};`;
    expect(check(script)).toBe('');
  });

  it('is told where it is wrong', () => {
    const script = `/// <reference types="showrun" />
      all.run('x', { stopOnFailure: 'refuse' });
      hosts.r1.wait();
      export {};`;
    const said = check(script);
    expect(said).toContain('script.mts(2,');
    expect(said).toContain('script.mts(3,');
  });
});

function realMembers(prototype: object): ReadonlySet<string> {
  const names = new Set<string>();
  let owner: object | null = prototype;
  while (owner !== null && ![Object, Array, Error].some((base) => owner === base.prototype)) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
    owner = Object.getPrototypeOf(owner);
  }
  return names;
}

function isStage(name: string): boolean {
  return membersOfInterface(types, 'Stages').some((one) => one.name === name);
}
