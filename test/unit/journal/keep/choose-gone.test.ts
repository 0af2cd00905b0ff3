import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseGone } from '../../../../src/journal/keep/choose-gone.ts';
import type { KeptRecording } from '../../../../src/journal/keep/kept-recording.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 400 * DAY_MS;

describe('what a policy lets go', () => {
  it('is what is older than its age, the oldest first', () => {
    const all = [aged(1), aged(91), aged(200)];
    expect(names(all, { ageMs: 90 * DAY_MS })).toEqual(['200', '91']);
  });

  it('counts the age from the end: a run of months that ended yesterday stays', () => {
    const long = aged(200, { endedAtMs: NOW_MS - DAY_MS });
    expect(names([long], { ageMs: 90 * DAY_MS })).toEqual([]);
  });

  it('is the oldest until the rest fits', () => {
    const all = [aged(1), aged(2), aged(3), aged(4)];
    expect(names(all, { bytes: 250 })).toEqual(['4', '3']);
    expect(names(all, { bytes: 400 })).toEqual([]);
  });

  it('is both together', () => {
    const all = [aged(1), aged(2), aged(100), aged(101)];
    expect(names(all, { ageMs: 90 * DAY_MS, bytes: 150 })).toEqual(['101', '100', '2']);
  });

  it('is nothing where all are kept', () => {
    expect(names([aged(399)], {})).toEqual([]);
  });

  it('is never one that runs, is protected, or was written to lately by who knows whom', () => {
    const all = [
      aged(300, { end: 'running' }),
      aged(299, { isProtected: true }),
      aged(298, { end: 'cut off', lastWriteMs: NOW_MS - 3_600_000 }),
      aged(297, { end: 'cut off', lastWriteMs: NOW_MS - 297 * DAY_MS }),
    ];
    expect(names(all, { ageMs: 90 * DAY_MS, bytes: 1 })).toEqual(['297']);
  });

  it('leaves as much as fits, or nothing but what may not go', () => {
    const one = fc.record({
      days: fc.integer({ min: 0, max: 390 }),
      bytes: fc.integer({ min: 0, max: 1_000 }),
      isProtected: fc.boolean(),
      end: fc.constantFrom('ended' as const, 'running' as const),
    });
    fc.assert(
      fc.property(fc.array(one), fc.nat(5_000), (given, bytes) => {
        const all = given.map(({ days, ...more }) => aged(days, more));
        const gone = chooseGone(all, { policy: { bytes }, nowMs: NOW_MS });
        const went = new Set(gone.map(({ recording }) => recording));
        const rest = all.filter((recording) => !went.has(recording));
        const left = rest.reduce((sum, recording) => sum + recording.bytes, 0);
        const mayGo = rest.filter(({ end, isProtected }) => end === 'ended' && !isProtected);
        expect(went.size).toBe(gone.length);
        expect(gone.every(({ recording }) => !recording.isProtected)).toBe(true);
        if (mayGo.length > 0) expect(left).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});

function names(
  all: readonly KeptRecording[],
  policy: { readonly ageMs?: number; readonly bytes?: number },
): string[] {
  return chooseGone(all, { policy, nowMs: NOW_MS }).map(({ recording }) => recording.name);
}

/** A recording that began some days ago and took a minute, of 100 bytes. */
function aged(
  days: number,
  {
    endedAtMs = NOW_MS - days * DAY_MS + 60_000,
    ...more
  }: Partial<KeptRecording> & { readonly endedAtMs?: number } = {},
): KeptRecording {
  const startedAtMs = NOW_MS - days * DAY_MS;
  return {
    name: String(days),
    path: `/recordings/${days}`,
    run: {
      ...{ version: 1, showrun: '0.1.0', kind: 'tui', name: 'lab' },
      ...{ startedAtMs, endedAtMs, pid: 1, sessions: [] },
    },
    ...{ end: 'ended', bytes: 100, files: 3, lastWriteMs: endedAtMs, isProtected: false },
    ...more,
  };
}
