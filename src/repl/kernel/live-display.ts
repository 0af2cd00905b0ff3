import type { FromKernel, Room } from '../link/protocol.ts';
import type { Live, LiveOptions } from './world.ts';

/** More pictures a second than this are nothing anybody sees. */
const LEAST_GAP_MS = 33;
const MOST_LINES = 1_000;
const MOST_CHARS = 100_000;
// Taken before the cell timers replace it: ours never runs a cell's code.
const after = setTimeout;

interface Wires {
  readonly send: (message: FromKernel) => void;
  /** For where there is no screen. */
  readonly print: (text: string) => void;
}

interface Shown extends LiveOptions {
  readonly stop: () => void;
  readonly picture: Picture | undefined;
}

interface Picture {
  readonly text: string;
  readonly status: string;
}

/** The one display of the running cell that is replaced in place. Of what is shown faster than anybody looks only the last goes out. */
export class LiveDisplay {
  readonly #wires: Wires;
  #room: Room | undefined;
  #shown: Shown | undefined;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #due: NodeJS.Timeout | undefined;

  constructor(wires: Wires) {
    this.#wires = wires;
  }

  open(options: LiveOptions = {}): Live {
    this.end();
    const { promise, resolve } = withResolvers();
    this.#shown = { ...options, stop: resolve, picture: undefined };
    const isOpen = () => this.#shown?.stop === resolve;
    const room = () => this.#room;
    if (this.#room) this.#send('');
    return {
      show: (text, status = '') => {
        if (isOpen()) this.#show({ text: bounded(String(text)), status: bounded(String(status)) });
      },
      get room() {
        return room();
      },
      stopped: promise,
      end: () => {
        if (isOpen()) this.#end();
      },
    };
  }

  /** The person has pressed a key that ends it. */
  stop(): void {
    this.#shown?.stop();
  }

  /** The person has pressed another of its keys. */
  press(key: string): void {
    if (this.#shown?.keys?.includes(key)) this.#shown.onKey?.(key);
  }

  setRoom(room: Room): void {
    this.#room = room;
    this.#shown?.onRoom?.(room);
  }

  /** Its owner does not end it any more: the cell is over, or another display comes. What its status says is no longer so. */
  end(): void {
    const picture = this.#shown?.picture;
    if (this.#shown && this.#room && picture && picture.status !== '') {
      this.#shown = { ...this.#shown, picture: { ...picture, status: '' } };
      this.#sendPicture();
    }
    this.#end();
  }

  #end(): void {
    if (this.#shown === undefined) return;
    this.#flush();
    this.#shown = undefined;
    if (this.#room) this.#wires.send({ kind: 'live-ended' });
  }

  #show(picture: Picture): void {
    const before = this.#shown?.picture;
    if (!this.#shown || (before?.text === picture.text && before.status === picture.status)) return;
    this.#shown = { ...this.#shown, picture };
    if (!this.#room) {
      if (before?.text !== picture.text) this.#wires.print(`${timeOfDay()}\n${picture.text}\n`);
    } else if (this.#due === undefined) {
      const waitMs = LEAST_GAP_MS - (performance.now() - this.#sentAtMs);
      if (waitMs <= 0) this.#sendPicture();
      else this.#due = after(() => this.#flush(), waitMs);
    }
  }

  #flush(): void {
    if (this.#due === undefined) return;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#sendPicture();
  }

  #sendPicture(): void {
    const { text, status } = this.#shown?.picture ?? { text: '', status: '' };
    this.#send(status === '' ? text : `${text}\n\u001b[2m${status}\u001b[0m`);
  }

  #send(text: string): void {
    this.#sentAtMs = performance.now();
    this.#wires.send({ kind: 'live', text, keys: this.#shown?.keys ?? [] });
  }
}

function bounded(text: string): string {
  const cut = text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}\u001b[0m…` : text;
  const lines = cut.split('\n');
  if (lines.length <= MOST_LINES) return cut;
  const more = lines.length - MOST_LINES;
  return `${lines.slice(0, MOST_LINES).join('\n')}\u001b[0m\n… ${more} more lines`;
}

function timeOfDay(): string {
  return new Date().toTimeString().slice(0, 8);
}

// Promise.withResolvers is not in Node 20.
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
