import { createHash } from 'node:crypto';
import { clockedDuration } from '../../core/duration.ts';
import { safe } from '../../core/safe.ts';
import type { ExportGiven, ExportOut } from '../export-format.ts';
import { dataElement } from './data-element.ts';
import { escapeHtml } from './escape-html.ts';
import { pageChapters } from './film/page-chapters.ts';
import { type PageRange, pageRange } from './film/page-range.ts';
import { pageMs, sessionFilm } from './film/session-film.ts';
import { StylePalette } from './film/style-palette.ts';
import { jsonInScript } from './json-in-script.ts';
import { pageFiles } from './page-files.ts';
import type { PageChapter, PageData } from './player/page-data.ts';
import { writeTextVersion } from './text-version.ts';

/** What all films of a page may take before they are compressed: a page of this size still opens in a second or two. */
const MOST_FILM_CHARS = 64 * 1024 * 1024;

/**
 * Writes the page: text version, player, films and data. Nothing in it is loaded from elsewhere, and its policy would not let it be: scripts and
 * styles count only where their SHA-256 is named in its head (CSP Level 3). Text of devices stands in data and in escaped text only.
 */
export async function writePage(given: ExportGiven, out: ExportOut): Promise<void> {
  const { script, style } = pageFiles();
  const range = pageRange(given);
  const policy = `default-src 'none'; script-src '${sha256(script)}'; style-src '${sha256(style)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  await out(head({ title: escapeHtml(safe(given.redactor.text(given.title, ''))), policy, style }));
  await writeTextVersion(given, range, out);
  await out(BODY);
  const { chapters, styles, problems } = await writeFilms(given, range, out);
  const data = pageData(given, { range, chapters, styles, problems });
  await out(dataElement('recording', jsonInScript(data)));
  await out(`<script>${script}</script>\n</body>\n</html>\n`);
}

function head({ title, policy, style }: Record<'title' | 'policy' | 'style', string>): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="showrun">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
`;
}

const BODY = `<noscript><p class="noscript">The player needs JavaScript. The commands and their answers are above.</p></noscript>
<div id="player" hidden></div>
`;

async function writeFilms(
  given: ExportGiven,
  range: PageRange,
  out: ExportOut,
): Promise<Pick<PageData, 'chapters' | 'styles' | 'problems'>> {
  const palette = new StylePalette();
  const gaps: PageChapter[] = [];
  const problems = given.recording.problems.map((line) => safe(line));
  let left = MOST_FILM_CHARS;
  for (const [session, host] of range.hosts.entries()) {
    const events = given.redactor.events(host, host.timeline.events());
    const own = given.blocks.filter((block) => block.session === host.name);
    const exactS = own.flatMap(({ atS, endS }) => [atS, endS]);
    const mostChars = left / (range.hosts.length - session);
    const film = sessionFilm(host, events, { range, session, palette, mostChars, exactS });
    left -= film.json.length;
    gaps.push(...film.gaps);
    if (film.cutAtMs !== undefined) {
      const line = cutLine(host.name, film.cutAtMs);
      problems.push(line);
      gaps.push(cutChapter(session, film.cutAtMs));
      given.onProblem(line);
    }
    await out(dataElement(filmId(session), film.json));
  }
  const chapters = [...pageChapters(given, range), ...gaps].sort((a, b) => a.atMs - b.atMs);
  return { chapters, styles: palette.styles, problems };
}

function cutLine(name: string, atMs: number): string {
  return `${safe(name)} is shown up to ${clockedDuration(atMs)} only: the page would be too large. Export fewer hosts or blocks for the rest`;
}

function cutChapter(session: number, atMs: number): PageChapter {
  const text = 'The page ends here for this session: it would be too large';
  return { kind: 'gap', session, atMs, endMs: atMs, text };
}

function pageData(
  { title, recording, redactor }: ExportGiven,
  given: Pick<PageData, 'chapters' | 'styles' | 'problems'> & { readonly range: PageRange },
): PageData {
  const { range, chapters, styles, problems } = given;
  const startedAtMs = Math.round(recording.startedAtMs + range.fromS * 1_000);
  return {
    title: safe(redactor.text(title, '')),
    startedAtMs,
    zoneMinutes: -new Date(startedAtMs).getTimezoneOffset(),
    lengthMs: pageMs(range.toS, range),
    sessions: range.hosts.map(({ name, host, platform, groups }, session) => ({
      name: safe(name),
      host: safe(host),
      platform: safe(platform),
      groups: groups.map((group) => safe(group)),
      film: filmId(session),
    })),
    chapters,
    styles,
    problems,
  };
}

function filmId(session: number): string {
  return `film-${session}`;
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
