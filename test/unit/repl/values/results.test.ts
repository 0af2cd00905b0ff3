import { describe, expect, it } from 'vitest';
import type { Result as CoreResult } from '../../../../src/core/result.ts';
import type { HostAnswer } from '../../../../src/repl/link/backend.ts';
import { Result } from '../../../../src/repl/values/result.ts';
import { Results } from '../../../../src/repl/values/results.ts';

function done(host: string, command: string, more: Partial<CoreResult> = {}): HostAnswer {
  return {
    status: 'done',
    result: {
      ...{ host, platform: 'cisco_ios', command, text: `${command} of ${host}`, outcome: 'ok' },
      ...{ mode: 'exec', startedAtMs: 0, elapsedMs: 1, table: undefined },
      ...more,
    },
  };
}

function lost(host: string, command?: string): HostAnswer {
  const error = { code: 'hung-up', message: `${host} is gone`, advice: 'reconnect' };
  return { status: 'failed', host, error, ...(command === undefined ? {} : { command }) };
}

const table = { columns: ['a'], rows: [['1']], origin: undefined };

describe('results of several hosts', () => {
  it('have a place for each host, a lost one too', () => {
    const results = new Results([done('r1', 'show a'), lost('r2')]);
    expect(results).toHaveLength(2);
    expect([...results].map(({ host, ok }) => `${host} ${ok}`)).toEqual(['r1 true', 'r2 false']);
    expect(results[1]).toMatchObject({ outcome: 'lost', text: '', rows: [], refusal: undefined });
    expect(results[1]?.error?.message).toBe('r2 is gone: reconnect');
    expect(results.failed.map(({ host }) => host)).toEqual(['r2']);
    expect(results.ok).toBe(false);
    expect(results.text).toBe('r1:\nshow a of r1\nr2 is gone: reconnect');
    expect(Result.answerOf(results.results[1] as Result)).toEqual(lost('r2'));
  });

  it('are asked by host, and by command where there were several', () => {
    const results = new Results([
      done('r1', 'show a', { table }),
      done('r1', 'show b', { table }),
      lost('r2', 'show a'),
      lost('r2', 'show b'),
    ]);
    expect(results.byHost['r1']).toHaveLength(2);
    expect(results.table?.columns).toEqual(['host', 'command', 'a']);
    expect(results.rows.map((row) => row['command'])).toEqual(['show a', 'show b']);
    expect(new Results([done('r1', 'show a', { table })]).table?.columns).toEqual(['host', 'a']);
  });

  it('say why a device refused, by its platform or by the line that looks like it', () => {
    const refused = { outcome: 'refused', text: '   ^\n% Invalid input\n' } as const;
    const results = new Results([
      done('r1', 'shwo', refused),
      done('r2', 'shwo', { ...refused, refusedBy: 'syntax error' }),
      done('r3', 'show a'),
    ]);
    expect(results.map(({ refusal }) => refusal)).toEqual([
      '% Invalid input',
      'syntax error',
      undefined,
    ]);
    expect(results.refused).toHaveLength(2);
    expect(results.ok).toBe(false);
  });

  it('cannot be changed', () => {
    const results = new Results([done('r1', 'show a', { table })]);
    for (const value of [results, results.results, results[0], results.byHost, results.rows[0]]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });
});
