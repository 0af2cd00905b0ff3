import type { HostProgress } from '../link/backend.ts';

/** How one host fares with what a running cell has told it last. */
export interface HostLine {
  readonly host: string;
  readonly state: 'waiting' | 'busy' | 'done' | 'refused' | 'lost' | 'skipped';
  /** When it was begun, by the clock of whoever keeps this. */
  readonly begunAtMs: number;
  /** How long it took; undefined until it is over. */
  readonly tookMs: number | undefined;
  /** Lines of a configuration it has taken. */
  readonly config: { readonly sent: number; readonly total: number } | undefined;
  /** Why it is refused, lost or skipped; '' otherwise. Foreign text. */
  readonly words: string;
}

/** The hosts with the one that has moved, each once, in the order in which they were first told anything. */
export function withMove(
  lines: readonly HostLine[],
  moved: HostProgress,
  nowMs: number,
): readonly HostLine[] {
  const at = lines.findIndex(({ host }) => host === moved.host);
  const line = lineAfter(lines[at], moved, nowMs);
  return at === -1 ? [...lines, line] : lines.with(at, line);
}

/** Whether a host waits or is at it. */
export function isUnderWay({ state }: HostLine): boolean {
  return state === 'waiting' || state === 'busy';
}

function lineAfter(before: HostLine | undefined, moved: HostProgress, nowMs: number): HostLine {
  const { host } = moved;
  const fresh = { host, begunAtMs: nowMs, tookMs: undefined, config: undefined, words: '' };
  switch (moved.status) {
    case 'waiting':
      return { ...fresh, state: 'waiting' };
    case 'begun':
      return { ...fresh, state: 'busy' };
    case 'lines': {
      const { sent, total } = moved;
      return { ...(before ?? fresh), state: 'busy', config: { sent, total } };
    }
    case 'done':
      return { ...(before ?? fresh), state: 'done', tookMs: tookMs(before, nowMs) };
    default: {
      const { status: state, words } = moved;
      return { ...(before ?? fresh), state, words, tookMs: tookMs(before, nowMs) };
    }
  }
}

function tookMs(before: HostLine | undefined, nowMs: number): number {
  return before ? nowMs - before.begunAtMs : 0;
}
