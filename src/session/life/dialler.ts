import { asShowrunError, type ShowrunError } from '../../core/errors.ts';
import type { Size } from '../../core/size.ts';
import type { OpenTransport, Transport } from '../../core/transport.ts';

/** Whether the person has asked for an attempt. */
export type Attendance = 'attended' | 'unattended';

export interface DiallerOptions {
  readonly openTransport: OpenTransport;
  /** `connecting`, `logging in` and so on. */
  readonly onStep: (step: string) => void;
  /** The person is asked something on the way. */
  readonly onQuestion: () => void;
  /** There is a transport; it is handed over when this is done. */
  readonly beforeOpened: () => Promise<void>;
  readonly onOpened: (transport: Transport, size: Size) => void;
  /** What an attempt failed with that was made in this attendance. `again` tries once more at once. */
  readonly onFailed: (error: ShowrunError, attendance: Attendance) => 'over' | 'again';
}

export interface DialRequest {
  readonly after: Promise<void>;
  readonly size: () => Size;
  readonly attendance: () => Attendance;
}

/** Opens transports, one attempt at a time. Who asks during an attempt joins it. */
export class Dialler {
  readonly #options: DiallerOptions;
  #attempt = new AbortController();
  /** It has failed: who asks for one now, because of that, wants another. */
  #hasFailed = false;
  #dialling: Promise<void> | undefined;

  constructor(options: DiallerOptions) {
    this.#options = options;
  }

  /** The attempt under way, if there is one. */
  get dialling(): Promise<void> | undefined {
    return this.#attempt.signal.aborted || this.#hasFailed ? undefined : this.#dialling;
  }

  /** Begins after `after`, with the size there is then. Never rejects: how it went is told to the listeners. */
  dial(request: DialRequest): Promise<void> {
    const current = this.dialling;
    if (current !== undefined) return current;
    // One that was given up or has failed may still be on its way out.
    const before = this.#dialling ?? Promise.resolve();
    const after = Promise.all([before, request.after]).then(() => undefined);
    this.#attempt = new AbortController();
    this.#hasFailed = false;
    const dialling = this.#dial({ ...request, after }, this.#attempt.signal).finally(() => {
      if (this.#dialling === dialling) this.#dialling = undefined;
    });
    this.#dialling = dialling;
    return dialling;
  }

  /** Gives the attempt under way up, in silence. */
  giveUp(): void {
    if (this.#dialling !== undefined) this.#attempt.abort();
  }

  /** The same, and waits until it is over. */
  async close(): Promise<void> {
    this.giveUp();
    await this.#dialling;
  }

  async #dial(request: DialRequest, signal: AbortSignal): Promise<void> {
    const { onStep, onFailed } = this.#options;
    const step = (text: string): void => {
      if (!signal.aborted) onStep(text);
    };
    for (;;) {
      step('connecting');
      const attendance = request.attendance();
      try {
        return await this.#open(request, { signal, attendance, step });
      } catch (thrown) {
        if (signal.aborted) return;
        this.#hasFailed = true;
        if (onFailed(asShowrunError(thrown), attendance) === 'over') return;
        this.#hasFailed = false;
      }
    }
  }

  async #open(
    request: DialRequest,
    attempt: { signal: AbortSignal; attendance: Attendance; step: (text: string) => void },
  ): Promise<void> {
    const { openTransport, onQuestion, beforeOpened, onOpened } = this.#options;
    await request.after;
    const size = request.size();
    const { signal, attendance, step } = attempt;
    const transport = await openTransport({
      ...{ size, signal, attendance, onQuestion },
      onProgress: step,
    });
    await beforeOpened();
    if (signal.aborted) await transport.close();
    else onOpened(transport, size);
  }
}
