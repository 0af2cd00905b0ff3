import { expect, it } from 'vitest';
import { WakeWatch } from '../../../src/core/wake-watch.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function setUp() {
  const clock = new FakeClock();
  let woken = 0;
  const watch = new WakeWatch({ clock, onWoken: () => woken++ });
  return { clock, watch, woken: () => woken };
}

it('notices that the machine has slept, within two seconds of waking, once', async () => {
  const { clock, woken } = setUp();
  await clock.pass(61_000);
  expect(woken()).toBe(0);
  clock.sleeps(3_600_000);
  await clock.pass(2_000);
  expect(woken()).toBe(1);
  await clock.pass(60_000);
  expect(woken()).toBe(1);
});

it('notices that the process was stopped', async () => {
  const { clock, woken } = setUp();
  await clock.stalls(90_000);
  expect(woken()).toBe(1);
});

it('is not alarmed by a busy machine or a clock set back', async () => {
  const { clock, woken } = setUp();
  await clock.stalls(4_000);
  clock.sleeps(-86_400_000);
  await clock.pass(60_000);
  expect(woken()).toBe(0);
});

it('leaves no timer behind', async () => {
  const { clock, watch } = setUp();
  await watch.close();
  expect(clock.pending).toBe(0);
});
