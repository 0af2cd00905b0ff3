import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CastEvent } from '../../../../src/journal/cast/cast-event.ts';
import { bytesOfBlock } from '../../../../src/journal/read/block-bytes.ts';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import type { Recording } from '../../../../src/journal/recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { makeRecording, type RecordingSpec } from '../../../helpers/make-recording.ts';
import { type MadeRecording, STARTED_AT_MS } from '../../../helpers/recording-folder.ts';

const platforms = openPlatforms();
// All of them are read once, which takes a second, and is not what is tested.
platforms.all();
const toClose: (() => void)[] = [];

afterEach(() => {
  for (const close of toClose.splice(0)) close();
});

describe('a recording of ours', () => {
  it('has its sessions, their platforms and times', async () => {
    const { recording, made } = await opened({
      sessions: [
        {
          name: 'r1',
          groups: ['core'],
          steps: [
            [0, 'r1#'],
            [9, 'x'],
          ],
        },
        {
          name: 'sw1',
          platform: 'arista_eos',
          startS: 4,
          size: { cols: 132, rows: 50 },
          steps: [[5, 'sw1#']],
        },
      ],
    });
    expect(recording).toMatchObject({ name: made.name, kind: 'ours', startedAtMs: STARTED_AT_MS });
    expect(recording).toMatchObject({ durationS: 9, end: 'ended', problems: [] });
    expect(recording.sessions).toMatchObject([
      { name: 'r1', host: 'r1', groups: ['core'], platform: 'cisco_ios', startS: 0, endS: 9 },
      { name: 'sw1', platform: 'arista_eos', startS: 5, endS: 5, size: { cols: 132, rows: 50 } },
    ]);
  });

  it('gives back every event with exactly its bytes', async () => {
    const latin1 = Buffer.from('caf\xe9 \xff\xfe\r\n', 'latin1');
    const { recording } = await opened({
      sessions: [
        {
          name: 'r1',
          startS: 1,
          steps: [
            [1, 'r1#'],
            [2.5, latin1],
            [3, { resize: { cols: 100, rows: 30 } }],
            [3.25, { gap: 1_000 }],
            [4, { printed: '── connection lost ──' }],
            [5, { marker: 'show clock' }],
            [6, { input: 'q' }],
            [7, 'a real \ufffd, \u009b and \u202e'],
          ],
        },
      ],
    });
    expect(eventsOf(recording)).toEqual([
      { atS: 1, kind: 'output', text: 'r1#' },
      { atS: 2.5, kind: 'output', text: latin1.toString('latin1') },
      { atS: 3, kind: 'resize', size: { cols: 100, rows: 30 } },
      { atS: 3.25, kind: 'gap', bytes: 1_000 },
      { atS: 4, kind: 'printed', line: '── connection lost ──' },
      { atS: 5, kind: 'marker', label: 'show clock' },
      { atS: 6, kind: 'input', text: 'q' },
      {
        atS: 7,
        kind: 'output',
        text: Buffer.from('a real \ufffd, \u009b and \u202e').toString('latin1'),
      },
    ]);
  });

  it('cuts it into blocks whose answers can be read', async () => {
    const { recording } = await opened({
      sessions: [
        {
          name: 'r1',
          steps: [
            [0, 'Welcome\r\nr1#'],
            [1, { command: 'show clock', answer: '14:02:12 UTC', tookS: 0.5 }],
            [2, { gap: 77 }],
            [3, { command: 'conf t', answer: '', prompt: 'r1(config)#' }],
            [
              4,
              {
                command: 'show x',
                answer: '% Invalid input\n r1#no prompt',
                prompt: 'r1(config)#',
                outcome: 'refused',
              },
            ],
          ],
        },
      ],
    });
    expect(
      recording.blocks.map(({ number, command, atS, endS }) => ({ number, command, atS, endS })),
    ).toEqual([
      { number: 1, command: 'show clock', atS: 1, endS: 1.5 },
      { number: 2, command: 'conf t', atS: 3, endS: 3.1 },
      { number: 3, command: 'show x', atS: 4, endS: 4.1 },
    ]);
    const texts = recording.blocks.map((block) => textOfBlock(recording, block, platforms));
    expect(texts).toEqual(['14:02:12 UTC', '', '% Invalid input\n r1#no prompt']);
    const [first] = recording.blocks;
    const bytes = first === undefined ? new Uint8Array() : bytesOfBlock(recording, first);
    expect(Buffer.from(bytes).toString()).toBe('show clock\r\n14:02:12 UTC\r\nr1#');
  });

  it('finds the place of a time', async () => {
    const steps = Array.from({ length: 5_000 }, (_, at) => [at / 10, `line ${at}\r\n`] as const);
    const { recording } = await opened({ sessions: [{ name: 'r1', startS: 0, steps }] });
    const timeline = recording.sessions[0]?.timeline;
    for (const atS of [0, 0.05, 17.3, 250, 499.9]) {
      const [event] = timeline?.events(timeline.placeAt(atS)) ?? [];
      expect(event?.atS).toBeCloseTo(Math.ceil(atS * 10) / 10, 6);
    }
    expect([...(timeline?.events(timeline.placeAt(500)) ?? [])]).toEqual([]);
  });

  it('tells one that goes on from one that was killed', async () => {
    const sessions = [{ name: 'r1', steps: [[0, 'r1#']] as const }];
    const running = await opened({ end: 'running', startedAtMs: Date.now(), sessions });
    const killed = await opened({ end: 'cut off', sessions });
    expect([running.recording.end, killed.recording.end]).toEqual(['running', 'cut off']);
  });

  it('is no folder without a cast', async () => {
    const { made } = await opened({ sessions: [] });
    writeFileSync(join(made.path, 'run.json'), '{"version":1');
    await expect(openRecording(made.path, { platforms })).rejects.toThrow(
      /cannot open the recording/,
    );
    await expect(openRecording('/nowhere/at/all', { platforms })).rejects.toThrow(
      /it is not there/,
    );
  });
});

async function opened(
  spec: RecordingSpec,
): Promise<{ readonly recording: Recording; readonly made: MadeRecording }> {
  const made = makeRecording(spec);
  toClose.push(made.remove);
  const recording = await openRecording(made.path, { platforms });
  toClose.push(() => recording.close());
  return { recording, made };
}

/** The events of the first session; bytes as Latin-1. */
function eventsOf({ sessions: [first] }: Recording): unknown[] {
  return [...(first?.timeline.events() ?? [])].map((event: CastEvent) => {
    const { place: _, ...rest } = event;
    if (rest.kind !== 'output' && rest.kind !== 'input') return rest;
    const { bytes, ...about } = rest;
    return { ...about, text: Buffer.from(bytes).toString('latin1') };
  });
}
