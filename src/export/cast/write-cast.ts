import { jsonLine } from '../../core/json-text.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { CastEvent } from '../../journal/cast/cast-event.ts';
import type { RecordedHost } from '../../journal/recording.ts';
import { gapLine } from '../drawn-lines.ts';
import type { ExportGiven, ExportOut } from '../export-format.ts';
import { InertOutput } from './inert-output.ts';

/**
 * Writes one session as asciicast v2 (docs.asciinema.org/manual/asciicast/v2). Our own events are made such as everybody knows: lines of
 * showrun's and gaps are drawn, bytes that were no UTF-8 are marks.
 */
export async function writeCast(given: ExportGiven, out: ExportOut): Promise<void> {
  const [host] = given.hosts;
  if (host === undefined) return;
  const span = spanOf(given, host);
  let size = host.size;
  let isBegun = false;
  const inert = new InertOutput();
  for (const event of given.redactor.events(host, host.timeline.events())) {
    if (event.atS > span.to) break;
    if (event.atS < span.from) {
      // What it looks like before is not shown; that it was wider is heeded.
      if (event.kind === 'resize') size = event.size;
      continue;
    }
    if (!isBegun) await out(head(given, { host, size, from: span.from }));
    isBegun = true;
    const shown = shownAs(event, inert);
    if (shown === undefined) continue;
    const seconds = Math.max(0, event.atS - span.from);
    await out(jsonLine([Number(seconds.toFixed(6)), ...shown]));
  }
  if (!isBegun) await out(head(given, { host, size, from: span.from }));
}

/** The session's whole time, or from before the first chosen command to behind the last one's answer. */
function spanOf(given: ExportGiven, host: RecordedHost): { from: number; to: number } {
  if (given.chosen === 'all') return { from: host.startS, to: Number.POSITIVE_INFINITY };
  const own = given.blocks.filter(({ session }) => session === host.name);
  const from = Math.min(...own.map(({ atS }) => atS));
  const to = Math.max(...own.map(({ endS }) => endS));
  const before = given.recording.blocks
    .filter(({ session, endS }) => session === host.name && endS <= from)
    .reduce((latest, { endS }) => Math.max(latest, endS), host.startS);
  // The command was typed before its line was ended, but not hours before.
  return { from: Math.max(before, from - MOST_TYPING_S), to };
}

const MOST_TYPING_S = 60;

function head(
  { recording, title }: ExportGiven,
  { host, size, from }: { readonly host: RecordedHost; readonly size: Size; readonly from: number },
): string {
  const startedAtMs = Math.round(recording.startedAtMs + from * 1_000);
  const { name: session, platform } = host;
  return jsonLine({
    version: 2,
    width: size.cols,
    height: size.rows,
    timestamp: Math.floor(startedAtMs / 1_000),
    title: safe(`${title}: ${session}`, 300),
    env: { TERM: 'xterm-256color' },
    showrun: { session, host: host.host, platform, startedAtMs },
  });
}

type Shown = readonly [code: 'o' | 'r' | 'm' | 'i', data: string];

function shownAs(event: CastEvent, inert: InertOutput): Shown | undefined {
  switch (event.kind) {
    case 'output': {
      const text = inert.take(event.bytes);
      return text === '' ? undefined : ['o', text];
    }
    case 'printed':
      return ['o', inert.ownLine(safe(event.line))];
    case 'gap':
      return ['o', inert.ownLine(gapLine(event.bytes))];
    case 'resize':
      return ['r', `${event.size.cols}x${event.size.rows}`];
    case 'marker':
      return ['m', safe(event.label)];
    case 'input':
      return ['i', Buffer.from(event.bytes).toString('utf8')];
  }
}
