import type { Clock } from '../../core/clock.ts';
import type { Channel } from '../channel/channel.ts';

const MOST_TIDY_MS = 1_500;

/**
 * Before a connection is closed: undoes what preparing the device has set for longer than the login, if it stands at a bare prompt
 * of the same mode. Takes no longer than a person would wait, and never rejects.
 */
export async function tidy(
  channel: Channel,
  { clock, mode }: { readonly clock: Clock; readonly mode: string | undefined },
): Promise<void> {
  const { onClose } = channel.platform;
  if (onClose.length === 0 || channel.isReading || channel.observe()?.mode !== mode) return;
  await new Promise<void>((resolve) => {
    const cancel = clock.after(MOST_TIDY_MS, resolve);
    void undo(channel, onClose).finally(() => {
      cancel();
      resolve();
    });
  });
}

async function undo(channel: Channel, lines: readonly string[]): Promise<void> {
  try {
    for (const line of lines) await channel.run(line, { idleTimeoutMs: MOST_TIDY_MS });
  } catch {
    // The device is gone or busy: there is nobody left to tell.
  }
}
