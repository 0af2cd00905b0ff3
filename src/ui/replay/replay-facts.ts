import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { Session } from '../../session/session.ts';
import type { PaneFacts } from '../pane-facts.ts';
import { clockTime } from './moment-text.ts';
import type { OpenReplay } from './open-replay.ts';

/** What the title of a recording's pane says: that it is one, and when this was. */
export function replayFactsOf(
  replay: OpenReplay,
  {
    session,
    recorded,
    room,
  }: { readonly session: Session; readonly recorded: string; readonly room: Size | undefined },
): PaneFacts {
  const { player, recording } = replay;
  const { platform, emulator } = session;
  const size = emulator?.size;
  const isCut = size && room && size.cols > room.cols;
  const sizeText = isCut ? ` · ${size.cols}×${size.rows}` : '';
  const absence = absenceOf(replay, recorded);
  // Drawn from the last output only, so far: lines above may be missing.
  const about = player.isExact(recorded) ? '' : '≈ ';
  const when = absence ?? `${about}${clockTime(recording, player.atS)}`;
  return {
    name: safe(session.name, 60),
    inside: '',
    platform: platform.name === 'generic' ? '' : platform.title,
    warning: '',
    way: '',
    mode: safe(session.mode ?? '', 40),
    state: 'recorded',
    stateText: absence ?? `recorded ${when}${sizeText}`,
    shortStateText: when,
    holder: undefined,
    log: '',
    heldKeys: 0,
  };
}

/** Of a session that is not there at this moment; undefined for one that is. */
function absenceOf({ player, recording }: OpenReplay, recorded: string): string | undefined {
  const host = recording.sessions.find(({ name }) => name === recorded);
  if (host === undefined) return undefined;
  switch (player.stateOf(recorded)) {
    case 'on':
      return undefined;
    case 'not yet':
      return `begins ${clockTime(recording, host.startS)}`;
    case 'over':
      return `ended ${clockTime(recording, host.endS)}`;
  }
}
