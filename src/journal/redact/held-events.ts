import type { CastEvent } from '../cast/cast-event.ts';
import type { DrawnBytes } from './drawn-row.ts';

const STAR = 0x2a;
/** So much output is held back, for a line that goes on may show that it was a secret. */
const HELD_BYTES = 512 * 1024;
const MOST_HELD = 50_000;

/** An event that can still be changed. */
export interface Held {
  readonly event: CastEvent;
  /** Of its first byte, from the session's first byte. */
  readonly at: number;
  readonly length: number;
  /** By byte: 1 becomes a star, 2 goes. Undefined while nothing is hidden. */
  marks: Uint8Array | undefined;
}

/** Events on their way out, in their order; bytes of those that are still here can be hidden. */
export class HeldEvents {
  #held: Held[] = [];
  #first = 0;
  #bytes = 0;

  /** Output says where its first byte is and how many it has; what has no bytes of output stands where it is. */
  add(event: CastEvent, at: number, length: number): Held {
    const held: Held = { event, at, length, marks: undefined };
    this.#held.push(held);
    this.#bytes += length;
    return held;
  }

  /** Hides bytes: as many stars as they are columns. What has left already stays as it is. */
  hide({ at, bytes, cols }: DrawnBytes): void {
    for (let i = this.#indexOf(at); i < this.#held.length; i++) {
      const held = this.#held[i];
      if (held === undefined || held.at >= at + bytes) return;
      const from = Math.max(at, held.at);
      const to = Math.min(at + bytes, held.at + held.length);
      if (from >= to) continue;
      held.marks ??= new Uint8Array(held.length);
      if (bytes === cols) held.marks.fill(1, from - held.at, to - held.at);
      else
        for (let one = from; one < to; one++) held.marks[one - held.at] = one - at < cols ? 1 : 2;
    }
  }

  /** Those that need not be held any longer; all of them at the end. */
  *take(which: 'old' | 'all'): Generator<CastEvent> {
    while (this.#first < this.#held.length) {
      const count = this.#held.length - this.#first;
      if (which === 'old' && this.#bytes <= HELD_BYTES && count <= MOST_HELD) return;
      const held = this.#held[this.#first];
      if (held === undefined) return;
      this.#first++;
      this.#bytes -= held.length;
      if (this.#first > 4_096) {
        this.#held = this.#held.slice(this.#first);
        this.#first = 0;
      }
      yield* shown(held);
    }
  }

  /** The first that may have a byte; those that left are not looked at. */
  #indexOf(at: number): number {
    let low = this.#first;
    let high = this.#held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const held = this.#held[middle];
      if (held !== undefined && held.at + held.length <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function* shown({ event, marks }: Held): Generator<CastEvent> {
  if (marks === undefined || (event.kind !== 'output' && event.kind !== 'input')) {
    yield event;
    return;
  }
  const bytes = new Uint8Array(event.bytes.length);
  let length = 0;
  for (let at = 0; at < event.bytes.length; at++) {
    if (marks[at] === 2) continue;
    bytes[length++] = marks[at] === 1 ? STAR : (event.bytes[at] ?? STAR);
  }
  yield { ...event, bytes: bytes.subarray(0, length) };
}
