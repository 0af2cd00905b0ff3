import { expect, it } from 'vitest';
import type { Between, Telling } from '../../../../src/repl/fleet/requests.ts';
import { HostTimes } from '../../../../src/repl/timing/host-times.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

/** A fleet of one who stands between. */
function fleet() {
  let between: Between | undefined;
  return {
    putBetween: (given: Between) => {
      between = given;
      return () => {
        between = undefined;
      };
    },
    get between() {
      return between;
    },
  };
}

const ASKED: Telling = { kind: 'run', hosts: ['r1', 'r2'], commands: ['show clock'], options: {} };

it('tells the time on the device from the rest, and who was lost', async () => {
  const clock = new FakeClock();
  const hosts = fleet();
  const times = new HostTimes(hosts, { clock });
  const result = {
    ...{ host: 'r1', platform: 'cisco_ios', command: 'show clock', text: '', mode: 'exec' },
    ...{ outcome: 'ok' as const, startedAtMs: 0, elapsedMs: 80, table: undefined },
  };
  const error = { code: 'hung-up', message: 'r2 is gone', advice: '' };
  await hosts.between?.(ASKED, async () => {
    clock.advance(100);
    return [
      { status: 'done', result },
      { status: 'failed', host: 'r2', error },
    ];
  });
  expect(times.times).toEqual([
    { host: 'r1', command: 'show clock', deviceMs: 80, restMs: 20 },
    { host: 'r2', command: 'show clock', deviceMs: undefined, restMs: 100 },
  ]);
  times.close();
  expect(hosts.between).toBeUndefined();
});

it('lets nothing through that is not allowed', async () => {
  const hosts = fleet();
  new HostTimes(hosts, {
    clock: new FakeClock(),
    allow: () => {
      throw new Error('no');
    },
  });
  await expect(hosts.between?.(ASKED, async () => [])).rejects.toThrow('no');
});
