import { describe, expect, it } from 'vitest';
import { ReplyGate } from '../../../src/term/replies.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

describe('an answer to a device', () => {
  it.each([
    '\x1b[?1;2c',
    '\x1b[>0;276;0c',
    '\x1b[0n',
    '\x1b[24;80R',
    '\x1b[?24;80R',
    '\x1b[?2026;2$y',
    '\x1b[4;1$y',
    '\x1bP1$r0m\x1b\\',
    '\x1bP1$r1;24r\x1b\\',
    '\x1bP1$r61;1"p\x1b\\',
    '\x1bP0$r\x1b\\',
  ])('may be %j', (reply) => {
    expect(new ReplyGate(new FakeClock()).allows(reply)).toBe(true);
  });

  it.each([
    'evil',
    '\x1b]l evil\x1b\\',
    '\x1b]4;1;rgb:ff/ff/ff\x07',
    '\x1bP>|xterm(370)\x1b\\',
    '\x1bP1$revil\x1b\\',
    '\x1bP1+r544e=78\x1b\\',
    '\x1b[?1;2c\r',
    '\x1b[1;1R\x1b[1;1R',
    '\x1b[I',
    '\x1b[?0u',
    '\x1b[8;24;80t',
    `\x1b[${'9'.repeat(40)}n`,
  ])('may not be %j', (reply) => {
    expect(new ReplyGate(new FakeClock()).allows(reply)).toBe(false);
  });

  it('is given twenty times in any second', () => {
    const clock = new FakeClock();
    const gate = new ReplyGate(clock);
    const ask = (times: number) =>
      Array.from({ length: times }, () => gate.allows('\x1b[0n')).filter(Boolean).length;

    expect(ask(15)).toBe(15);
    clock.advance(600);
    expect(ask(15)).toBe(5);
    clock.advance(400);
    expect(ask(30)).toBe(15);
  });
});
