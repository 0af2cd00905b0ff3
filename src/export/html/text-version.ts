import { safe } from '../../core/safe.ts';
import { elapsedText } from '../block-forms/block-about.ts';
import { plainText } from '../block-forms/block-text.ts';
import { offsetTime } from '../block-forms/offset-time.ts';
import type { ExportGiven } from '../export-format.ts';
import { type ReportEntry, reportOrder } from '../report/report-order.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageRange } from './film/page-range.ts';

/** What the text version may take: it is for paper and for browsers without scripts; the player has all. */
const MOST_CHARS = 512 * 1024;
const MOST_ENTRY_CHARS = 64 * 1024;

/** The commands with their answers as plain HTML, one below the other, written piece by piece. */
export async function writeTextVersion(
  given: ExportGiven,
  range: PageRange,
  out: (piece: string) => Promise<void>,
): Promise<void> {
  const { recording, redactor, title } = given;
  const hosts = range.hosts.map(({ name }) => safe(name)).join(', ');
  const when = offsetTime(recording.startedAtMs + range.fromS * 1_000);
  await out(
    `<section id="text">\n<h1>${escapeHtml(safe(redactor.text(title, '')))}</h1>\n<p>${escapeHtml(`${when} · ${hosts}`)}</p>\n`,
  );
  let left = MOST_CHARS;
  const entries = reportOrder(given);
  for (const [place, entry] of entries.entries()) {
    if (left <= 0) {
      await out(
        `<p>${entries.length - place} more commands and notes are only in the player.</p>\n`,
      );
      break;
    }
    const piece = article(shownEntry(given, entry), Math.min(left, MOST_ENTRY_CHARS));
    left -= piece.length;
    await out(piece);
  }
  await out('</section>\n');
}

/** An entry as text: a word of what it is, what was typed, when and how it went, what came of it. */
interface ShownEntry {
  readonly head: string;
  readonly typed: string;
  readonly about: string;
  readonly text: string;
}

function shownEntry(given: ExportGiven, entry: ReportEntry): ShownEntry {
  const { recording, redactor, textOf } = given;
  if (entry.kind === 'block') {
    const { host, command, platform, elapsedMs, outcome } = entry;
    const when = offsetTime(recording.startedAtMs + entry.atS * 1_000);
    const about = [when, elapsedText(elapsedMs), ...(outcome === 'ok' ? [] : [outcome])];
    return {
      head: safe(host),
      typed: safe(redactor.text(command, platform)),
      about: about.join(' · '),
      text: plainText(textOf(entry)),
    };
  }
  const atMs = entry.kind === 'note' ? entry.atMs : entry.startedAtMs;
  return {
    head: entry.kind === 'note' ? 'Note' : 'REPL',
    typed: entry.kind === 'note' ? '' : plainText(redactor.text(entry.source, '')),
    about: offsetTime(atMs),
    text: plainText(redactor.text(entry.text, '')),
  };
}

function article({ head, typed, about, text }: ShownEntry, mostChars: number): string {
  const shown = text.length <= mostChars ? text : `${text.slice(0, mostChars)}\n… (cut here)`;
  const code = typed === '' ? '' : ` <code>${escapeHtml(typed)}</code>`;
  const said = shown === '' ? '' : `<pre>${escapeHtml(shown)}</pre>`;
  return `<article><h2>${escapeHtml(head)}${code}</h2><p>${escapeHtml(about)}</p>${said}</article>\n`;
}
