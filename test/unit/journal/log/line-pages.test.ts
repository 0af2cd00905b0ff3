import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinePages } from '../../../../src/journal/log/line-pages.ts';

describe('lines in pages', () => {
  it('are whole in each page, in their order, behind their heads', () => {
    const line = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', '\t', 'é', '漢', '😀'), maxLength: 40 }),
      fc.integer({ min: 0, max: 90_000 }).map((length) => 'x'.repeat(length)),
    );
    const headed = fc.tuple(fc.constantFrom('', '12:00 '), line);
    fc.assert(
      fc.property(fc.array(headed, { maxLength: 60 }), (all) => {
        const pages = new LinePages();
        for (const [head, text] of all) pages.add(head, text);
        const expected = all.map(([head, text]) => `${head}${text}\n`).join('');
        expect(pages.bytes).toBe(Buffer.byteLength(expected));
        const taken = pages.take().map((page) => Buffer.from(page).toString('utf8'));
        expect(taken.every((page) => page.endsWith('\n'))).toBe(true);
        expect(taken.join('')).toBe(expected);
        expect(pages.bytes).toBe(0);
        expect(pages.take()).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('hold marks in place of what acts on a terminal', () => {
    const pages = new LinePages();
    pages.add('', 'a\u009b31m\u202eb\ud800');
    expect(Buffer.concat(pages.take()).toString('utf8')).toBe('a\ufffd31m\ufffdb\ufffd\n');
  });
});
