import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathPart } from '../../../src/core/path-part.ts';

describe('a foreign name as a part of a path', () => {
  it.each([
    ['core-1.example.net', 'core-1.example.net'],
    ['admin@10.0.0.1:2222', 'admin@10.0.0.1_2222'],
    ['2001:db8::1', '2001_db8__1'],
    ['../../etc/passwd', '_._.._etc_passwd'],
    ['..', '_.'],
    ['.', '_'],
    ['', '_'],
    ['a\0b\x1b[31m', 'a_b__31m'],
    ['~root', '_root'],
    ['zürich', 'zürich'],
    ['a\u202eb', 'a_b'],
  ])('makes %j %j', (foreign, part) => {
    expect(pathPart(foreign)).toBe(part);
  });

  it('is always one component that leads nowhere else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)) }),
        (foreign) => {
          const part = pathPart(foreign);
          expect(part).not.toMatch(/[/\\\0]|^\.|^$/);
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255 + 45);
          expect(part.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
