import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import type { Result } from '../../../src/core/result.ts';
import {
  type FanOutOptions,
  fanOut,
  type HostAnswer,
  type HostMove,
} from '../../../src/session/fan-out.ts';
import { settled } from '../../helpers/settled.ts';

type End = 'ok' | 'refused' | 'lost';

/** Hosts that end as told, when the test lets them. */
class FakeFleet {
  readonly moves: string[] = [];
  readonly atWork = new Map<string, (end: End) => void>();
  most = 0;

  async tell(members: readonly string[], options: FanOutOptions = {}): Promise<string[]> {
    const answers = await fanOut<string, HostAnswer>(
      {
        members,
        nameOf: (name) => name,
        work: (host) => this.#work(host),
        skip: (host, error) => ({ status: 'failed', host, error }),
      },
      { ...options, onMove: (move) => this.moves.push(moveText(move)) },
    );
    return answers.map(answerText);
  }

  end(host: string, end: End): Promise<void> {
    this.atWork.get(host)?.(end);
    this.atWork.delete(host);
    return settled();
  }

  async #work(host: string): Promise<HostAnswer> {
    const end = await new Promise<End>((resolve) => {
      this.atWork.set(host, resolve);
      this.most = Math.max(this.most, this.atWork.size);
    });
    if (end !== 'lost') return { status: 'done', host, result: resultOf(host, end) };
    return { status: 'failed', host, error: new ShowrunError('hung-up', `${host} is gone`) };
  }
}

function resultOf(host: string, outcome: Result['outcome']): Result {
  return {
    ...{ host, platform: 'p', command: 'c', text: '', outcome, mode: 'm', table: undefined },
    ...{ startedAtMs: 0, elapsedMs: 0 },
  };
}

function answerText(answer: HostAnswer): string {
  if (answer.status === 'done') return `${answer.host} ${answer.result.outcome}`;
  const { code, message } = answer.error;
  return code === 'skipped' ? message : `${answer.host} ${code}`;
}

function moveText(move: HostMove): string {
  return move.kind === 'answered' ? answerText(move.answer) : `${move.kind} ${move.host}`;
}

describe('what several hosts are told', () => {
  it('goes to all at once unless told, and is answered in their order', async () => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b', 'c']);
    expect([...fleet.atWork.keys()]).toEqual(['a', 'b', 'c']);
    await fleet.end('c', 'lost');
    await fleet.end('b', 'refused');
    await fleet.end('a', 'ok');
    expect(await telling).toEqual(['a ok', 'b refused', 'c hung-up']);
    expect(fleet.moves).toEqual([
      ...['waiting a', 'waiting b', 'waiting c', 'begun a', 'begun b', 'begun c'],
      ...['c hung-up', 'b refused', 'a ok'],
    ]);
  });

  it('goes to a batch when the whole of the one before is done', async () => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b', 'c'], { serial: 2 });
    await fleet.end('a', 'lost');
    expect([...fleet.atWork.keys()]).toEqual(['b']);
    await fleet.end('b', 'ok');
    expect([...fleet.atWork.keys()]).toEqual(['c']);
    await fleet.end('c', 'ok');
    expect(await telling).toEqual(['a hung-up', 'b ok', 'c ok']);
  });

  it.each([
    ['any', 'refused', 'b has refused'],
    ['any', 'lost', 'b has failed'],
    ['refused', 'refused', 'b has refused'],
    ['lost', 'lost', 'b has failed'],
  ] as const)('stops on %s behind a batch with one that is %s', async (stopOnFailure, end, why) => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b', 'c', 'd'], { serial: 2, stopOnFailure });
    await fleet.end('b', end);
    await fleet.end('a', 'ok');
    expect((await telling).slice(2)).toEqual([
      `c was not begun: ${why}`,
      `d was not begun: ${why}`,
    ]);
    expect(fleet.moves.slice(-2)).toEqual([`c was not begun: ${why}`, `d was not begun: ${why}`]);
  });

  it.each([
    ['refused', 'lost'],
    ['lost', 'refused'],
  ] as const)('goes on, told to stop on %s, behind one that is %s', async (stopOnFailure, end) => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b'], { stopOnFailure });
    await fleet.end('a', end);
    await fleet.end('b', 'ok');
    expect((await telling)[1]).toBe('b ok');
  });

  it('goes to one host at a time where it is to stop and nothing else is said', async () => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b', 'c'], { stopOnFailure: 'any' });
    expect([...fleet.atWork.keys()]).toEqual(['a']);
    await fleet.end('a', 'ok');
    await fleet.end('b', 'refused');
    expect(await telling).toEqual(['a ok', 'b refused', 'c was not begun: b has refused']);
  });

  it('lets hosts that are at it finish when another one fails', async () => {
    const fleet = new FakeFleet();
    const telling = fleet.tell(['a', 'b', 'c'], { stopOnFailure: 'any', concurrency: 2 });
    await fleet.end('a', 'lost');
    await fleet.end('b', 'ok');
    expect(await telling).toEqual(['a hung-up', 'b ok', 'c was not begun: a has failed']);
  });

  it('begins no further host once it is interrupted', async () => {
    const fleet = new FakeFleet();
    const abort = new AbortController();
    const telling = fleet.tell(['a', 'b'], { concurrency: 1, signal: abort.signal });
    abort.abort();
    await fleet.end('a', 'lost');
    expect(await telling).toEqual(['a hung-up', 'b was not begun: interrupted']);
  });

  it.each([{ serial: 0 }, { serial: 1.5 }, { concurrency: -1 }, { concurrency: Number.NaN }])(
    'is refused with %o before anything is begun',
    async (options) => {
      const fleet = new FakeFleet();
      await expect(fleet.tell(['a'], options)).rejects.toMatchObject({ code: 'bad-usage' });
      expect(fleet.moves).toEqual([]);
    },
  );

  it('is one answer a host, with no more at work than allowed, however they end', async () => {
    const ends = fc.array(fc.constantFrom<End>('ok', 'refused', 'lost'), { maxLength: 12 });
    const width = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
    const stop = fc.constantFrom(undefined, 'any' as const, 'refused' as const, 'lost' as const);
    await fc.assert(
      fc.asyncProperty(
        ...[ends, width, width, stop],
        async (given, serial, concurrency, stopOnFailure) => {
          const fleet = new FakeFleet();
          const members = given.map((_, place) => `h${place}`);
          const telling = fleet.tell(members, { serial, concurrency, stopOnFailure });
          for (const [place, end] of given.entries()) await fleet.end(`h${place}`, end);
          const answers = await telling;
          expect(answers.map((line) => line.split(' ')[0])).toEqual(members);
          expect(fleet.most).toBeLessThanOrEqual(Math.min(serial ?? 12, concurrency ?? 12));
          if (stopOnFailure === undefined) expect(answers.join()).not.toContain('not begun');
        },
      ),
      { numRuns: 60 },
    );
  });
});
