import type { FromKernel } from '../link/protocol.ts';
import type { Live } from './world.ts';

/** The one display of the running cell that is replaced in place. */
export class LiveDisplay {
  readonly #send: (message: FromKernel) => void;
  #stop: (() => void) | undefined;

  constructor(send: (message: FromKernel) => void) {
    this.#send = send;
  }

  open(): Live {
    this.end();
    const { promise, resolve } = withResolvers();
    this.#stop = resolve;
    const isOpen = () => this.#stop === resolve;
    this.#send({ kind: 'live', text: '' });
    return {
      show: (text) => {
        if (isOpen()) this.#send({ kind: 'live', text: String(text) });
      },
      stopped: promise,
      end: () => {
        if (isOpen()) this.end();
      },
    };
  }

  /** The person has pressed a key that ends it. */
  stop(): void {
    this.#stop?.();
  }

  end(): void {
    if (this.#stop === undefined) return;
    this.#stop = undefined;
    this.#send({ kind: 'live-ended' });
  }
}

// Promise.withResolvers is not in Node 20.
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
