import { ShowrunError } from '../../core/errors.ts';
import type { TextMatch } from '../../core/heard-result.ts';
import { Ear } from './ear.ts';
import { notHeard } from './exchange-errors.ts';
import type { FindLine } from './text-pattern.ts';
import type { Wire } from './wire.ts';

/**
 * Waits until a pattern is heard. Nothing is sent, and whoever types meanwhile is not disturbed. Rejects with `timeout`,
 * `interrupted`, or what the wire ends with.
 */
export async function listenFor(
  wire: Wire,
  awaited: {
    readonly host: string;
    readonly find: FindLine;
    /** The pattern, for messages. */
    readonly what: string;
    /** In all, however much the device sends. */
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<TextMatch> {
  const { host, find, what, timeoutMs, signal } = awaited;
  const ear = new Ear(wire, find);
  const untilMs = wire.clock.nowMs() + timeoutMs;
  // Nothing is new yet: what stands on the line was there before.
  let isLookedAt = true;
  try {
    for (;;) {
      const match = ear.heard();
      if (match) return match;
      const leftMs = untilMs - wire.clock.nowMs();
      if (leftMs <= 0) {
        throw notHeard({ host, after: undefined }, { what, forMs: timeoutMs, tail: ear.tail });
      }
      const woken = await wire.wait(isLookedAt ? leftMs : Math.min(leftMs, wire.quietMs), signal);
      if (woken === 'aborted') {
        const message = `stopped waiting for ${what} from ${host}`;
        throw new ShowrunError('interrupted', message, { subject: host });
      }
      isLookedAt = woken === 'silence';
      const atRest = isLookedAt ? ear.heardAtRest() : undefined;
      if (atRest) return atRest;
    }
  } finally {
    ear.close();
  }
}
