import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEditor } from '../../../../src/repl/editor/editor.ts';
import { Suggester } from '../../../../src/repl/editor/suggestion.ts';

const HISTORY = ['show a', '@core show ip route', '@r2 show clock', 'show b', 'let x = 1'];

function suggested(text: string, history: readonly string[] = HISTORY): string {
  return new Suggester().suggest({ ...emptyEditor(history), text, cursor: text.length });
}

describe('a suggestion', () => {
  it.each([
    ['show', ' b'],
    ['show a', ''],
    ['le', 't x = 1'],
    ['', ''],
    ['  ', ''],
    ['nothing', ''],
    ['@r1 show ip', ' route'],
    ['x = @r1,r3 show c', 'lock'],
    ['@r1 sho', 'w clock'],
    ['@r1 s', ''],
  ])('for %j is %j', (text, rest) => {
    expect(suggested(text)).toBe(rest);
  });

  it('stands only at the end, and not while going through the history', () => {
    const state = { ...emptyEditor(HISTORY), text: 'show', cursor: 2 };
    expect(new Suggester().suggest(state)).toBe('');
    const browse = { prefix: '', index: 0, draft: { text: '', cursor: 0 } };
    expect(new Suggester().suggest({ ...state, cursor: 4, browse })).toBe('');
  });

  it('never holds a secret', () => {
    expect(suggested('enable sec', ['enable secret hunter2'])).toBe('');
    expect(suggested('login({ pass', ["login({ password: 'hunter2' })"])).toBe('');
  });

  it('is the same found on the way of typing and found at once', () => {
    const piece = fc.constantFrom('a', 'b', '@r1 ', 'show ', ' ', 'ip');
    const text = fc.array(piece, { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 12 }),
        fc.array(text, { maxLength: 6 }),
        (history, typed) => {
          const suggester = new Suggester();
          let now = '';
          for (const more of typed) {
            now = more === '' ? now.slice(0, -1) : now + more;
            const state = { ...emptyEditor(history), text: now, cursor: now.length };
            // The memory of the one is told of the same history by identity.
            expect(suggester.suggest({ ...state, history })).toBe(suggested(now, history));
          }
        },
      ),
    );
  });
});
