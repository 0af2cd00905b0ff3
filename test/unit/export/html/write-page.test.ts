import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import html from '../../../../src/export/formats/html.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from '../../../helpers/export-given.ts';
import { linesAbove, screenAt } from '../../../helpers/film.ts';
import { filmIn, pageData } from '../../../helpers/page-contents.ts';
import { cell, note } from '../../../helpers/report-recording.ts';

const HOSTILE = '</script><script>alert(1)</script><!-- "\'&';

describe('a page', () => {
  const r1 = recordedHost([
    [2, 'r1#'],
    [4, HOSTILE],
    [5, { kind: 'gap', bytes: 7 }],
  ]);
  const r2 = recordedHost([[3, `${'r2 line\r\n'.repeat(500)}end`]], { name: HOSTILE });
  const recording = recordingOf([r1, r2], {
    blocks: [recordedBlock({ number: 1, command: HOSTILE, atS: 3.5, endS: 5, outcome: 'refused' })],
    notes: [note(3.6, HOSTILE)],
    cells: [cell(4.5, { text: HOSTILE, status: 'failed' })],
  });
  const given = exportGiven({ recording, texts: { 1: HOSTILE }, more: { title: HOSTILE } });

  it('names its script and its style by their hashes, and has no others', async () => {
    const page = await exported(html, given);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, script]) => script ?? '',
    );
    expect(scripts).toHaveLength(1);
    expect(page).toContain(
      `content="default-src 'none'; script-src '${sha256(scripts[0] ?? '')}'; style-src '${sha256(style)}'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(page.match(/<script[ >]/g)).toHaveLength(4);
    expect(page.match(/<!--/g)).toBe(null);
  });

  it('has films of all sessions and chapters of all that was done, from the first event on', async () => {
    const page = await exported(html, given);
    const data = pageData(page);
    expect(data).toMatchObject({
      title: HOSTILE,
      startedAtMs: STARTED_AT_MS + 2_000,
      lengthMs: 3_000,
    });
    expect(data.sessions.map(({ name, film }) => [name, film])).toEqual([
      ['r1', 'film-0'],
      [HOSTILE, 'film-1'],
    ]);
    expect(data.chapters).toEqual([
      { kind: 'command', session: 0, atMs: 1_500, endMs: 3_000, text: HOSTILE, outcome: 'refused' },
      { kind: 'note', atMs: 1_600, endMs: 1_600, text: HOSTILE },
      {
        kind: 'cell',
        atMs: 2_500,
        endMs: 3_000,
        text: '1 + 1',
        answer: HOSTILE,
        outcome: 'failed',
      },
      { kind: 'gap', session: 0, atMs: 3_000, endMs: 3_000, text: '7 bytes are missing here' },
    ]);
    expect(screenAt(filmIn(page, 0), 0)[0]).toBe('r1#');
    expect(linesAbove(filmIn(page, 1), 1_000)).toEqual(
      Array.from({ length: 477 }, () => 'r2 line'),
    );
  });

  it('has of chosen blocks their sessions and their time, and nothing from before but the line of the command', async () => {
    const more = { chosen: 'blocks' as const, title: 'x' };
    const page = await exported(html, exportGiven({ recording, texts: { 1: 'answer' }, more }));
    const data = pageData(page);
    expect(data.sessions).toHaveLength(1);
    expect(data.lengthMs).toBe(1_500);
    expect(screenAt(filmIn(page, 0), 0)).toEqual(['r1#', ...Array.from({ length: 23 }, () => '')]);
    expect(screenAt(filmIn(page, 0), 600)[0]).toBe(`r1#${HOSTILE}`);
  });

  it('shows what the redactor lets through', async () => {
    const redactor = {
      text: (text: string) => text.replaceAll('alert', '*****'),
      events: () => [{ atS: 2, place: 0, kind: 'output' as const, bytes: Buffer.from('masked') }],
      hidden: 1,
    };
    const page = await exported(html, exportGiven({ recording, more: { redactor, title: 'x' } }));
    expect(screenAt(filmIn(page, 0), 0)[0]).toBe('masked');
    const { chapters } = pageData(page);
    expect(JSON.stringify(chapters)).not.toContain('alert');
  });
});

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
