import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import { askFacts, factsTable } from '../../../../src/session/operations/facts.ts';
import { uptimeSeconds } from '../../../../src/session/operations/uptime-seconds.ts';

function result(command: string, row: Record<string, string | string[]>): Result {
  const table = { columns: Object.keys(row), rows: [Object.values(row)], origin: undefined };
  return {
    ...{ host: 'r1', platform: 'p', command, text: '', outcome: 'ok', mode: 'm' },
    ...{ startedAtMs: 0, elapsedMs: 0, table },
  };
}

describe('what a device is', () => {
  it('is put together from its commands, lists by their first', async () => {
    const facts = {
      vendor: 'Cisco',
      commands: [
        { send: 'show version', model: 'hardware', uptime: '{w} weeks {d} days', hostname: 'none' },
        { send: 'show inventory', serial: 'sn' },
      ],
    };
    const told = await askFacts({ facts }, 'r1', async (command) =>
      command === 'show version'
        ? result(command, { hardware: ['C9300', 'C9500'], w: '2', d: '' })
        : result(command, { sn: 'FOC1\u001b[31m' }),
    );
    expect(told).toEqual({
      ...{ vendor: 'Cisco', model: 'C9300', version: undefined, serial: 'FOC1␛[31m' },
      ...{ hostname: 'r1', uptime: 1_209_600 },
    });
    expect(factsTable(told).rows).toEqual([['Cisco', 'C9300', null, 'FOC1␛[31m', 'r1', 1_209_600]]);
  });

  it('is nothing but its name where its platform tells nothing', async () => {
    const told = await askFacts({ facts: undefined }, 'x', () => Promise.reject(new Error('no')));
    expect(told).toMatchObject({ hostname: 'x', vendor: undefined, version: undefined });
  });
});

describe('a time a device has been up', () => {
  it.each([
    ['1 year, 2 weeks, 3 days, 4 hours, 5 minutes', 33_019_500],
    ['5 minutes', 300],
    ['3w2d10h', 2_023_200],
    ['12 days, 4:05:06', 1_051_506],
    ['0 days, 0:05:12', 312],
    ['2d 03:04', 183_840],
    ['1 day, 20 minutes, 3 seconds', 87_603],
    ['12 day(s), 3 hour(s), 4 minute(s), 5 second(s)', 1_047_845],
    ['4h 2m 1s', 14_521],
    ['never', undefined],
    ['', undefined],
  ])('%s is %s s', (words, seconds) => {
    expect(uptimeSeconds(words)).toBe(seconds);
  });

  it('is never wrong by its words alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (words) => {
        const seconds = uptimeSeconds(words);
        expect(seconds === undefined || seconds >= 0).toBe(true);
      }),
    );
  });
});
