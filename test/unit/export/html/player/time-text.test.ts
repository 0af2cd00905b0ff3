import { describe, expect, it } from 'vitest';
import { dayText, timeText } from '../../../../../src/export/html/player/time-text.ts';

describe("a page's times", () => {
  it('are as long as they must be, with tenths where all of it is short', () => {
    expect([7_450, 754_000, 3_723_000].map((atMs) => timeText(atMs, 4_000_000))).toEqual([
      '0:07',
      '12:34',
      '1:02:03',
    ]);
    expect(timeText(7_450, 9_000)).toBe('0:07.4');
  });

  it('are told with the day and the zone of where it was recorded', () => {
    const atMs = Date.UTC(2026, 2, 9, 23, 2, 11);
    expect(dayText(atMs, 60)).toBe('2026-03-10 00:02:11 +01:00');
    expect(dayText(atMs, -210)).toBe('2026-03-09 19:32:11 -03:30');
  });
});
