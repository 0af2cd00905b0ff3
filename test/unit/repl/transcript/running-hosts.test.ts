import { describe, expect, it } from 'vitest';
import { RunningHosts } from '../../../../src/repl/transcript/running-hosts.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

function opened() {
  const clock = new FakeClock();
  const hosts = new RunningHosts(clock);
  let changes = 0;
  hosts.changed.on(() => {
    changes += 1;
  });
  return { clock, hosts, changes: () => changes };
}

describe('the hosts of a running cell', () => {
  it('get no lines for what is over at once', () => {
    const { clock, hosts } = opened();
    hosts.moved({ host: 'r1', status: 'begun' });
    hosts.moved({ host: 'r1', status: 'done' });
    clock.advance(10_000);
    expect(hosts.isShown).toBe(false);
  });

  it('get lines when something takes longer, and keep them until the cell ends', () => {
    const { clock, hosts } = opened();
    hosts.moved({ host: 'r1', status: 'begun' });
    hosts.moved({ host: 'r1', status: 'done' });
    clock.advance(1_000);
    hosts.moved({ host: 'r2', status: 'begun' });
    clock.advance(1_000);
    expect(hosts.isShown).toBe(true);
    hosts.moved({ host: 'r2', status: 'done' });
    clock.advance(1_000);
    expect(hosts.isShown).toBe(true);
    expect(hosts.end().map(({ host, state }) => `${host} ${state}`)).toEqual([
      'r1 done',
      'r2 done',
    ]);
    expect([hosts.isShown, hosts.lines]).toEqual([false, []]);
  });

  it('tell nothing while nothing happens', () => {
    const { clock, hosts, changes } = opened();
    hosts.moved({ host: 'r1', status: 'begun' });
    clock.advance(500);
    const before = changes();
    clock.advance(60_000);
    expect(changes()).toBe(before);
    hosts.end();
    clock.advance(60_000);
    expect(changes()).toBe(before);
  });
});
