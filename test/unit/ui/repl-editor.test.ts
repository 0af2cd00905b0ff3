import { describe, expect, it } from 'vitest';
import { type EditorState, emptyEditor } from '../../../src/repl/editor/editor.ts';
import { knownNames } from '../../../src/repl/highlight/known-names.ts';
import { type EditorPlace, ReplEditor } from '../../../src/ui/repl-editor.ts';
import { loadTheme, type Theme } from '../../../src/ui/theme.ts';
import { at } from '../../helpers/editor-keys.ts';

const theme = loadTheme('dark', undefined);
const place: EditorPlace = { number: 3, cols: 20, maxRows: 5, colours: 'on' };
const names = knownNames({
  hosts: () => [{ name: 'r1', groups: ['core'] }],
  vocabulary: {
    magics: [{ name: 'use', usage: '', summary: '' }],
    stages: [{ name: 'where', usage: '', summary: '' }],
  },
});

/** The rows as one sees them, with `|` at the cursor. */
function seen(editor: EditorState, where: Partial<EditorPlace> = {}, view = new ReplEditor()) {
  const { rows, x, y } = view.rows(editor, { ...place, ...where }, { theme, names });
  return rows.map((row, i) => {
    const text = row.map((run) => run.text).join('');
    return i === y ? `${text.slice(0, x)}|${text.slice(x)}` : text;
  });
}

/** The pieces painted in one of the theme's styles. */
function inStyle(shown: string, token: keyof Theme): string[] {
  const editor = /\|(?!>)/.test(shown) ? at(shown) : { ...emptyEditor([]), text: shown };
  const { rows } = new ReplEditor().rows(editor, { ...place, cols: 80 }, { theme, names });
  return rows.flatMap((row) =>
    row.filter(({ style }) => style === theme[token]).map(({ text }) => text),
  );
}

describe('what is being typed', () => {
  it('stands behind its prompt, line under line', () => {
    expect(seen(at('|'))).toEqual(['In [3]: |']);
    expect(seen(at('a\nb|c'))).toEqual(['In [3]: a', '   ...: b|c']);
  });

  it('goes on in the next row where the columns end, and no grapheme is cut', () => {
    expect(seen(at(`${'x'.repeat(15)}|`))).toEqual(['In [3]: xxxxxxxxxxxx', 'xxx|']);
    expect(seen(at(`${'x'.repeat(12)}|`))).toEqual(['In [3]: xxxxxxxxxxxx', '|']);
    expect(seen(at('xxxxxxxxxxx日|'))).toEqual(['In [3]: xxxxxxxxxxx', '日|']);
  });

  it('is scrolled just so far that the cursor is seen', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `l${i}`).join('\n');
    const view = new ReplEditor();
    const go = (line: number) =>
      seen({ ...emptyEditor([]), text: lines, cursor: 3 * line }, {}, view);
    expect(go(0)[0]).toBe('In [3]: |l0');
    expect(go(8)).toEqual(['l4', 'l5', 'l6', 'l7', '|l8'].map((l) => `   ...: ${l}`));
    expect(go(5)[1]).toBe('   ...: |l5');
    expect(go(3)[0]).toBe('   ...: |l3');
    expect(go(4)[0]).toBe('   ...: l3');
  });

  it('shows the cursor in one line that is longer than the screen', () => {
    const rows = seen(at(`${'x'.repeat(300)}|`));
    expect(rows).toHaveLength(5);
    expect(rows.at(-1)).toMatch(/^x+\|$/);
    expect(seen(at(`|${'x'.repeat(300)}`))[0]).toMatch(/^In \[3\]: \|x+$/);
  });

  it('shows controls as marks, and a tab as two blanks', () => {
    expect(seen(at('\u001b[2J\t|'))).toEqual(['In [3]: ␛[2J  |']);
  });

  it('shows a suggestion behind the cursor, in the room there is', () => {
    expect(seen({ ...at('sh|'), suggestion: 'ow ip' })).toEqual(['In [3]: sh|ow ip']);
    expect(seen({ ...at('sh|'), suggestion: 'ow ip interface brief' })).toEqual([
      'In [3]: sh|ow ip int…',
    ]);
    expect(seen({ ...at('f(|'), suggestion: '{\n}' })).toEqual(['In [3]: f(|{ …']);
  });

  it('tells where a click was', () => {
    const view = new ReplEditor();
    seen(at('a日b\ncd|'), {}, view);
    expect(view.offsetAt(8, 0)).toBe(0);
    expect(view.offsetAt(9, 0)).toBe(1);
    expect(view.offsetAt(10, 0)).toBe(1);
    expect(view.offsetAt(11, 0)).toBe(2);
    expect(view.offsetAt(60, 0)).toBe(3);
    expect(view.offsetAt(0, 1)).toBe(4);
    expect(view.offsetAt(60, 1)).toBe(6);
    expect(view.offsetAt(0, 2)).toBeUndefined();
  });

  it('is coloured by what it is', () => {
    expect(inStyle("const a = 'x'", 'codeKeyword')).toEqual(['const']);
    expect(inStyle("const a = 'x'", 'codeString')).toEqual(["'x'"]);
    expect(inStyle('@r1,core show ip', 'codeSelector')).toEqual(['@r1,core']);
    expect(inStyle('@r1,core show ip', 'codeCommand')).toEqual(['show ip']);
  });

  it('marks hosts, magics and stages there are none of', () => {
    expect(inStyle('@r9 show ip |> wher a', 'codeUnknown')).toEqual(['@r9', '|> wher']);
    expect(inStyle('%usw x', 'codeUnknown')).toEqual(['%usw']);
    expect(inStyle('@r* show ip |> where a', 'codeUnknown')).toEqual([]);
  });

  it('marks the partner of the bracket the cursor is on or behind', () => {
    expect(inStyle('f(a, |[b])', 'bracketPair')).toEqual(['[', ']']);
    expect(inStyle('f(a, [b])|', 'bracketPair')).toEqual(['(', ')']);
    expect(inStyle('f(a|)]', 'bracketWrong')).toEqual([']']);
  });
});
