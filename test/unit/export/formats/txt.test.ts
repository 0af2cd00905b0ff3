import { describe, expect, it } from 'vitest';
import txt from '../../../../src/export/formats/txt.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from '../../../helpers/export-given.ts';

const r1 = recordedHost([
  [0, 'r1#'],
  [1, 'sh'],
  [1.2, 'ow cl\x08\x08\x1b[Kclock\r\n'],
  [1.4, '\x1b[1m01:42:18\x1b[m\r\nr1#'],
  [5, { kind: 'printed', line: '── connection lost ──' }],
  [6, { kind: 'gap', bytes: 512 }],
]);

describe('text', () => {
  it('has the lines of a session as its pane showed them, each with its time', async () => {
    const text = await exported(txt, exportGiven({ recording: recordingOf([r1]) }));
    expect(text.split('\n')).toEqual([
      '2026-11-21T0142-17-lab',
      '======================',
      '',
      '── r1 · cisco_ios · 2026-11-21 01:42:17 to 2026-11-21 01:42:23 ──',
      '[01:42:18] r1#show clock',
      '[01:42:18] 01:42:18',
      '[01:42:22] ── connection lost ──',
      '[01:42:23] ── 512 bytes of output are missing here: they could not be written ──',
      '[01:42:23] r1#',
      '',
    ]);
  });

  it('has a note where it was typed, and not among another session', async () => {
    const notes = [
      { kind: 'note' as const, atMs: STARTED_AT_MS + 500, text: 'here we go\nagain' },
      { kind: 'note' as const, atMs: STARTED_AT_MS + 600, session: 'r2', text: 'not here' },
    ];
    const recording = recordingOf([r1], { notes });
    const lines = (await exported(txt, exportGiven({ recording }))).split('\n');
    expect(lines.slice(4, 7)).toEqual([
      '[01:42:17] ── note: here we go',
      '           again',
      '[01:42:18] r1#show clock',
    ]);
    expect(lines.join()).not.toContain('not here');
  });

  it('has only the chosen blocks where some are chosen, in their order', async () => {
    const blocks = [
      recordedBlock({ command: 'show clock', number: 2, atS: 60 }),
      recordedBlock({ command: 'shw', number: 1, outcome: 'refused', session: 'r2' }),
    ];
    const recording = recordingOf([r1], { blocks });
    const given = exportGiven({
      recording,
      texts: { 1: '% Invalid\n', 2: '01:43:17' },
      more: { chosen: 'blocks', title: 'Two commands' },
    });
    expect((await exported(txt, given)).split('\n')).toEqual([
      'Two commands',
      '============',
      '',
      '── r1 ── show clock ── 2026-11-21 01:43:17 · 0.4 s ──',
      '01:43:17',
      '',
      '── r2 ── shw ── 2026-11-21 01:42:18 · 0.4 s · refused ──',
      '% Invalid',
      '',
    ]);
  });

  it('lets nothing of a device act on the terminal it is shown on', async () => {
    const hostile = recordedHost([[0, 'a\u009b31m\u202eb\x1b]0;t\x07\r\n']]);
    const block = recordedBlock({ command: 'show \x1b[2J' });
    const recording = recordingOf([hostile], { blocks: [block] });
    const given = exportGiven({ recording, texts: { 1: 'x\u009dy' } });
    const text =
      (await exported(txt, given)) + (await exported(txt, { ...given, chosen: 'blocks' }));
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });
});
