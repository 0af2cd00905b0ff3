import { ShowrunError } from '../../core/errors.ts';
import type { RunCommand } from './turns.ts';
import { untilAborted } from './until-aborted.ts';

export type Work<Value> = (run: RunCommand, stop: AbortSignal) => Promise<Value>;

/** One turn that several pieces of work of one script share: they come one after the other, and nobody else between them. */
export class Hold {
  readonly #turn: Promise<{ readonly run: RunCommand; readonly stop: AbortSignal }>;
  readonly #underWay = new Set<Promise<unknown>>();
  #begin: (turn: { readonly run: RunCommand; readonly stop: AbortSignal }) => void = () =>
    undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor() {
    this.#turn = new Promise((resolve, reject) => {
      this.#begin = resolve;
      this.#fail = reject;
    });
    // Nobody may be waiting when there is no turn after all.
    this.#turn.catch(() => undefined);
  }

  /** It is its turn. Resolves when `signal` or `stop` aborts and what was begun until then is over. */
  async lasts(run: RunCommand, stop: AbortSignal, signal: AbortSignal): Promise<void> {
    this.#begin({ run, stop });
    await Promise.race([untilEnd(stop), untilEnd(signal)]);
    await Promise.allSettled(this.#underWay);
  }

  /** Work of the one who holds it; waits for the turn. */
  async work<Value>(work: Work<Value>, signal: AbortSignal | undefined): Promise<Value> {
    const { run, stop } = await untilAborted(this.#turn, signal);
    const done = work(run, stop);
    this.#underWay.add(done);
    try {
      return await done;
    } finally {
      this.#underWay.delete(done);
    }
  }

  /** There will be no turn. */
  end(): void {
    this.#fail(new ShowrunError('interrupted', 'interrupted before it was its turn'));
  }
}

async function untilEnd(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
