import { safe } from '../../core/safe.ts';
import type { RecordedHost, Recording } from '../../journal/recording.ts';
import { plainLines } from '../../journal/search/plain-lines.ts';
import type { ReplayHit } from '../../state/replay-view.ts';
import { castHits } from './cast-hits.ts';

/** More could not be gone through. */
const MOST_HITS = 2_000;
/** What searching may take of a turn of the event loop. */
const TURN_MS = 12;
const MOST_LINE = 200;

/**
 * Where a text stands in what was shown on the sessions of a recording, without regard to case: by the times at which its lines were
 * there. Whole lines are looked at, however they were cut into events. Others go on meanwhile.
 */
export async function searchRecording(
  recording: Pick<Recording, 'sessions'>,
  text: string,
  { signal, sessions }: { readonly signal: AbortSignal; readonly sessions?: ReadonlySet<string> },
): Promise<readonly ReplayHit[]> {
  const wanted = text.toLowerCase();
  const hits: ReplayHit[] = [];
  let untilMs = performance.now() + TURN_MS;
  for (const host of recording.sessions) {
    if (sessions !== undefined && !sessions.has(host.name)) continue;
    const own: ReplayHit[] = [];
    for (const hit of hitsOf(host, wanted)) {
      if (signal.aborted) return [];
      if (hit !== undefined) own.push(hit);
      if (own.length >= MOST_HITS) break;
      if (performance.now() < untilMs) continue;
      await new Promise<void>((resolve) => setImmediate(resolve));
      untilMs = performance.now() + TURN_MS;
    }
    hits.push(...own);
  }
  return hits.sort((a, b) => a.atS - b.atS).slice(0, MOST_HITS);
}

function hitsOf(host: RecordedHost, wanted: string): Iterable<ReplayHit | undefined> {
  const { name, castPath, timeline } = host;
  return castPath === undefined
    ? hitsIn(host, wanted)
    : castHits({ name, castPath, timeline }, wanted);
}

/** The hits of a session by its events; `undefined` behind each, so that somebody else can have a turn. */
function* hitsIn(
  { name, timeline }: RecordedHost,
  wanted: string,
): Iterable<ReplayHit | undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  // A line that is drawn again, as a prompt is with each key, is one hit.
  let seen = '';
  for (const event of timeline.events()) {
    if (event.kind !== 'output') continue;
    const lines = (rest + decoder.decode(event.bytes, { stream: true })).split('\n');
    rest = (lines.at(-1) ?? '').slice(-MOST_REST);
    for (const [at, raw] of lines.entries()) {
      const line = fitting(raw, wanted);
      if (line === undefined) continue;
      const isPart = at === lines.length - 1;
      const isSeen = at === 0 && seen !== '' && line.startsWith(seen);
      seen = isPart ? line : '';
      if (!isSeen) yield { session: name, atS: event.atS, line: safe(line.trim(), MOST_LINE) };
    }
    if (lines.length > 1 && !rest.toLowerCase().includes(wanted)) seen = '';
    yield undefined;
  }
}

/** A line without an end is kept this far: a program that draws its screen ends none. */
const MOST_REST = 4_096;

/** A line as people read it, where it has the text. */
function fitting(raw: string, wanted: string): string | undefined {
  if (!raw.toLowerCase().includes(wanted) && !HAS_CONTROLS.test(raw)) return undefined;
  return plainLines(raw).find((line) => line.toLowerCase().includes(wanted));
}

/** What is drawn may say something else than what was sent. */
const HAS_CONTROLS = /[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]|\r(?!$)/;
