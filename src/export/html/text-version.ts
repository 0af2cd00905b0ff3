import { safe } from '../../core/safe.ts';
import { elapsedText } from '../block-forms/block-about.ts';
import { plainText } from '../block-forms/block-text.ts';
import { offsetTime } from '../block-forms/offset-time.ts';
import type { ExportGiven } from '../export-format.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageRange } from './film/page-range.ts';

/** What the text version may take: it is for paper and for browsers without scripts; the player has all. */
const MOST_CHARS = 512 * 1024;
const MOST_BLOCK_CHARS = 64 * 1024;

/** The commands with their answers as plain HTML, one below the other, written piece by piece. */
export async function writeTextVersion(
  given: ExportGiven,
  range: PageRange,
  out: (piece: string) => Promise<void>,
): Promise<void> {
  const { recording } = given;
  const names = new Set(range.hosts.map(({ name }) => name));
  const blocks = given.blocks.filter(({ session }) => names.has(session));
  const hosts = range.hosts.map(({ name }) => safe(name)).join(', ');
  const when = offsetTime(recording.startedAtMs + range.fromS * 1_000);
  await out(
    `<section id="text">\n<h1>${escapeHtml(safe(given.redactor.text(given.title, '')))}</h1>\n<p>${escapeHtml(`${when} · ${hosts}`)}</p>\n`,
  );
  let left = MOST_CHARS;
  for (const [place, block] of blocks.entries()) {
    if (left <= 0) {
      await out(`<p>${blocks.length - place} more commands are only in the player.</p>\n`);
      break;
    }
    const piece = article(given, block, Math.min(left, MOST_BLOCK_CHARS));
    left -= piece.length;
    await out(piece);
  }
  await out('</section>\n');
}

function article(
  { recording, redactor, textOf }: ExportGiven,
  block: ExportGiven['blocks'][number],
  mostChars: number,
): string {
  const command = safe(redactor.text(block.command, block.platform));
  const about = [
    offsetTime(recording.startedAtMs + block.atS * 1_000),
    elapsedText(block.elapsedMs),
    ...(block.outcome === 'ok' ? [] : [block.outcome]),
  ].join(' · ');
  const text = plainText(textOf(block));
  const shown = text.length <= mostChars ? text : `${text.slice(0, mostChars)}\n… (cut here)`;
  return `<article><h2>${escapeHtml(safe(block.host))} <code>${escapeHtml(command)}</code></h2><p>${escapeHtml(about)}</p>${shown === '' ? '' : `<pre>${escapeHtml(shown)}</pre>`}</article>\n`;
}
