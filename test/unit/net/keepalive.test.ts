import { describe, expect, it } from 'vitest';
import { KeepaliveWatch } from '../../../src/net/keepalive.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function setUp(options: { keepaliveMs?: number } = {}) {
  const clock = new FakeClock();
  const silences: (number | undefined)[] = [];
  let resets = 0;
  const questions: { atMs: number; answer: () => void }[] = [];
  const watch = new KeepaliveWatch({
    clock,
    reset: () => resets++,
    ask: (answer) => questions.push({ atMs: clock.nowMs(), answer }),
    onSilence: (silentMs) => silences.push(silentMs),
    ...options,
  });
  return { clock, watch, silences, questions, resets: () => resets };
}

/** A device that has shown that it answers. */
function setUpAnswering() {
  const all = setUp();
  all.clock.advance(1_000);
  all.watch.heard();
  all.questions[0]?.answer();
  return all;
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
    const { clock, silences, resets } = setUp();
    clock.advance(19_999);
    expect(resets()).toBe(0);
    clock.advance(60_000);
    expect(resets()).toBeGreaterThanOrEqual(5);
    expect(silences).toEqual([]);
  });

  it('no longer bears the silence of a device that has answered its first question', () => {
    const { clock, resets } = setUpAnswering();
    const before = resets();
    clock.advance(120_000);
    expect(resets()).toBe(before);
  });

  it('goes on to bear a device that says something else after a silence: it may be the echo of a key', () => {
    const { clock, watch, resets, silences } = setUp();
    for (let minute = 0; minute < 5; minute++) {
      clock.advance(60_000);
      watch.heard();
    }
    const before = resets();
    clock.advance(60_000);
    expect(resets()).toBeGreaterThan(before);
    expect(silences).toEqual([]);
  });

  it('tells of silence from 10 s on, each second, and when it is over', () => {
    const { clock, watch, silences } = setUpAnswering();
    clock.advance(9_999);
    expect(silences).toEqual([]);
    clock.advance(3_001);
    expect(silences).toEqual([10_000, 11_000, 12_000, 13_000]);
    watch.heard();
    watch.heard();
    expect(silences.slice(4)).toEqual([undefined]);
    clock.advance(9_000);
    expect(silences).toHaveLength(5);
  });

  it('never tells of a quiet line whose far end answers', () => {
    const { clock, watch, questions, silences } = setUpAnswering();
    for (let minute = 0; minute < 20; minute++) {
      clock.advance(8_000);
      watch.heard();
      questions.at(-1)?.answer();
    }
    expect(questions.length).toBe(21);
    expect(silences).toEqual([]);
  });

  it('asks once in a silence, early enough for an answer by the time it is told of', () => {
    const { clock, questions } = setUpAnswering();
    clock.advance(29_000);
    expect(questions.map(({ atMs }) => atMs)).toEqual([1_000, 9_000]);
  });

  it('keeps to the interval that ssh_config names', () => {
    const { clock, questions, silences } = setUp({ keepaliveMs: 60_000 });
    clock.advance(1_000);
    questions[0]?.answer();
    clock.advance(58_999);
    expect(silences).toEqual([]);
    clock.advance(1);
    expect(silences).toEqual([60_000]);
  });

  it('leaves no timer behind', () => {
    const { clock, watch } = setUp();
    watch.stop();
    clock.advance(60_000);
    expect(clock.pending).toBe(0);
  });
});

describe('a check of the keepalive watch', () => {
  it('asks at once and gives up what is not heard in time', () => {
    const { clock, watch, questions } = setUpAnswering();
    clock.advance(2_000);
    const before = questions.length;
    let dead = 0;
    watch.check(5_000, () => dead++);
    watch.check(5_000, () => dead++);
    expect(questions.length).toBe(before + 1);
    clock.advance(4_999);
    expect(dead).toBe(0);
    clock.advance(1);
    expect(dead).toBe(1);
  });

  it('is over when the line is, and leaves no timer behind', () => {
    const { clock, watch } = setUpAnswering();
    let dead = 0;
    watch.check(5_000, () => dead++);
    watch.stop();
    clock.advance(10_000);
    expect(dead).toBe(0);
  });

  it('is content with any byte, and does not judge a device that has never answered', () => {
    const { clock, watch } = setUpAnswering();
    let dead = 0;
    clock.advance(2_000);
    watch.check(5_000, () => dead++);
    clock.advance(1_000);
    watch.heard();
    clock.advance(10_000);
    const mute = setUp();
    mute.watch.check(5_000, () => dead++);
    mute.clock.advance(10_000);
    expect(dead).toBe(0);
  });
});
