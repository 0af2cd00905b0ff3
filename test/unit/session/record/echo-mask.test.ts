import { describe, expect, it } from 'vitest';
import { EchoMask } from '../../../../src/session/record/echo-mask.ts';

function masked(mask: EchoMask, text: string): string {
  return Buffer.from(mask.filter(Buffer.from(text))).toString();
}

describe('the echo of a secret that was typed', () => {
  it('is asterisks, whole or key by key', () => {
    const mask = new EchoMask();
    mask.typed(Buffer.from('hunter2\r'));
    expect(masked(mask, 'hunter2\r\nr1#')).toBe('*******\r\nr1#');
    for (const key of 'pw') {
      mask.typed(Buffer.from(key));
      expect(masked(mask, key)).toBe('*');
    }
    expect(masked(mask, 'pw')).toBe('pw');
  });

  it('ends where the line ends or the device says something else', () => {
    const mask = new EchoMask();
    mask.typed(Buffer.from('hunter2\r'));
    expect(masked(mask, '\r\nhunter2')).toBe('\r\nhunter2');
    mask.typed(Buffer.from('abc'));
    expect(masked(mask, 'ab')).toBe('**');
    expect(masked(mask, 'x')).toBe('x');
    expect(masked(mask, 'c')).toBe('c');
  });

  it('leaves the bytes themselves alone', () => {
    const mask = new EchoMask();
    mask.typed(Buffer.from('pw'));
    const chunk = Buffer.from('pw');
    mask.filter(chunk);
    expect(chunk.toString()).toBe('pw');
    expect(mask.filter(chunk)).toBe(chunk);
  });
});
