import { describe, expect, it } from 'vitest';
import { KeepaliveWatch } from '../../../src/net/keepalive.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function setUp(hasTcp = true) {
  const clock = new FakeClock();
  let resets = 0;
  const watch = new KeepaliveWatch({ clock, hasTcp, reset: () => resets++ });
  return { clock, watch, resets: () => resets };
}

describe('the keepalive watch', () => {
  it('takes every byte for a sign of life, without setting a timer for each', () => {
    const { clock, watch, resets } = setUp();
    for (let at = 0; at < 100; at++) {
      clock.advance(50);
      watch.heard();
    }
    expect(resets()).toBe(5);
  });

  it('bears a device that never answers, every time before it would be given up', () => {
    const { clock, resets } = setUp();
    clock.advance(19_999);
    expect(resets()).toBe(0);
    clock.advance(60_000);
    expect(resets()).toBeGreaterThanOrEqual(5);
  });

  it('no longer bears the silence of a device that has answered before', () => {
    const { clock, watch, resets } = setUp();
    clock.advance(10_005);
    watch.heard();
    const before = resets();
    clock.advance(120_000);
    expect(resets()).toBe(before);
    expect(clock.pending).toBe(0);
  });

  it('bears no silence through another host, where TCP tells nothing', () => {
    const { clock, resets } = setUp(false);
    clock.advance(120_000);
    expect(resets()).toBe(0);
  });

  it('leaves no timer behind', () => {
    const { clock, watch } = setUp();
    watch.stop();
    expect(clock.pending).toBe(0);
  });
});
