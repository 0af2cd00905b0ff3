import { localClock, localTime } from '../../core/local-time.ts';
import { safe, safeLines } from '../../core/safe.ts';
import type { RecordedBlock, RecordedHost } from '../../journal/recording.ts';
import { drawnLines } from '../drawn-lines.ts';
import type { ExportFormat, ExportGiven, ExportOut } from '../export-format.ts';

/** Clean text as a session log has it: whole sessions with a time before each line, or the chosen blocks below their commands. */
const txt: ExportFormat = {
  extension: 'txt',
  holds: 'all sessions',
  summary: 'clean text: whole sessions with the time of each line, or the chosen blocks',
  write: async (given, out) => {
    await out(`${safe(given.title)}\n${'='.repeat(Math.min(72, given.title.length))}\n`);
    if (given.chosen === 'blocks') await writeBlocks(given, out);
    else for (const host of given.hosts) await writeSession(given, host, out);
  },
};

export default txt;

async function writeBlocks(given: ExportGiven, out: ExportOut): Promise<void> {
  for (const block of given.blocks) {
    const text = safeLines(given.textOf(block)).trimEnd();
    await out(`\n${blockHead(given, block)}\n${text === '' ? '' : `${text}\n`}`);
  }
}

function blockHead({ recording, redactor }: ExportGiven, block: RecordedBlock): string {
  const command = safe(redactor.text(block.command, block.platform));
  const when = localTime(recording.startedAtMs + block.atS * 1_000);
  const took = `${(block.elapsedMs / 1_000).toFixed(1)} s`;
  const outcome = block.outcome === 'ok' ? [] : [block.outcome];
  return `── ${safe(block.host)} ── ${command} ── ${[when, took, ...outcome].join(' · ')} ──`;
}

async function writeSession(given: ExportGiven, host: RecordedHost, out: ExportOut): Promise<void> {
  const { recording, redactor } = given;
  const ms = (atS: number): number => recording.startedAtMs + atS * 1_000;
  const platform = host.platform === 'auto' ? [] : [host.platform];
  const span = `${localTime(ms(host.startS))} to ${localTime(ms(host.endS))}`;
  await out(`\n── ${[host.name, ...platform, span].map((part) => safe(part)).join(' · ')} ──\n`);
  const notes = notesOf(given, host);
  for (const { atS, text } of drawnLines(host, redactor.events(host, host.timeline.events()))) {
    for (const note of notes.splice(0, count(notes, atS))) await out(noteLine(ms(note.atS), note));
    await out(`[${localClock(ms(atS))}] ${safe(text, Number.POSITIVE_INFINITY)}\n`);
  }
  for (const note of notes) await out(noteLine(ms(note.atS), note));
}

interface SaidNote {
  readonly atS: number;
  readonly text: string;
}

/** Notes of the session, and those for the whole run, where the session's time has them. */
function notesOf({ recording, redactor }: ExportGiven, host: RecordedHost): SaidNote[] {
  return recording.notes
    .filter(({ session }) => session === undefined || session === host.name)
    .map(({ atMs, text }) => ({
      atS: (atMs - recording.startedAtMs) / 1_000,
      text: redactor.text(text, ''),
    }))
    .sort((a, b) => a.atS - b.atS);
}

function count(notes: readonly SaidNote[], atS: number): number {
  const later = notes.findIndex((note) => note.atS > atS);
  return later < 0 ? notes.length : later;
}

function noteLine(atMs: number, { text }: SaidNote): string {
  return `[${localClock(atMs)}] ── note: ${safeLines(text).replaceAll('\n', '\n           ')}\n`;
}
