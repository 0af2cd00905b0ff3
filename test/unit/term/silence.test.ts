import { describe, expect, it } from 'vitest';
import { silenceStrings } from '../../../src/term/silence.ts';
import { createTerminal, writeNow } from '../../../src/term/terminal.ts';

describe('a control string that would act on the desktop', () => {
  it.each([7, 8, 9, 52, 99, 777, 1337, 4, 10, 11])(
    'of kind %i never reaches a handler',
    (ident) => {
      const terminal = createTerminal({ cols: 8, rows: 2 }, 0);
      const heard: string[] = [];
      terminal.parser.registerOscHandler(ident, (data) => {
        heard.push(data);
        return true;
      });
      writeNow(terminal, `\x1b]${ident};before\x07`);

      silenceStrings(terminal);
      writeNow(terminal, `\x1b]${ident};after\x07`);

      expect(heard).toEqual(['before']);
    },
  );
});
