import { describe, expect, it } from 'vitest';
import { timeIn } from '../../../../src/journal/read/time-in.ts';
import { recordedBlock } from '../../../helpers/export-given.ts';

/** Local time, so that it holds in every zone. */
const startedAtMs = new Date(2026, 10, 21, 14, 2, 11).getTime();
const recording = {
  name: 'lab',
  startedAtMs,
  durationS: 7_200,
  blocks: [recordedBlock({ command: 'show clock', number: 1, atS: 12.5 })],
};

describe('a time in a recording', () => {
  it.each([
    ['0', 0],
    ['90', 90],
    ['90.5', 90.5],
    ['1:30', 90],
    ['2m30s', 150],
    ['1:02:03', 3_723],
    ['14:02:11', 0],
    ['14:02:10', 0],
    ['15:02:11', 3_600],
    ['2026-11-21 15:02:11', 3_600],
    ['2026-11-21T14:02:21.500', 10.5],
    ['#1', 12.5],
  ])('%s is %d s behind its beginning', (written, atS) => {
    expect(timeIn(recording, written)).toBe(atS);
  });

  it('goes over midnight', () => {
    const late = { ...recording, startedAtMs: new Date(2026, 10, 21, 23, 59, 0).getTime() };
    expect(timeIn(late, '00:01:00')).toBe(120);
  });

  it.each(['9000', '13:00:00', '2026-11-20 14:02:20', '999:00'])('%s is not in it', (written) => {
    expect(() => timeIn(recording, written)).toThrow(
      /is not in lab \(2026-11-21 14:02:11 to 16:02:11, 2:00:00 long\)/,
    );
  });

  it.each(['', 'noon', '1:2:3:4', '#', '-5', '14:99:00'])('%j is no time', (written) => {
    expect(() => timeIn(recording, written)).toThrow(/is no time/);
  });
});
