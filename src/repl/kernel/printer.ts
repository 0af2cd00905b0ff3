import { Console } from 'node:console';
import { displayText, wholeText } from '../values/display.ts';

const FLUSH_AT_CHARS = 32_768;
const FLUSH_AFTER_MS = 30;
/** So many prints of a cell are sent at once: a cell that then loops must still be seen to have come this far. */
const AT_ONCE = 100;
/** Per cell. A loop that prints must fill neither the pipe nor the screen's memory. */
const LIMIT_CHARS = 1_000_000;
// Taken before the cell timers replace it: ours never runs a cell's code.
const soon = setImmediate;

/** To `errors` goes what belongs on standard error, where there is one. */
type Send = (text: string, to: 'output' | 'errors') => void;

/** Gathers what cells print and sends it in pieces. */
export class Printer {
  readonly #send: Send;
  readonly #limitChars: number;
  readonly #show: (value: unknown) => string;
  #held = '';
  #spent = 0;
  #prints = 0;
  #isDue = false;
  #sentAtMs = 0;

  constructor(send: Send, manner: 'bounded' | 'whole' = 'bounded') {
    const limitChars = manner === 'bounded' ? LIMIT_CHARS : Number.POSITIVE_INFINITY;
    this.#send = send;
    this.#show = manner === 'bounded' ? (value) => displayText(value) : (value) => wholeText(value);
    this.#limitChars = limitChars;
  }

  /** A new cell may print as much as any other. */
  renew(): void {
    this.flush();
    this.#spent = 0;
    this.#prints = 0;
  }

  /** Shows values, one line for all of them. */
  print(...values: readonly unknown[]): void {
    this.write(`${values.map((value) => this.#show(value)).join(' ')}\n`);
  }

  write(text: string): void {
    if (this.#spent > this.#limitChars) return;
    this.#spent += text.length;
    this.#held += text.slice(0, this.#limitChars);
    if (this.#spent > this.#limitChars) {
      this.#held += '\n… printing stops here: this cell has printed a million characters\n';
    }
    this.#prints++;
    const isLate = this.#prints <= AT_ONCE || performance.now() - this.#sentAtMs > FLUSH_AFTER_MS;
    if (this.#held.length >= FLUSH_AT_CHARS || isLate) this.flush();
    else if (!this.#isDue) {
      this.#isDue = true;
      soon(() => this.flush());
    }
  }

  /** What is said beside the output, in its place among it. */
  writeError(text: string): void {
    this.flush();
    this.#send(text, 'errors');
  }

  flush(): void {
    this.#isDue = false;
    if (this.#held === '') return;
    const text = this.#held;
    this.#held = '';
    this.#sentAtMs = performance.now();
    this.#send(text, 'output');
  }

  /** `print(…)`, all of `console` and what is written to this process's own output come here, in their order. */
  install(): void {
    const print = (...values: unknown[]) => this.print(...values);
    Object.assign(globalThis, { print });
    const output = sinkOf((text) => this.write(text));
    const errors = sinkOf((text) => this.writeError(text));
    const { stdout, stderr } = process;
    Object.assign(stdout, { write: output.write });
    Object.assign(stderr, { write: errors.write });
    const streams = { stdout: output, stderr: errors } as unknown as {
      readonly stdout: NodeJS.WritableStream;
      readonly stderr: NodeJS.WritableStream;
    };
    const ours = new Console({ ...streams, colorMode: true });
    for (const name of Object.keys(ours)) {
      const method = Reflect.get(ours, name);
      if (typeof method === 'function') Reflect.set(globalThis.console, name, method);
    }
  }
}

/** A stream of Node's would be left broken when a cell is terminated inside it. */
function sinkOf(write: (text: string) => void) {
  const sink = {
    write: (piece: string | Uint8Array) => {
      write(typeof piece === 'string' ? piece : Buffer.from(piece).toString());
      return true;
    },
    on: () => sink,
    once: () => sink,
    removeListener: () => sink,
    listenerCount: () => 0,
  };
  return sink;
}
