import { describe, expect, it } from 'vitest';
import { UTF_8 } from '../../../../src/core/charset.ts';
import { BARE_PLATFORM } from '../../../../src/platforms/bare-platform.ts';
import type { Platform } from '../../../../src/platforms/platform.ts';
import { PromptMarks, readSeenCommand } from '../../../../src/session/record/last-command.ts';

const platform: Platform = {
  ...BARE_PLATFORM,
  name: 'test',
  title: 'Test',
  aliases: [],
  prompts: [{ mode: 'privileged', pattern: /^(?<host>r\d)#\s*$/ }],
  homeMode: undefined,
  onOpen: [],
  pagers: [],
  refusals: [],
  questions: [],
  logLines: [],
  interruptKey: '\x03',
  detect: [],
};

function seen(...texts: string[]) {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  return readSeenCommand(parts, { platform, cols: 80, startsAt: 'prompt', charset: UTF_8 });
}

describe('the last command on a device', () => {
  it('is what was echoed after the prompt, and its answer', () => {
    expect(seen('show clock\r\n12:00:00 UTC\r\nr1#')).toEqual({
      command: 'show clock',
      text: '12:00:00 UTC',
    });
  });

  it('is read through corrections and split chunks', () => {
    expect(seen('show clx\b \b', 'ock\r', '\n12:00\r\n13:00\r\nr', '1#')).toEqual({
      command: 'show clock',
      text: '12:00\n13:00',
    });
  });

  it('is the last one when commands were typed ahead', () => {
    expect(seen('show a\r\nA\r\nr1#show b\r\nB\r\nr1#')).toEqual({ command: 'show b', text: 'B' });
  });

  it('is found behind the greeting when it was typed before any prompt was seen', () => {
    const bytes = new TextEncoder().encode('Welcome to r1\r\n\r\nr1#show clock\r\n12:00\r\nr1#');
    const greeted = { platform, cols: 80, startsAt: 'beginning', charset: UTF_8 } as const;
    expect(readSeenCommand([bytes], greeted)).toEqual({ command: 'show clock', text: '12:00' });
    expect(readSeenCommand([bytes.subarray(0, 20)], greeted)).toBeUndefined();
  });

  it('is nothing after an empty line', () => {
    expect(seen('\r\nr1#')).toBeUndefined();
  });
});

describe('the marks of prompts', () => {
  it('span from one prompt to the next on another line', () => {
    const marks = new PromptMarks();
    marks.promptSeen({ offset: 10, lineCount: 1 });
    expect(marks.range).toEqual({ from: 0, to: 10, startsAt: 'beginning' });
    marks.promptSeen({ offset: 12, lineCount: 1 });
    marks.promptSeen({ offset: 90, lineCount: 5 });
    expect(marks.range).toEqual({ from: 12, to: 90, startsAt: 'prompt' });
    marks.forget(90);
    expect(marks.range).toBeUndefined();
  });
});
