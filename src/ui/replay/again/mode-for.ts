import { safe } from '../../../core/safe.ts';
import { isConfiguration, modesOf } from '../../../platforms/mode-of.ts';
import type { Session } from '../../../session/session.ts';

/**
 * Brings a live host to the mode in which a command was recorded, by its platform's moves, and says what was done; undefined where nothing
 * was needed. A mode that the platform does not know is left alone, and so is more right than was there then. Rejects where the host does
 * not follow.
 */
export async function goToMode(
  session: Session,
  { mode, signal }: { readonly mode: string; readonly signal: AbortSignal },
): Promise<string | undefined> {
  await session.ready(signal);
  const now = session.mode;
  if (mode === '' || now === undefined || now === mode) return undefined;
  if (!modesOf(session.platform).has(mode)) return undefined;
  // A host that lets us see more than it did then is well placed for what was asked with less.
  const isMore = mode === 'user' || mode === 'exec';
  if (isMore && !isConfiguration(now) && now !== 'shell') return undefined;
  await session.enterMode(mode, { owner: 'run again', signal });
  return `${safe(session.name, 40)} went from ${safe(now, 30)} to ${safe(mode, 30)} first`;
}
