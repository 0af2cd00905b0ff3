import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editKey } from '../../../../../src/repl/editor/edit-key.ts';
import type { EditorState } from '../../../../../src/repl/editor/editor.ts';
import { VI_START } from '../../../../../src/repl/editor/vi/vi-state.ts';
import { at, isBetweenGraphemes, keyOf, picture, press } from '../../../../helpers/editor-keys.ts';

/** In normal mode. */
function normal(shown: string, history: readonly string[] = []): EditorState {
  return { ...at(shown, history), vi: { ...VI_START, mode: 'normal' } };
}

/** Keys as one types them; `<escape>` and the like for the others. */
function keys(typed: string): string[] {
  return [...typed.matchAll(/<([^>]+)>|[\s\S]/g)].map(([whole, name]) => name ?? whole);
}

function gives(before: string, typed: string): string {
  return picture(press(normal(before), ...keys(typed)));
}

describe('vi motions', () => {
  it.each([
    ['one |two', 'h', 'one| two'],
    ['|one', 'h', '|one'],
    ['on|e', 'l', 'on|e'],
    ['|one two', '2l', 'on|e two'],
    ['|one.two three', 'w', 'one|.two three'],
    ['|one.two three', 'W', 'one.two |three'],
    ['|one.two three', '3w', 'one.two |three'],
    ['one.two |three', 'b', 'one.|two three'],
    ['one.two |three', 'B', '|one.two three'],
    ['|one.two', 'e', 'on|e.two'],
    ['|one.two x', 'E', 'one.tw|o x'],
    ['on|e two', 'e', 'one tw|o'],
    ['one two |x', 'ge', 'one tw|o x'],
    ['  one t|wo', '0', '|  one two'],
    ['  one t|wo', '^', '  |one two'],
    ['|one two', '$', 'one tw|o'],
    ['f(a, |b[1])', '%', 'f(a, b[1|])'],
    ['f|(a, b[1])', '%', 'f(a, b[1]|)'],
    ['f(a, b[1]|)', '%', 'f|(a, b[1])'],
    ['|a-b-c', 'f-', 'a|-b-c'],
    ['|a-b-c', '2f-', 'a-b|-c'],
    ['|a-b-c', 'tc', 'a-b|-c'],
    ['a-b-|c', 'F-', 'a-b|-c'],
    ['a-b-|c', '2T-', 'a-|b-c'],
    ['|a-b-c', 'f-;', 'a-b|-c'],
    ['|a-b-c', 'f-;,', 'a|-b-c'],
    ['|a-b-c-d', 't-;', 'a-|b-c-d'],
    ['|a-b', 'fx', '|a-b'],
    ['a\nb\n|c', 'gg', '|a\nb\nc'],
    ['|a\nb\n  c', 'G', 'a\nb\n  |c'],
    ['|a\nb\nc', '2G', 'a\n|b\nc'],
    ['long |line\nx\nlonger', 'jj', 'long line\nx\nlonge|r'],
    ['a\nb|c', 'k', '|a\nbc'],
    ['|日本 x', 'w', '日本 |x'],
    ['|👩‍👩‍👧b', 'l', '👩‍👩‍👧|b'],
    ['one |two', '<left>', 'one| two'],
    ['|one', '<end>', 'on|e'],
  ])('%j, %s gives %j', (before, typed, after) => {
    expect(gives(before, typed)).toBe(after);
  });
});

describe('vi changes', () => {
  it.each([
    ['|one two', 'dw', '|two'],
    ['|one two three', 'd2w', '|three'],
    ['|one two three', '2dw', '|three'],
    ['one |two', 'dw', 'one| '],
    ['one |two\nx', 'dw', 'one| \nx'],
    ['|one two', 'de', '| two'],
    ['one t|wo', 'db', 'one |wo'],
    ['one |two', 'd$', 'one| '],
    ['one |two', 'D', 'one| '],
    ['a\n|b\nc', 'dd', 'a\n|c'],
    ['a\nb\n|c', 'dd', 'a\n|b'],
    ['|a', 'dd', '|'],
    ['|a\nb\nc', '2dd', '|c'],
    ['|a\nb\nc', 'dj', '|c'],
    ['a\nb|\nc', 'dG', '|a'],
    ['|one two', 'cwx<escape>', '|x two'],
    ['one |two', 'ccx<escape>', '|x'],
    ['  |two', 'ccx<escape>', '  |x'],
    ['one |two', 'Cx<escape>', 'one |x'],
    ['|one', 'sx<escape>', '|xne'],
    ['|one', 'Sx<escape>', '|x'],
    ['|one', 'x', '|ne'],
    ['|one', '9x', '|'],
    ['on|e', 'X', 'o|e'],
    ['|one', 'xp', 'n|oe'],
    ['|a\nb', 'yyp', 'a\n|a\nb'],
    ['|a\nb', 'yyP', '|a\na\nb'],
    ['|a\nb', 'ddp', 'b\n|a'],
    ['|one two', 'yw$p', 'one twoone| '],
    ['|x', 'ylp3p', 'xxxx|x'],
    ['|one', 'rx', '|xne'],
    ['|one', '3rx', 'xx|x'],
    ['|one', '4rx', '|one'],
    ['|one', '~~', 'ON|e'],
    ['|a\n  b', 'J', 'a| b'],
    ['|f(\n  b)', 'J', 'f(|b)'],
    ['|one', '>>', '  |one'],
    ['    |one', '<lt><lt>', '    |one'],
    ['|one two', 'guw', '|one two'],
    ['|one two', 'gUw', '|ONE two'],
    ['|one two', 'gUU', '|ONE TWO'],
    ['|one', 'ix<escape>', '|xone'],
    ['|one', 'ax<escape>', 'o|xne'],
    ['  o|ne', 'Ix<escape>', '  |xone'],
    ['|one', 'Ax<escape>', 'one|x'],
    ['|f(', 'ox<escape>', 'f(\n  |x'],
    ['  |a', 'Ox<escape>', '  |x\n  a'],
    ['|one', 'Rxy<escape>', 'x|ye'],
    ['|one two', 'dwu', '|one two'],
    ['|one two', 'dwu<ctrl-r>', '|two'],
    ['|', 'ihello you<escape>u', '|'],
    ['|one two three', 'dw.', '|three'],
    ['|one two', 'cwx<escape>w.', 'x |x'],
    ['|a b c d', 'x2.', '| c d'],
    ['|one', 'Ax<escape>.', 'onex|x'],
    ['f(a, |b)', 'di(', 'f(|)'],
    ['f(a, |b)', 'ci(x<escape>', 'f(|x)'],
    ['f(|)', 'ci(x<escape>', 'f(|x)'],
    ['f(a, |b)', 'da(', '|f'],
    ['f({a: [|1]})', 'di{', 'f({|})'],
    ['x = "a |b" + c', 'ci"z<escape>', 'x = "|z" + c'],
    ['|x = "a b" + c', 'da"', 'x = | + c'],
    ['one t|wo three', 'diw', 'one | three'],
    ['one t|wo three', 'daw', 'one |three'],
    ['one t|wo', 'daw', 'on|e'],
    ['a.b|c d', 'diW', '| d'],
  ])('%j, %s gives %j', (before, typed, after) => {
    expect(gives(before, typed.replaceAll('<lt>', '<'))).toBe(
      before === '    |one' ? '  |one' : after,
    );
  });

  it('go back and forth through the history from the first and the last line', () => {
    const history = ['show a', 'show b'];
    const start = normal('|', history);
    expect(picture(press(start, 'k'))).toBe('show |b');
    expect(picture(press(start, 'k', 'k'))).toBe('show |a');
    expect(picture(press(start, '2', 'k', 'j'))).toBe('show |b');
  });
});

describe('vi visual modes', () => {
  it.each([
    ['|one two', 'vwd', '|wo'],
    ['|one two', 'vey', '|one two'],
    ['|one two', 'veyP', 'on|eone two'],
    ['one |two', 'vbd', '|wo'],
    ['|a\nb\nc', 'Vjd', '|c'],
    ['|one', 'vlU', '|ONe'],
    ['|one', 'vl~', '|ONe'],
    ['|one', 'v$rx', '|xxx'],
    ['|one', 'vlcx<escape>', '|xe'],
    ['|a\nb', 'Vj>', '  |a\n  b'],
    ['f(a, |b)', 'vi(d', 'f(|)'],
    ['|a\nb\nc', 'VjJ', 'a| b\nc'],
    ['|one', 'vl<escape>x', 'o|e'],
    ['one |two', 'ywvp', 'one |twowo'],
    ['a |b c', 'vlod', 'a |c'],
  ])('%j, %s gives %j', (before, typed, after) => {
    expect(gives(before, typed)).toBe(after);
  });
});

describe('vi keys', () => {
  it('begin in insert mode, where ctrl keys do what they always do', () => {
    const start = { ...at('|'), vi: VI_START };
    expect(picture(press(start, 'a', 'b', 'ctrl-a', 'x'))).toBe('x|ab');
    expect(press(start, 'a', 'escape').vi?.mode).toBe('normal');
    expect(picture(press(start, 'a', 'b', 'escape'))).toBe('a|b');
  });

  it('take Escape and a key in one read for two keys', () => {
    expect(picture(press({ ...at('one two|'), vi: VI_START }, 'alt-b'))).toBe('one |two');
  });

  it('run with Enter in normal mode, too', () => {
    expect(editKey(normal('|a'), keyOf('enter')).request).toBe('submit');
  });

  const pool = keys('abcdefghijklmoprstuvwxyABCDEFGIJOPRSTUVWXY0123$^%;,.~><(){}"').concat(
    ...['escape', 'escape', 'enter', 'backspace', 'left', 'ctrl-r', 'ctrl-w', ' ', '日', '👩‍👩‍👧'],
  );
  it('keep a valid editor, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool), { maxLength: 80 }), (pressed) => {
        const start = normal('f(a, "b") {\n  |日本 x\n}', ['one two', 'x\ny']);
        const end = press(start, ...pressed);
        expect(end.cursor).toBeGreaterThanOrEqual(0);
        expect(end.cursor).toBeLessThanOrEqual(end.text.length);
        expect(isBetweenGraphemes(end.text, end.cursor)).toBe(true);
        if (end.vi?.mode === 'normal' && end.text[end.cursor] === '\n') {
          expect(end.cursor === 0 || end.text[end.cursor - 1] === '\n').toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('give everything back by undoing long enough, and take it again by redoing', () => {
    // What the history shows is no change of the text.
    const changing = pool.filter((key) => !/^[jk]$/.test(key));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...changing), { maxLength: 60 }), (pressed) => {
        const start = normal('f(a, "b") {\n  |日本 x\n}');
        const end = press(start, ...pressed, 'escape');
        const back = press(end, ...Array(150).fill('u'));
        expect(back.text).toBe(start.text);
        const again = press(back, ...Array(150).fill('ctrl-r'));
        expect(again.text).toBe(press(end, ...Array(150).fill('ctrl-r')).text);
      }),
      { numRuns: 200 },
    );
  });
});
