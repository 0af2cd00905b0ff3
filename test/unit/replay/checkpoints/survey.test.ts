import { describe, expect, it } from 'vitest';
import { Survey } from '../../../../src/replay/checkpoints/survey.ts';
import { Surveyor } from '../../../../src/replay/checkpoints/surveyor.ts';
import { arrayHost, said } from '../../../helpers/array-recording.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

const LINES = Array.from({ length: 100 }, (_, at) => said(at, `line ${at}\r\n`.padEnd(100, '.')));

/** Each look at it takes a millisecond: a slice of work ends sometime. */
class BusyClock extends FakeClock {
  #looks = 0;

  override nowMs(): number {
    this.#looks += 1;
    return super.nowMs() + this.#looks;
  }
}

describe('a survey', () => {
  it('keeps a picture for each so many bytes, found by time, place or what was received', () => {
    const survey = new Survey(arrayHost('r1', LINES), new FakeClock(), 1_000);
    survey.goOn(1);
    expect([survey.isDone, survey.reaches(1_000)]).toEqual([true, true]);
    expect(survey.checkpointAt(8)).toBeUndefined();
    expect(survey.checkpointAt(9)).toMatchObject({ atS: 9, received: 1_000, place: 1_000 });
    expect(survey.checkpointAt(50)?.received).toBe(5_000);
    expect(survey.checkpointBefore(5_900)?.place).toBe(5_000);
    expect(survey.milestoneBefore(4_999)?.received).toBe(4_000);
  });

  it('goes on in slices, and knows how far it is', () => {
    const clock = new BusyClock();
    const survey = new Survey(arrayHost('r1', LINES), clock, 1_000);
    survey.goOn(clock.nowMs() + 40);
    expect(survey.isDone).toBe(false);
    const { atS } = survey;
    expect([survey.reaches(atS - 1), survey.reaches(atS)]).toEqual([true, false]);
    expect(survey.hasPassed(9_900)).toBe(false);
    while (!survey.isDone) survey.goOn(clock.nowMs() + 40);
    expect(survey.checkpointAt(99)?.received).toBe(9_000);
  });

  it('cuts an event into slices, and waits with a picture until a sequence is whole', () => {
    const clock = new BusyClock();
    const big = [said(1, `${'x'.repeat(100_000)}\x1b[3`), said(2, '1m'), said(3, 'y')];
    const survey = new Survey(arrayHost('r1', big), clock, 1_000);
    survey.goOn(clock.nowMs() + 3);
    expect([survey.isDone, survey.checkpointAt(9)]).toEqual([false, undefined]);
    while (!survey.isDone) survey.goOn(clock.nowMs() + 3);
    expect(survey.checkpointAt(9)?.atS).toBe(2);
  });

  it('is content with every second picture where all would take too much memory', () => {
    const survey = new Survey(arrayHost('r1', LINES), new FakeClock(), 1_000);
    survey.goOn(1);
    const before = survey.bytes;
    survey.thin();
    expect(survey.bytes).toBeLessThan(before);
    expect(survey.checkpointAt(19)?.received).toBe(2_000);
    expect(survey.checkpointAt(10)).toBeUndefined();
    expect(survey.milestoneBefore(1_000)?.received).toBe(1_000);
  });
});

describe('the surveyor', () => {
  it('draws all sessions, those that are looked at first, within its bounds of memory', () => {
    const clock = new BusyClock();
    const surveys = ['r1', 'r2', 'r3'].map(
      (name) => new Survey(arrayHost(name, LINES), clock, 500),
    );
    const order: string[] = [];
    const surveyor = new Surveyor({
      ...{ surveys, clock, mostBytes: 40_000 },
      onSurveyed: ({ host }) => order.push(host.name),
    });
    surveyor.prefer(surveys.slice(2));
    while (!surveyor.isDone) clock.advance(1);
    expect(order[0]).toBe('r3');
    expect(order.indexOf('r1')).toBeGreaterThan(order.lastIndexOf('r3'));
    expect(surveys.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(40_000);
    expect(surveys.every((survey) => survey.checkpointAt(99) !== undefined)).toBe(true);
    clock.advance(10);
    expect(clock.pending).toBe(0);
    surveyor.close();
  });

  it('stops where it is when it is closed', () => {
    const clock = new BusyClock();
    const surveys = [new Survey(arrayHost('r1', LINES), clock, 500)];
    const surveyor = new Surveyor({ surveys, clock, onSurveyed: () => surveyor.close() });
    clock.advance(1);
    expect([clock.pending, surveys[0]?.bytes]).toEqual([0, 0]);
  });
});
