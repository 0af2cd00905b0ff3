import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMACS_KEYS } from '../../src/repl/editor/emacs-keys.ts';
import { type KeysAbout, keyTable } from '../../src/repl/editor/key-table.ts';
import { readCommand } from '../../src/repl/editor/vi/vi-grammar.ts';
import { VI_KEYS } from '../../src/repl/editor/vi/vi-keys.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/repl.md'), 'utf8');

/** What stands between the marks of a table. */
function tableNamed(name: string): string | undefined {
  return new RegExp(`<!-- keys: ${name} -->\n([\\s\\S]*?)\n<!-- end -->`).exec(DOCUMENT)?.[1];
}

describe('docs/repl.md', () => {
  it.each<[string, readonly KeysAbout[]]>([
    ['emacs', EMACS_KEYS],
    ['vi', VI_KEYS],
  ])('has the %s keys there are: put the table in where this fails', (name, keys) => {
    expect(tableNamed(name)).toBe(keyTable(keys));
  });

  it.each(VI_KEYS.flatMap(({ keys }) => keys))('names vi keys that mean something: %s', (keys) => {
    const typed = keys.startsWith('ctrl-') ? [keys] : [...keys];
    expect(readCommand(typed, 'normal')).toBeTypeOf('object');
  });
});
