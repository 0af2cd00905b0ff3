import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Chapter } from '../../replay/play/chapters.ts';
import type { ReplayView } from '../../state/replay-view.ts';
import { clockTime } from './moment-text.ts';
import type { OpenReplay } from './open-replay.ts';
import type { TransportLook, TransportSearch } from './transport-look.ts';

/** What the bar of a recording shows now; `own` is the recording's name for the focused pane's session. */
export function transportOf(
  replay: OpenReplay,
  {
    view,
    own,
    charset,
  }: {
    readonly view: ReplayView;
    readonly own: string | undefined;
    readonly charset: TransportLook['charset'];
  },
): TransportLook {
  const { player, recording } = replay;
  const { atS, chapters } = player;
  const now = player.chapterNow();
  return {
    state: player.isPlaying ? 'playing' : player.isAtEnd ? 'ended' : 'paused',
    atS,
    lengthS: recording.durationS,
    clock: clockTime(recording, atS),
    day: localTime(recording.startedAtMs + atS * 1_000).slice(0, 10),
    speed: player.speed,
    idleMostS: player.idleLimitS,
    ticks: chapters.map((chapter) => ({
      atS: chapter.atS,
      of: chapter.session === own ? 'own' : 'other',
    })),
    chapterCount: now === undefined ? '' : `${chapters.indexOf(now) + 1}/${chapters.length}`,
    chapter: now === undefined ? '' : chapterText(now),
    search: searchOf(view),
    charset,
  };
}

/** `r1 show ip route`; a note's words in quotes. */
export function chapterText({ session, title, kind }: Chapter): string {
  const words = kind === 'note' ? `“${title}”` : title;
  return session === undefined ? words : `${safe(session, 40)} ${words}`;
}

function searchOf({ search }: ReplayView): TransportSearch | undefined {
  if (search === undefined) return undefined;
  const { text, hits, at } = search;
  const count =
    hits.length === 0
      ? 'nowhere'
      : at === undefined
        ? `${hits.length}`
        : `${at + 1}/${hits.length}`;
  return { text, count, hitsAtS: hits.map(({ atS }) => atS) };
}
