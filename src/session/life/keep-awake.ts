import type { Clock } from '../../core/clock.ts';
import type { Channel } from '../channel/channel.ts';

export interface KeepAwakeOptions {
  readonly clock: Clock;
  readonly afterMs: number;
  /** Whether the device stands at a prompt now and nobody but us has the session. */
  readonly isFree: () => boolean;
  /** Whether keys go to a pager or a full-screen program, and are no part of a command. */
  readonly isElsewhere: () => boolean;
  readonly pressEnter: () => void;
}

/**
 * Presses Enter in a session that would be logged out for idleness: only where the last thing sent has ended its line, so that
 * nobody's half command is run, and only at a prompt.
 */
export class KeepAwake {
  readonly #options: KeepAwakeOptions;
  #sentMs: number;
  #hasHalfLine = false;
  #cancel: () => void = () => undefined;

  constructor(options: KeepAwakeOptions) {
    this.#options = options;
    this.#sentMs = options.clock.nowMs();
    this.#wait(options.afterMs);
  }

  /** Called for everything that goes to the device; no timer is set for each. */
  sent(bytes: Uint8Array): void {
    this.#sentMs = this.#options.clock.nowMs();
    const last = bytes.at(-1);
    if (last === undefined) return;
    if (ENDS_LINE.has(last)) this.#hasHalfLine = false;
    else this.#hasHalfLine ||= !this.#options.isElsewhere();
  }

  close(): void {
    this.#cancel();
  }

  #wait(forMs: number): void {
    const { clock, afterMs, isFree, pressEnter } = this.#options;
    this.#cancel = clock.after(forMs, () => {
      const idleMs = clock.nowMs() - this.#sentMs;
      const isDue = idleMs >= afterMs;
      if (isDue && !this.#hasHalfLine && isFree()) pressEnter();
      this.#wait(isDue ? afterMs : afterMs - idleMs);
    });
  }
}

/** Return, line feed and Ctrl-C. */
const ENDS_LINE: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x03]);

/** Whether the device shows a prompt and waits for a command: not a question that looks like one. */
export function isAtPrompt(channel: Channel): boolean {
  const { lastLine, platform } = channel;
  if (isAtPager(channel) || platform.questions.some((pattern) => pattern.test(lastLine)))
    return false;
  return channel.observe() !== undefined;
}

/** Whether a pager or a full-screen program takes the keys. */
export function isAtPager({ lastLine, platform, isFullScreen }: Channel): boolean {
  return isFullScreen || platform.pagers.some(({ pattern }) => pattern.test(lastLine));
}
