import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineEditor } from '../../../../src/lab/ios/editor.ts';
import type { Key } from '../../../../src/lab/ios/keys.ts';
import { TerminalScreen } from '../../../helpers/terminal-screen.ts';

const PROMPT = 'r1#';

const key: fc.Arbitrary<Key> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...'abc de').map((char): Key => ({ kind: 'char', char })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'backspace',
        'delete',
        'left',
        'right',
        'home',
        'end',
        'word-left',
        'word-right',
        'erase-word-left',
        'erase-word-right',
        'erase-to-start',
        'erase-to-end',
      )
      .map((kind): Key => ({ kind }) as Key),
  },
);

/** Prompt and text as a terminal of that width shows them when written in one go. */
function wrapped(text: string, cols: number): string {
  const rows = text.match(new RegExp(`.{1,${cols}}`, 'g')) ?? [];
  return trimRows(rows.join('\n'));
}

/** Typed blanks at the end of a row cannot be told from empty cells. */
function trimRows(picture: string): string {
  return picture.replace(/ +$/gm, '').trimEnd();
}

describe('the line editor', () => {
  it('shows its text at any width, whatever is pressed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 60 }),
        fc.integer({ min: 5, max: 30 }),
        async (keys, cols) => {
          const screen = new TerminalScreen({ cols, rows: 40 }, () => undefined);
          const editor = new LineEditor(
            (text) => screen.write(Buffer.from(text)),
            () => cols,
          );
          editor.start(PROMPT);
          for (const one of keys) editor.press(one);
          const { text } = editor;
          // A mark at the cursor shows that it stands where the editor thinks.
          const before = editor.textBeforeCursor;
          editor.press({ kind: 'char', char: '|' });
          await new Promise<void>((resolve) => screen.flushed(resolve));
          const marked = `${before}|${text.slice(before.length)}`;
          expect(trimRows(screen.picture())).toBe(wrapped(PROMPT + marked, cols));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stops at 254 characters and rings', () => {
    const written: string[] = [];
    const editor = new LineEditor(
      (text) => written.push(text),
      () => 0,
    );
    editor.start(PROMPT);
    for (let count = 0; count < 300; count++) editor.press({ kind: 'char', char: 'x' });
    expect(editor.text).toHaveLength(254);
    expect(written.at(-1)).toBe('\x07');
  });
});
