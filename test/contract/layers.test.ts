import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** Which folder may import which: a layer, and everything below it. Siblings in one layer are listed where allowed. */
const LAYERS: readonly (readonly string[])[] = [
  ['core'],
  ['textfsm', 'ttp', 'parse', 'platforms', 'state'],
  ['net', 'term', 'screen'],
  ['session', 'inventory', 'vault'],
  ['journal'],
  ['replay', 'export'],
  ['ui', 'repl', 'snippets', 'input'],
  ['main', 'app', 'cli'],
];
/** Folders that stand apart: what they may import. */
const APART: Readonly<Record<string, readonly string[]>> = { lab: ['core'] };
/** Sideways imports inside a layer that are meant. */
const SIDEWAYS: Readonly<Record<string, readonly string[]>> = {
  ttp: ['textfsm'],
  parse: ['textfsm', 'ttp', 'platforms'],
  ui: ['repl', 'input'],
  main: ['app', 'cli'],
  app: ['cli'],
  cli: ['app'],
};

/** One door per package: who may import it. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  ssh2: ['net', 'lab'],
  '@xterm/headless': ['term'],
  ink: ['ui'],
  react: ['ui'],
  'react/jsx-runtime': ['ui'],
  'fuse.js': ['ui', 'repl'],
  acorn: ['repl'],
  '@swc/wasm-typescript': ['repl'],
  '@lydell/node-pty': ['net'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly specifier: string;
}

describe('the layers', () => {
  const imports = filesBelow(SRC).flatMap(importsOf);

  it('finds the source it guards', () => {
    expect(imports.length).toBeGreaterThan(5);
  });

  it('let imports go down only', () => {
    const wrong = imports.filter((one) => one.specifier.startsWith('.') && !isAllowed(one));
    expect(wrong.map(sentence)).toEqual([]);
  });

  it('give each package one door', () => {
    const wrong = imports.filter((one) => {
      const doors = DOORS[one.specifier];
      return doors !== undefined && !doors.includes(one.from);
    });
    expect(wrong.map(sentence)).toEqual([]);
  });

  it('let only screen touch the terminal', () => {
    const wrong = filesBelow(SRC)
      .filter((file) => !['screen', 'cli', 'main'].includes(folderOf(file)))
      .filter((file) => /\bprocess\.(stdin|stdout)\b/.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(SRC, file))).toEqual([]);
  });
});

function isAllowed({ file, from, specifier }: Import): boolean {
  const to = folderOf(resolve(dirname(file), specifier));
  if (to === from) return true;
  const apart = APART[from];
  if (apart) return apart.includes(to);
  if (APART[to]) return rank(from) === LAYERS.length - 1;
  return rank(to) < rank(from) || (SIDEWAYS[from] ?? []).includes(to);
}

function rank(folder: string): number {
  const found = LAYERS.findIndex((layer) => layer.includes(folder));
  if (found < 0) throw new Error(`src/${folder} is in no layer: add it to ${import.meta.filename}`);
  return found;
}

function folderOf(file: string): string {
  return (relative(SRC, file).split('/')[0] ?? '').replace(/\.tsx?$/, '');
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
  );
  return [...found].map((match) => ({
    file,
    from: folderOf(file),
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
    .filter((path) => /\.tsx?$/.test(path));
}

function sentence({ file, specifier }: Import): string {
  return `${relative(SRC, file)} imports ${specifier}`;
}
