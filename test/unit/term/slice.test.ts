import { describe, expect, it } from 'vitest';
import { sliceEnd } from '../../../src/term/slice.ts';

const whole = { start: 0, maxBytes: 16_384, scale: 1 };

describe('a slice', () => {
  it('is as long as allowed where there is only text', () => {
    expect(sliceEnd(Buffer.alloc(100_000, 0x61), whole)).toBe(16_384);
    expect(sliceEnd(Buffer.alloc(100, 0x61), whole)).toBe(100);
  });

  it('holds many light sequences and few heavy ones', () => {
    const colours = Buffer.from('\x1b[31mx'.repeat(2_000));
    const resets = Buffer.from('\x1bc'.repeat(2_000));

    expect(sliceEnd(colours, whole)).toBe(256 * 6);
    expect(sliceEnd(resets, whole)).toBe(32 * 2);
  });

  it('is not fooled by controls inside a sequence', () => {
    expect(sliceEnd(Buffer.from('\x1b[\n2\rJ'.repeat(2_000)), whole)).toBe(32 * 6);
  });

  it('always goes forward', () => {
    const resets = Buffer.from('\x1bc'.repeat(10));

    expect(sliceEnd(resets, { start: 4, maxBytes: 1, scale: 0.001 })).toBe(5);
    expect(sliceEnd(resets, { start: 4, maxBytes: 16_384, scale: 0.001 })).toBeGreaterThan(4);
  });

  it('ends between two characters', () => {
    const text = Buffer.from('你好👍é'.repeat(10));

    for (let maxBytes = 4; maxBytes < 40; maxBytes++) {
      const end = sliceEnd(text, { start: 0, maxBytes, scale: 1 });
      expect(text.subarray(0, end).toString()).not.toContain('\ufffd');
    }
  });
});
