import { asShowrunError, type ShowrunError } from '../core/errors.ts';
import type { Size } from '../core/size.ts';
import type { OpenTransport, Transport } from '../core/transport.ts';

export interface DiallerOptions {
  readonly openTransport: OpenTransport;
  /** `connecting`, `logging in` and so on. */
  readonly onStep: (step: string) => void;
  /** The person is asked something on the way. */
  readonly onQuestion: () => void;
  readonly onOpened: (transport: Transport, size: Size) => void;
  readonly onFailed: (error: ShowrunError) => void;
}

/** Opens transports, one attempt at a time. Who asks during an attempt joins it. */
export class Dialler {
  readonly #options: DiallerOptions;
  #attempt: AbortController | undefined;
  #dialling: Promise<void> | undefined;

  constructor(options: DiallerOptions) {
    this.#options = options;
  }

  /** The attempt under way, if there is one. */
  get dialling(): Promise<void> | undefined {
    return this.#dialling;
  }

  /** Begins after `after`, with the size there is then. Never rejects: how it went is told to the listeners. */
  dial(request: { readonly after: Promise<void>; readonly size: () => Size }): Promise<void> {
    this.#dialling ??= this.#dial(request).finally(() => {
      this.#dialling = undefined;
    });
    return this.#dialling;
  }

  /** Gives the attempt under way up, in silence, and waits until it is over. */
  async close(): Promise<void> {
    this.#attempt?.abort();
    await this.#dialling;
  }

  async #dial(request: { after: Promise<void>; size: () => Size }): Promise<void> {
    const { openTransport, onStep, onQuestion, onOpened, onFailed } = this.#options;
    const { signal } = this.#begin();
    const step = (text: string): void => {
      if (!signal.aborted) onStep(text);
    };
    step('connecting');
    try {
      await request.after;
      const size = request.size();
      const transport = await openTransport({ size, signal, onProgress: step, onQuestion });
      if (signal.aborted) await transport.close();
      else onOpened(transport, size);
    } catch (thrown) {
      if (!signal.aborted) onFailed(asShowrunError(thrown));
    }
  }

  #begin(): AbortController {
    const attempt = new AbortController();
    this.#attempt = attempt;
    return attempt;
  }
}
