import type { Clock } from '../core/clock.ts';
import type { Action } from '../state/action.ts';
import type { Dialog } from '../state/state.ts';

interface DialogDeskOptions {
  readonly dispatch: (action: Action) => void;
  readonly clock: Clock;
}

/** A dialog before it has its place on the desk. */
export type DialogRequest = Dialog extends infer One
  ? One extends Dialog
    ? Omit<One, 'id'>
    : never
  : never;

const TYPING_PAUSE_MS = 700;

/**
 * Opens dialogs and waits for their answers. A dialog that nobody asked for (a host key, a password) does not come up
 * under somebody's fingers: while keys are arriving it waits for a pause, so that no key meant for a device answers it.
 */
export class DialogDesk {
  readonly #dispatch: (action: Action) => void;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, (answer: string | undefined) => void>();
  #count = 0;
  #lastKeyMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor({ dispatch, clock }: DialogDeskOptions) {
    this.#dispatch = dispatch;
    this.#clock = clock;
  }

  /** Tell the desk of each key, so that it knows when somebody is typing. */
  keyPressed(): void {
    this.#lastKeyMs = this.#clock.nowMs();
  }

  /** Opens a dialog the person asked for, at once. Undefined: cancelled. */
  open(request: DialogRequest, signal?: AbortSignal): Promise<string | undefined> {
    return new Promise((resolve) => this.ask(request, resolve, signal));
  }

  /**
   * As `open`, but the answer is acted upon before the next key is looked at: what comes in the same read as Enter must come
   * after what Enter has set going.
   */
  ask(
    request: DialogRequest,
    onAnswer: (answer: string | undefined) => void,
    signal?: AbortSignal,
  ): void {
    if (this.#isClosed || signal?.aborted) {
      onAnswer(undefined);
      return;
    }
    const id = `d${++this.#count}`;
    this.#waiting.set(id, onAnswer);
    signal?.addEventListener('abort', () => this.answer(id, undefined), { once: true });
    this.#dispatch({ type: 'dialog/opened', dialog: { ...request, id } as Dialog });
  }

  /** Opens a dialog nobody asked for, once the person has stopped typing; `onShown` is called then. */
  async interrupt(
    request: DialogRequest,
    { signal, onShown }: { readonly signal: AbortSignal; readonly onShown?: () => void },
  ): Promise<string | undefined> {
    for (;;) {
      const waitMs = this.#lastKeyMs + TYPING_PAUSE_MS - this.#clock.nowMs();
      if (!(waitMs > 0)) {
        onShown?.();
        return this.open(request, signal);
      }
      await new Promise<void>((resolve) => this.#clock.after(waitMs, resolve));
    }
  }

  answer(id: string, answer: string | undefined): void {
    const resolve = this.#waiting.get(id);
    if (resolve === undefined) return;
    this.#waiting.delete(id);
    this.#dispatch({ type: 'dialog/closed', id });
    resolve(answer);
  }

  close(): Promise<void> {
    this.#isClosed = true;
    for (const id of [...this.#waiting.keys()]) this.answer(id, undefined);
    return Promise.resolve();
  }
}
