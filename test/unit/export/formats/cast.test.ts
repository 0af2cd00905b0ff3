import { describe, expect, it } from 'vitest';
import cast from '../../../../src/export/formats/cast.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from '../../../helpers/export-given.ts';

const r1 = recordedHost([
  [0.5, 'r1#'],
  [1, { kind: 'resize', size: { cols: 100, rows: 30 } }],
  [2, 'show clock\r\n'],
  [2, { kind: 'marker', label: 'show clock' }],
  [3, { kind: 'input', bytes: Buffer.from('q') }],
  [4, { kind: 'printed', line: '── lost ──' }],
  [5, { kind: 'gap', bytes: 9 }],
  [6, '\xffü'],
]);

const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a cast', () => {
  it('has only events that every player knows, and draws those of ours', async () => {
    const text = await exported(cast, exportGiven({ recording: recordingOf([r1]) }));
    const [head, ...events] = linesOf(text);
    expect(head).toEqual({
      version: 2,
      width: 80,
      height: 24,
      timestamp: Math.floor((STARTED_AT_MS + 500) / 1_000),
      title: '2026-11-21T0142-17-lab: r1',
      env: { TERM: 'xterm-256color' },
      showrun: {
        session: 'r1',
        host: 'r1',
        platform: 'cisco_ios',
        startedAtMs: STARTED_AT_MS + 500,
      },
    });
    expect(events).toEqual([
      [0, 'o', 'r1#'],
      [0.5, 'r', '100x30'],
      [1.5, 'o', 'show clock\r\n'],
      [1.5, 'm', 'show clock'],
      [2.5, 'i', 'q'],
      [3.5, 'o', '\x18\x1b[0m\x1b[r\x1b[?25h── lost ──\r\n'],
      [4.5, 'o', expect.stringContaining('9 bytes of output are missing')],
      [5.5, 'o', 'ÿü'],
    ]);
  });

  it('goes from before the first chosen command to behind the last, as wide as it was then', async () => {
    const blocks = [
      recordedBlock({ command: 'enable', atS: 0.6, endS: 1.5 }),
      recordedBlock({ command: 'show clock', number: 2, atS: 2, endS: 3 }),
    ];
    const given = exportGiven({
      recording: recordingOf([r1], { blocks }),
      more: { chosen: 'blocks', blocks: blocks.slice(1) },
    });
    const [head, ...events] = linesOf(await exported(cast, given));
    expect(head).toMatchObject({ width: 100, height: 30 });
    expect(events).toEqual([
      [0.5, 'o', 'show clock\r\n'],
      [0.5, 'm', 'show clock'],
      [1.5, 'i', 'q'],
    ]);
  });

  it('can be shown with cat', async () => {
    const hostile = recordedHost([
      [0, 'a\u009b\u202eb\x1b]0;t\x07\x7f'],
      [1, { kind: 'marker', label: '\u202e\x1b[2J' }],
    ]);
    const text = await exported(cast, exportGiven({ recording: recordingOf([hostile]) }));
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });
});
