import type { Clock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import type { HostProgress } from '../link/backend.ts';
import { type HostLine, isUnderWay, withMove } from './host-lines.ts';

/** What is over sooner is not worth lines that come and go. */
const SHOWN_AFTER_MS = 400;

/** How the hosts fare that the running cell has told something: kept from its first word to them until it ends. */
export class RunningHosts {
  /** `lines` or whether they are shown is new. */
  readonly changed = new Emitter<void>();
  readonly #clock: Clock;
  #lines: readonly HostLine[] = [];
  #isShown = false;
  #stop: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get lines(): readonly HostLine[] {
    return this.#lines;
  }

  /** Whether they have a place on the screen; once they have, they keep it. */
  get isShown(): boolean {
    return this.#isShown;
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  moved(progress: HostProgress): void {
    this.#lines = withMove(this.#lines, progress, this.#clock.nowMs());
    if (!this.#isShown) this.#stop ??= this.#clock.after(SHOWN_AFTER_MS, () => this.#show());
    this.changed.emit();
  }

  /** The cell has ended: gives how they were, and forgets them. */
  end(): readonly HostLine[] {
    const lines = this.#lines;
    this.#stop?.();
    this.#stop = undefined;
    this.#lines = [];
    this.#isShown = false;
    return lines;
  }

  #show(): void {
    this.#stop = undefined;
    // What was told them is over: the next thing may take longer.
    if (this.#isShown || !this.#lines.some(isUnderWay)) return;
    this.#isShown = true;
    this.changed.emit();
  }
}
