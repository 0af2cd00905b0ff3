import { shortDuration } from '../../core/duration.ts';
import { safe } from '../../core/safe.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { clockText } from '../chart/time-ticks.ts';
import type { AskedHost } from './latest-answers.ts';

export interface WatchStatus {
  readonly wallMs: number;
  readonly nowMs: number;
  readonly everyMs: number;
  readonly samples: number;
  readonly changedCells: number;
  readonly until: string | undefined;
  /** Why `until` was not judged this time. */
  readonly unjudged: string | undefined;
  readonly isPaused: boolean;
  readonly hosts: readonly AskedHost[];
  /** What went wrong with the whole round. */
  readonly problem: string | undefined;
}

/** A host that owes its answer for this long is said to be late; for longer where the rounds are longer. */
export const LATE_MS = 2_000;

const KEYS = 'q stops · p pauses · + - interval';
const MOST_NAMED = 4;

/** So little room goes to the table. */
const FEW_ROWS = 8;

/** What stands below a watch: when, how often, what is wrong with whom, the keys where there is room for them. */
export function statusLines(
  status: WatchStatus,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): string[] {
  const { everyMs, samples, changedCells, until, isPaused } = status;
  const parts = [
    clockText(status.wallMs),
    isPaused ? 'paused' : `every ${shortDuration(everyMs)}`,
    `sample ${samples}`,
    ...(changedCells > 0 ? [`${changedCells} changed`] : []),
    ...(until === undefined ? [] : [`until ${safe(until, 60)}${status.unjudged ?? ''}`]),
  ];
  const trouble = [...lateTexts(status), ...troubleTexts(status)];
  const first = parts.join(' · ');
  const withKeys = `${first} · ${KEYS}`;
  const last =
    widthOf(withKeys) <= cols
      ? [withKeys]
      : [truncate(first, cols), ...(rows < FEW_ROWS ? [] : [truncate(KEYS, cols)])];
  return [...trouble.map((text) => truncate(text, cols)), ...last];
}

/** Who is lost or refuses, and what went wrong; without times, which would be another text each time. */
export function troubleTexts({ hosts, problem }: Pick<WatchStatus, 'hosts' | 'problem'>): string[] {
  const of = (kind: 'lost' | 'refused') =>
    hosts.flatMap(({ host, trouble }) =>
      trouble?.kind === kind ? [`${safe(host, 30)} (${safe(trouble.words, 80)})`] : [],
    );
  return [
    ...(problem === undefined ? [] : [safe(problem, 300)]),
    ...listed('lost', of('lost')),
    ...listed('refused', of('refused')),
  ];
}

function lateTexts({ hosts, nowMs, everyMs }: WatchStatus): string[] {
  const late = hosts.flatMap(({ host, askedAtMs }) => {
    if (askedAtMs === undefined || nowMs - askedAtMs < Math.max(LATE_MS, everyMs)) return [];
    return [`${safe(host, 30)} ${shortDuration(Math.floor((nowMs - askedAtMs) / 1_000) * 1_000)}`];
  });
  return listed('late', late);
}

function listed(what: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const more = texts.length - MOST_NAMED;
  const named = texts.slice(0, MOST_NAMED).join(', ');
  return [`${what}: ${named}${more > 0 ? ` and ${more} more` : ''}`];
}
