import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Offsets } from '../../../../src/journal/write/offsets.ts';
import { type Place, Places } from '../../../../src/journal/write/places.ts';

describe('where to begin reading for a byte of output', () => {
  it('is the latest event at or before it, and never one behind it, however many there were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 3_000 }),
        (sizes) => {
          const places = new Places();
          const all: Place[] = [];
          let [line, bytes] = [100, 0];
          for (const size of sizes) {
            all.push({ line, bytes });
            places.add({ line, bytes });
            line += size + 30;
            bytes += size;
          }
          for (const wanted of all.slice(-400)) expect(places.before(wanted.bytes)).toEqual(wanted);
          for (const { bytes: early } of all.slice(0, 50)) {
            expect(places.before(early)?.bytes ?? 0).toBeLessThanOrEqual(early);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('forgets what lay behind the end of a file that was cut', () => {
    const places = new Places();
    for (let at = 0; at < 10; at++) places.add({ line: at * 100, bytes: at * 10 });
    places.cut(500);
    expect(places.before(1_000)).toEqual({ line: 400, bytes: 40 });
    expect(new Places().before(5)).toBeUndefined();
  });
});

describe('the bytes of a device that writes no UTF-8', () => {
  it('are those of the cast at the ends of chunks, and the same ones where nothing was changed', () => {
    const offsets = new Offsets();
    expect(offsets.of(17)).toBe(17);
    offsets.add(10, 12);
    offsets.add(4, 4);
    offsets.add(2, 4);
    expect([0, 10, 14, 16].map((raw) => offsets.of(raw))).toEqual([0, 12, 16, 20]);
    expect(offsets.of(12)).toBe(14);
  });
});
