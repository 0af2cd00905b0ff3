import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editKey } from '../../../../src/repl/editor/edit-key.ts';
import { emptyEditor } from '../../../../src/repl/editor/editor.ts';
import { EMACS_KEYS } from '../../../../src/repl/editor/emacs-keys.ts';
import { at, isBetweenGraphemes, keyOf, picture, press } from '../../../helpers/editor-keys.ts';

describe('emacs keys', () => {
  it.each([
    ['a b c|', ['ctrl-w', 'left', 'ctrl-w', 'ctrl-y', 'alt-y'], 'a c| '],
    ['a b|', ['ctrl-w', 'ctrl-a', 'ctrl-k', 'ctrl-y', 'alt-y', 'alt-y'], 'a |'],
    ['a|', ['alt-y'], 'a|'],
    ['a b|', ['ctrl-w', 'ctrl-y', 'ctrl-_'], 'a |'],
    ['a b|', ['ctrl-u', 'x', 'ctrl-k', 'ctrl-y', 'ctrl-y'], 'xa ba b|'],
    ['ab|', ['ctrl-t'], 'ba|'],
    ['a|bc', ['ctrl-t'], 'ba|c'],
    ['|ab', ['ctrl-t'], '|ab'],
    ['ab\n|cd', ['ctrl-t'], 'ab\n|cd'],
    ['日本|', ['ctrl-t'], '本日|'],
    ['one| two', ['alt-t'], 'two one|'],
    ['one two|', ['alt-t'], 'two one|'],
    ['one|', ['alt-t'], 'one|'],
    ['|show ip', ['alt-u', 'alt-c'], 'SHOW Ip|'],
    ['|ÜBER X', ['alt-l'], 'über| X'],
    ['|', ['x', 'y', 'ctrl-_', 'alt-/'], 'xy|'],
    ['a|', ['ctrl-x', 'ctrl-u'], 'a|'],
    ['|', ['a', 'ctrl-x', 'ctrl-u'], '|'],
    ['|', ['a', 'ctrl-_', 'b', 'alt-/'], 'b|'],
    ['a|b', ['ctrl-x', 'q'], 'a|b'],
    ['|', ['ctrl-v', 'ctrl-a', 'ctrl-v', 'x'], '\u0001x|'],
    ['|', ['ctrl-v', 'tab'], '\t|'],
    ['{\n    |x', ['shift-tab'], '{\n  |x'],
    ['|x', ['shift-tab'], '|x'],
    ['f({|})', ['alt-enter'], 'f({\n  |\n})'],
    ['f({|}', ['ctrl-e', 'alt-enter'], 'f({}\n|'],
  ])('%j, %j gives %j', (before, words, after) => {
    expect(picture(press(at(before), ...words))).toBe(after);
  });

  it('put in the last word of earlier inputs', () => {
    const history = ['@r1 show ip', '@r2 ping 10.0.0.1  ', 'x'];
    expect(picture(press(at('a |', history), 'alt-.'))).toBe('a x|');
    expect(picture(press(at('a |', history), 'alt-.', 'alt-.'))).toBe('a 10.0.0.1|');
    expect(picture(press(at('a |', history), 'alt-.', 'alt-.', 'alt-.'))).toBe('a ip|');
    expect(picture(press(at('a |', history), 'alt-.', 'alt-.', 'ctrl-_'))).toBe('a |');
  });

  it('ask the caller for what needs more than the text', () => {
    const request = (...words: string[]) =>
      words.reduce<ReturnType<typeof editKey>>(({ state }, word) => editKey(state, keyOf(word)), {
        state: at('a|'),
      }).request;
    expect(request('ctrl-x', 'ctrl-e')).toBe('edit-outside');
    expect(request('ctrl-o')).toBe('submit-and-next');
    expect(request('ctrl-x')).toBeUndefined();
    expect(request('ctrl-x', 'ctrl-c')).toBe('unhandled');
  });

  it('take the suggestion at the end of the text, whole or by the word', () => {
    const start = { ...at('@r1 sh|'), suggestion: 'ow ip route' };
    for (const word of ['right', 'ctrl-f', 'end', 'ctrl-e']) {
      expect(picture(press(start, word))).toBe('@r1 show ip route|');
    }
    expect(picture(press(start, 'alt-f'))).toBe('@r1 show| ip route'.replace('| ip route', '|'));
    expect(picture(press({ ...start, cursor: 2 }, 'right'))).toBe('@r1| sh');
    expect(picture(press(start, 'ctrl-e', 'ctrl-_'))).toBe('@r1 sh|');
  });

  it('are each named once', () => {
    const names = EMACS_KEYS.flatMap(({ keys }) => keys);
    expect(new Set(names).size).toBe(names.length);
  });

  const words = EMACS_KEYS.flatMap(({ keys }) => keys)
    .flatMap((name) => name.split(' '))
    .filter((name) => name !== 'ctrl-r')
    .concat('a', ' ', '(', '}', '日', '👩‍👩‍👧', '\u0301');

  it('leave a valid editor, whatever is pressed, and undo gives every step back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 80 }), (pressed) => {
        const history = ['one two', 'x\n  y 日'];
        const end = press({ ...emptyEditor(history), suggestion: 'more' }, ...pressed);
        expect(end.cursor).toBeGreaterThanOrEqual(0);
        expect(end.cursor).toBeLessThanOrEqual(end.text.length);
        // Graphemes may come together from two that were typed beside each other.
        expect(isBetweenGraphemes(end.text, end.cursor) || /\p{M}|\u200d/u.test(end.text)).toBe(
          true,
        );
        const back = press(end, 'escape', ...Array(200).fill('ctrl-_'));
        const again = press(back, ...Array(200).fill('alt-/'));
        expect(again.text).toBe(press(end, 'escape', ...Array(200).fill('alt-/')).text);
      }),
    );
  });
});
