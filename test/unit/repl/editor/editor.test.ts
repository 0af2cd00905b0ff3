import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../src/core/key.ts';
import { editKey } from '../../../../src/repl/editor/edit-key.ts';
import {
  clearText,
  type EditorState,
  emptyEditor,
  insertNewline,
  insertText,
} from '../../../../src/repl/editor/editor.ts';

/** `ctrl-a`, `alt-backspace`, `enter`; a single character types itself. */
function keyOf(word: string): Key {
  const [, held = '', name = ''] = /^((?:ctrl-|alt-|shift-)*)(.+)$/s.exec(word) ?? [];
  const isText = held === '' && ([...name].length === 1 || /[^\w]/.test(name));
  return {
    name: name === ' ' ? 'space' : name,
    ctrl: held.includes('ctrl-'),
    alt: held.includes('alt-'),
    shift: held.includes('shift-'),
    text: isText ? name : '',
  };
}

/** A picture of the editor: the text with `|` at the cursor. */
function picture({ text, cursor }: EditorState): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

/** An editor from its picture. */
function at(shown: string, history: readonly string[] = []): EditorState {
  const cursor = shown.indexOf('|');
  return { ...emptyEditor(history), text: shown.replace('|', ''), cursor };
}

function press(state: EditorState, ...words: string[]): EditorState {
  return words.reduce((before, word) => editKey(before, keyOf(word)).state, state);
}

describe('the editor', () => {
  it.each([
    ['|', ['a', 'b'], 'ab|'],
    ['a|c', ['b'], 'ab|c'],
    ['ab|c', ['backspace'], 'a|c'],
    ['|abc', ['backspace'], '|abc'],
    ['a|bc', ['delete'], 'a|c'],
    ['a|bc', ['ctrl-d'], 'a|c'],
    ['ab|', ['left', 'left', 'left'], '|ab'],
    ['|ab', ['right', 'ctrl-f', 'right'], 'ab|'],
    ['ab\nc|d', ['home'], 'ab\n|cd'],
    ['ab\nc|d', ['ctrl-e'], 'ab\ncd|'],
    ['ab\nc|d', ['ctrl-a', 'ctrl-b'], 'ab|\ncd'],
    ['ab\nc|d', ['ctrl-home'], '|ab\ncd'],
    ['one two|', ['ctrl-w'], 'one |'],
    ['one two |', ['ctrl-w'], 'one |'],
    ['one.two|', ['alt-backspace'], 'one.|'],
    ['|one.two', ['alt-d'], '|.two'],
    ['|one two', ['alt-f', 'alt-f'], 'one two|'],
    ['one two|', ['alt-b'], 'one |two'],
    ['a|b\nc', ['ctrl-k'], 'a|\nc'],
    ['a|\nc', ['ctrl-k'], 'a|c'],
    ['x\nab|c', ['ctrl-u'], 'x\n|c'],
    ['ab|c', ['ctrl-u', 'ctrl-e', 'ctrl-y'], 'cab|'],
    ['a b c|', ['ctrl-w', 'ctrl-w', 'ctrl-y'], 'a b c|'],
    ['|ab cd', ['alt-d', 'alt-d', 'ctrl-y'], 'ab cd|'],
    ['a|', ['tab'], 'a|'],
    ['{\n|', ['tab'], '{\n  |'],
    ['{|', ['alt-enter'], '{\n  |'],
    ['  a|', ['shift-enter'], '  a\n  |'],
    ['a|', ['f5'], 'a|'],
  ])('%s, %j gives %s', (before, words, after) => {
    expect(picture(press(at(before), ...words))).toBe(after);
  });

  it.each([
    ['ab👩‍👩‍👧|', ['backspace'], 'ab|'],
    ['|👩‍👩‍👧b', ['right'], '👩‍👩‍👧|b'],
    ['e\u0301|', ['left'], '|e\u0301'],
    ['🇩🇪🇫🇷|', ['backspace'], '🇩🇪|'],
    ['über straße|', ['alt-b'], 'über |straße'],
    ['日本|', ['backspace'], '日|'],
  ])('takes a grapheme as one: %s, %j gives %s', (before, words, after) => {
    expect(picture(press(at(before), ...words))).toBe(after);
  });

  it('sets a closing bracket under the line that opened it', () => {
    expect(picture(press(at('f(() => {\n  |'), '}', ')'))).toBe('f(() => {\n})|');
    expect(picture(press(at('  |'), '}'))).toBe('  }|');
    expect(picture(press(at('{\n  a |'), '}'))).toBe('{\n  a }|');
  });

  it('goes up and down by columns, over short lines and wide characters', () => {
    const start = at('long line\nx\n日本語 here|');
    expect(picture(press(start, 'left', 'left', 'up'))).toBe('long line\nx|\n日本語 here');
    expect(picture(press(start, 'left', 'left', 'up', 'up'))).toBe('long line|\nx\n日本語 here');
    expect(picture(press(at('abc|d\n日本語'), 'down'))).toBe('abcd\n日|本語');
  });

  it('asks the caller for what it cannot do', () => {
    const request = (shown: string, word: string) => editKey(at(shown), keyOf(word)).request;
    expect(request('a|', 'enter')).toBe('submit');
    expect(request('a|', 'tab')).toBe('complete');
    expect(request('a|', 'ctrl-l')).toBe('clear-screen');
    expect(request('|', 'ctrl-d')).toBe('unhandled');
    expect(request('a|', 'f5')).toBe('unhandled');
    expect(request('a|', 'b')).toBeUndefined();
  });

  it('undoes typing word by word and everything else step by step', () => {
    const typed = press(emptyEditor([]), ...'one two', 'ctrl-w', 'x');
    expect(picture(press(typed, 'ctrl-_'))).toBe('one |');
    expect(picture(press(typed, 'ctrl-_', 'ctrl-_'))).toBe('one two|');
    expect(picture(press(typed, 'ctrl-_', 'ctrl-_', 'ctrl-_'))).toBe('one|');
    expect(picture(press(typed, ...Array(9).fill('ctrl-_')))).toBe('|');
    expect(picture(press(clearText(typed), 'ctrl-_'))).toBe('one x|');
  });

  it('indents a new line as the one before, deeper after a bracket', () => {
    expect(picture(insertNewline(at('  foo(|')))).toBe('  foo(\n    |');
    expect(picture(insertNewline(at('  foo|)')))).toBe('  foo\n  |)');
  });

  describe('goes through the history', () => {
    const history = ['show a', 'let x', 'show b', 'show b'];

    it('with up and down, and back to what was being typed', () => {
      const start = at('|', history);
      expect(picture(press(start, 'up'))).toBe('show b|');
      expect(picture(press(start, 'up', 'up'))).toBe('let x|');
      expect(picture(press(start, 'up', 'up', 'up', 'up'))).toBe('show a|');
      expect(picture(press(start, 'up', 'up', 'down'))).toBe('show b|');
      expect(picture(press(at('dra|ft', []), 'up'))).toBe('dra|ft');
    });

    it('keeping to what stands before the cursor', () => {
      expect(picture(press(at('show|', history), 'up', 'up'))).toBe('show a|');
      expect(picture(press(at('show|', history), 'up', 'up', 'down', 'down'))).toBe('show|');
      expect(picture(press(at('le|', history), 'ctrl-p'))).toBe('let x|');
    });

    it('only from the first line up and the last line down', () => {
      expect(picture(press(at('a\nb|', ['a\nbefore']), 'up'))).toBe('a|\nb');
      expect(picture(press(at('a|\nb', ['a\nbefore']), 'up'))).toBe('a\nbefore|');
    });

    it('by asking for a search', () => {
      expect(editKey(at('dr|aft', history), keyOf('ctrl-r')).request).toBe('search-history');
    });
  });

  const words = [
    'a',
    ' ',
    '(',
    '日',
    '👩‍👩‍👧',
    'e\u0301',
    'enter',
    'alt-enter',
    'tab',
    'backspace',
    'delete',
  ]
    .concat(['left', 'right', 'up', 'down', 'home', 'end', 'escape', 'alt-b', 'alt-f', 'alt-d'])
    .concat(
      [...'abdefhkprswuy_'].map((letter) => `ctrl-${letter}`),
      'alt-backspace',
    );
  const boundaries = (text: string) => {
    const starts = [...new Intl.Segmenter().segment(text)].map(({ index }) => index);
    return new Set([...starts, text.length]);
  };

  it('leaves the cursor between two graphemes, whatever is pressed', () => {
    const history = ['one', 'two\nlines 日本', '👩‍👩‍👧 x'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (pressed) => {
        const { text, cursor } = press(emptyEditor(history), ...pressed);
        // A grapheme may come together from two that were typed beside each other.
        expect(cursor).toBeLessThanOrEqual(text.length);
        expect(boundaries(text).has(cursor) || /\p{M}|\u200d|\p{RI}/u.test(text)).toBe(true);
      }),
    );
  });

  it('gets everything back by undoing long enough', () => {
    const changing = words.filter((word) => !/ctrl-[prs_]|up|down|escape/.test(word));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...changing), { maxLength: 60 }), (pressed) => {
        const start = insertText(emptyEditor([]), 'first');
        const end = press(start, ...pressed, ...Array(80).fill('ctrl-_'));
        expect(end.text).toBe('');
      }),
    );
  });
});
