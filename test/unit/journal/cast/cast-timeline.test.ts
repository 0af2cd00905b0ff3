import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../../src/journal/cast/byte-source.ts';
import { CastTimeline, lastTime } from '../../../../src/journal/cast/cast-timeline.ts';

const HEADER = `${JSON.stringify({ version: 2, width: 80, height: 24 })}\n`;

const events = fc.array(
  fc.record({
    pause: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1_000, noNaN: true })),
    text: fc.oneof(
      fc.string({ minLength: 1 }),
      fc.nat(200_000).map((length) => 'x'.repeat(length + 1)),
    ),
    lines: fc.constantFrom('', '\n', '# a comment\n', 'broken\n', '[TIME,"z",{}]\n'),
  }),
  { maxLength: 30 },
);

describe('a time in a cast', () => {
  it('is found where looking at every event finds it', () => {
    fc.assert(
      fc.property(events, fc.double({ min: -1, max: 5_000, noNaN: true }), (made, offset) => {
        let time = 0;
        const text = made.map(({ pause, text: said, lines }) => {
          time += pause;
          return `${lines.replace('TIME', String(time))}${JSON.stringify([time, 'o', said])}\n`;
        });
        const source = sourceOf(Buffer.from(HEADER + text.join('')));
        const timeline = new CastTimeline({
          source,
          start: HEADER.length,
          offsetS: 2,
          onBroken: () => {},
        });
        const all = [...timeline.events()];
        expect(all).toHaveLength(made.length);
        const times = [offset, 2 + time, ...all.slice(0, 5).map(({ atS }) => atS)];
        for (const atS of times) {
          const [found] = timeline.events(timeline.placeAt(atS));
          expect(found?.place).toBe(all.find((event) => event.atS >= atS)?.place);
        }
        expect(lastTime(source, HEADER.length)).toEqual({
          time: made.length === 0 ? expect.anything() : time,
          tail: 'whole',
        });
      }),
      { numRuns: 60 },
    );
  });
});
