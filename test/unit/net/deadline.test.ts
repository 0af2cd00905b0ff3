import { describe, expect, it } from 'vitest';
import { Deadline } from '../../../src/net/deadline.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function setUp() {
  const clock = new FakeClock();
  let expired = 0;
  const deadline = new Deadline(clock, () => expired++);
  return { clock, deadline, expired: () => expired };
}

describe('a deadline', () => {
  it('expires once', () => {
    const { clock, deadline, expired } = setUp();
    deadline.start(1_000);
    clock.advance(999);
    expect(expired()).toBe(0);
    clock.advance(5_000);
    expect(expired()).toBe(1);
  });

  it('begins anew and stops', () => {
    const { clock, deadline, expired } = setUp();
    deadline.start(1_000);
    clock.advance(900);
    deadline.start(1_000);
    clock.advance(900);
    deadline.stop();
    clock.advance(5_000);
    expect(expired()).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('stands still while a person is asked, also about two things', async () => {
    const { clock, deadline, expired } = setUp();
    deadline.start(1_000);
    clock.advance(600);
    let first = () => {};
    let second = () => {};
    const one = deadline.whileAsking(() => new Promise<void>((resolve) => (first = resolve)));
    const two = deadline.whileAsking(() => new Promise<void>((resolve) => (second = resolve)));
    clock.advance(60_000);
    first();
    await one;
    clock.advance(60_000);
    second();
    await two;
    clock.advance(399);
    expect(expired()).toBe(0);
    clock.advance(1);
    expect(expired()).toBe(1);
  });

  it('started while a person is asked runs from the answer on', async () => {
    const { clock, deadline, expired } = setUp();
    let answer = () => {};
    const asking = deadline.whileAsking(() => new Promise<void>((resolve) => (answer = resolve)));
    deadline.start(1_000);
    clock.advance(60_000);
    answer();
    await asking;
    clock.advance(999);
    expect(expired()).toBe(0);
    clock.advance(1);
    expect(expired()).toBe(1);
  });

  it('runs on when the question fails', async () => {
    const { clock, deadline, expired } = setUp();
    deadline.start(1_000);
    await expect(deadline.whileAsking(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    clock.advance(1_000);
    expect(expired()).toBe(1);
  });
});
