import type { Clock } from '../../core/clock.ts';

/** Questions to a process that may be too busy to answer: each has a time limit, and an answer to give in its place. */
export class Questions {
  readonly #clock: Clock;
  readonly #open = new Map<number, (answer: unknown) => void>();
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks under a number and waits; `otherwise` stands for an answer that does not come in time. */
  ask<Answer>(question: {
    readonly limitMs: number;
    readonly otherwise: Answer;
    readonly send: (id: number) => void;
  }): Promise<Answer> {
    const { limitMs, otherwise, send } = question;
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const settle = (answer: unknown): void => {
        stop();
        this.#open.delete(id);
        resolve(answer as Answer);
      };
      const stop = this.#clock.after(limitMs, () => settle(otherwise));
      this.#open.set(id, (answer) => settle(answer ?? otherwise));
      send(id);
    });
  }

  answer(id: number, answer: unknown): void {
    this.#open.get(id)?.(answer);
  }

  /** Nobody is there any more: every question gets what stands for an answer. */
  giveUp(): void {
    for (const settle of [...this.#open.values()]) settle(undefined);
  }
}
