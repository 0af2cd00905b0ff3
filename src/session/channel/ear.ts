import type { TextMatch } from '../../core/heard-result.ts';
import type { FindLine } from './text-pattern.ts';
import type { Wire } from './wire.ts';

/** Lines are looked at in lots, so that a flood costs little. */
const LOT_LINES = 500;
const TAIL_LINES = 5;

/**
 * Listens for a pattern in what a device sends from now on: in whole lines as they end, and in the line being written when
 * the device rests, so that no match is of half a line. Log lines count too.
 */
export class Ear {
  readonly #wire: Wire;
  readonly #find: FindLine | undefined;
  readonly #onLine = (line: string): void => this.#line(line);
  readonly #tail: string[] = [];
  #unheard: string[] = [];
  #match: TextMatch | undefined;
  #failed: { readonly thrown: unknown } | undefined;
  /** What stood on the line before: it is not from now on. */
  #before: string;

  constructor(wire: Wire, find: FindLine | undefined) {
    this.#wire = wire;
    this.#find = find;
    this.#before = wire.model.current();
    wire.onLineEnd.add(this.#onLine);
  }

  /** Forgets what was heard so far. */
  restart(): void {
    this.#unheard = [];
    this.#tail.length = 0;
    this.#match = undefined;
    this.#before = this.#wire.model.current();
  }

  /** The match, if a line that has ended since holds one. Throws what the search throws. */
  heard(): TextMatch | undefined {
    if (this.#failed) throw this.#failed.thrown;
    this.#match ??= this.#find?.(this.#unheard);
    this.#unheard = [];
    return this.#match;
  }

  /** The match, if there is one by now, the line being written included. */
  heardAtRest(): TextMatch | undefined {
    const line = this.#wire.model.current();
    const match = this.heard() ?? this.#find?.([this.#fromNowOn(line)]);
    // What a device says by itself at a prompt stands behind the prompt.
    if (match === undefined && this.#wire.standing().kind === 'prompt') this.#before = line;
    return match;
  }

  /** The last lines heard, for messages. */
  get tail(): readonly string[] {
    const lines = [...this.#tail, this.#wire.model.current()];
    return lines.filter((line) => line.trim() !== '').slice(-TAIL_LINES);
  }

  close(): void {
    this.#wire.onLineEnd.delete(this.#onLine);
  }

  #line(ended: string): void {
    const line = this.#fromNowOn(ended);
    this.#before = '';
    this.#tail.push(line.slice(0, 200));
    if (this.#tail.length > TAIL_LINES) this.#tail.shift();
    this.#unheard.push(line);
    if (this.#unheard.length < LOT_LINES) return;
    try {
      this.heard();
    } catch (thrown) {
      // Whoever listens is told; the one who reads the line has done nothing wrong.
      this.#failed = { thrown };
      this.#unheard = [];
    }
  }

  #fromNowOn(line: string): string {
    const { length } = this.#before;
    return length > 0 && line.startsWith(this.#before) ? line.slice(length) : line;
  }
}
