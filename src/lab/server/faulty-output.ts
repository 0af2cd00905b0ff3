import type { Clock } from '../../core/clock.ts';
import type { Faults } from './faults.ts';

export interface FaultyOutputParts {
  readonly faults: Faults;
  readonly clock: Clock;
  readonly write: (text: string) => void;
  /** Breaks the connection; nothing is written after it. */
  readonly hangUp: () => void;
  /** Takes the whole device down; only called while it has not yet been. */
  readonly reboot: () => void;
  /** One log message, without its line end. */
  readonly logLine: () => string;
}

/** Terminal output on its way to a connection that may have faults: in order, whatever they are. */
export class FaultyOutput {
  readonly #parts: FaultyOutputParts;
  readonly #waiting: (string | (() => void))[] = [];
  readonly #timers = new Set<() => void>();
  #isBusy = false;
  #isOver = false;
  #written = 0;

  constructor(parts: FaultyOutputParts) {
    this.#parts = parts;
  }

  write(text: string): void {
    const { silent, slowMs = 0 } = this.#parts.faults;
    if (silent) return;
    this.#after(slowMs, () => this.#enqueue(this.#withLog(text)));
  }

  /** Does something behind all text written so far. */
  later(action: () => void): void {
    this.#after(this.#parts.faults.slowMs ?? 0, () => this.#enqueue(action));
  }

  close(): void {
    this.#isOver = true;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #enqueue(item: string | (() => void)): void {
    this.#waiting.push(item);
    if (!this.#isBusy) this.#next();
  }

  #next(): void {
    const { baud } = this.#parts.faults;
    this.#isBusy = false;
    for (let item = this.#waiting.shift(); item !== undefined; item = this.#waiting.shift()) {
      if (this.#isOver) return;
      if (typeof item === 'function') item();
      else if (baud === undefined) this.#deliver(item);
      else {
        const chars = Math.max(1, Math.round((baud / 10 / 1_000) * TICK_MS));
        this.#deliver(item.slice(0, chars));
        if (item.length > chars) this.#waiting.unshift(item.slice(chars));
        this.#isBusy = true;
        this.#after(Math.max(TICK_MS, 10_000 / baud), () => this.#next());
        return;
      }
    }
  }

  #deliver(text: string): void {
    const { hangUpAfterBytes, rebootAfterBytes } = this.#parts.faults;
    const { hangUp, reboot, write } = this.#parts;
    const most = Math.min(hangUpAfterBytes ?? Infinity, rebootAfterBytes ?? Infinity);
    const bytes = Buffer.from(text);
    const isLast = bytes.length >= most - this.#written;
    const part = isLast ? bytes.subarray(0, Math.max(0, most - this.#written)).toString() : text;
    this.#written += bytes.length;
    for (const piece of this.#parts.faults.drips ? part : [part]) write(piece);
    if (!isLast) return;
    if (most === hangUpAfterBytes) this.close();
    if (most === hangUpAfterBytes) hangUp();
    else reboot();
  }

  /** A line entered is answered by a line end first; the messages come behind it. */
  #withLog(text: string): string {
    const { logBurst = 0 } = this.#parts.faults;
    if (logBurst === 0 || !text.startsWith('\r\n')) return text;
    const messages = Array.from({ length: logBurst }, () => `${this.#parts.logLine()}\r\n`);
    return `\r\n${messages.join('')}${text.slice(2)}`;
  }

  #after(delayMs: number, action: () => void): void {
    if (delayMs === 0) {
      action();
      return;
    }
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
  }
}

/** A slow line delivers what it can in this time at once. */
const TICK_MS = 10;
