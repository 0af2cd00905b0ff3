import { describe, expect, it } from 'vitest';
import { clockTime, momentOf } from '../../../../src/ui/replay/moment-text.ts';

const RECORDING = {
  name: 'demo',
  startedAtMs: new Date(2026, 10, 20, 14, 2, 0).getTime(),
  durationS: 600,
  blocks: [],
};

describe('a moment as a person names it', () => {
  it('counts from where the playhead is, up to the ends', () => {
    expect(momentOf('+30', RECORDING, 100)).toBe(130);
    expect(momentOf(' -1:00 ', RECORDING, 100)).toBe(40);
    expect(momentOf('-5:00', RECORDING, 100)).toBe(0);
    expect(momentOf('+999', RECORDING, 100)).toBe(600);
  });

  it('is a time from the beginning, or one of the clock', () => {
    expect(momentOf('1:30', RECORDING, 100)).toBe(90);
    expect(momentOf('14:03:05', RECORDING, 100)).toBe(65);
    expect(clockTime(RECORDING, 65)).toBe('14:03:05');
  });

  it('says what is wrong with another one', () => {
    expect(() => momentOf('+soon', RECORDING, 0)).toThrow("'+soon' is no time");
    expect(() => momentOf('23:00:00', RECORDING, 0)).toThrow('is not in demo');
  });
});
