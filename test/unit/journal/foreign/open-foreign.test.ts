import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import type { Recording } from '../../../../src/journal/recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { sampleSessions } from '../../../helpers/sample-sessions.ts';

const platforms = openPlatforms();
// All of them are read once, which takes a second, and is not what is tested.
platforms.all();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-foreign-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a cast of somebody else', () => {
  it.each(sampleSessions)('of $platform has its commands as blocks', async (sample) => {
    const lines = sample.text.split('\n');
    const events = lines.map((line, at) => {
      const end = at === lines.length - 1 ? '' : '\r\n';
      return `${JSON.stringify([at, 'o', `${line}${end}`])}\n`;
    });
    const header = { version: 2, width: 200, height: 50, timestamp: 1_795_000_000 };
    const recording = await opened('x.cast', `${JSON.stringify(header)}\n${events.join('')}`);
    expect(recording).toMatchObject({
      kind: 'asciicast',
      startedAtMs: 1_795_000_000_000,
      problems: [],
    });
    expect(recording.sessions).toMatchObject([{ host: sample.host, platform: sample.platform }]);
    expect(recording.blocks.map(({ command }) => command)).toEqual(sample.commands);
    const refused = recording.blocks.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ command }) => command)).toEqual(sample.refused ?? []);
    for (const block of recording.blocks) {
      expect(lines[block.atS]?.trimEnd().endsWith(block.command)).toBe(true);
      const text = textOfBlock(recording, block, platforms);
      const answer = lines
        .slice(block.atS + 1, block.endS)
        .join('\n')
        .replace(/\n+(?:\[edit\])?$/, '');
      expect(text.replace(/\n+$/, '')).toBe(answer.replace(/\n+$/, ''));
    }
  });

  it('tells the same whatever version it is written in', async () => {
    const said: readonly (readonly [number, string])[] = [
      [0.5, 'r1#'],
      [2, 'show clock\r\n'],
      [2.25, '14:02\r\né\r\nr1#'],
    ];
    const v1 = {
      version: 1,
      width: 100,
      height: 30,
      duration: 2.25,
      title: '',
      env: null,
      stdout: said.map(([atS, text], at) => [atS - (said[at - 1]?.[0] ?? 0), text]),
    };
    const v2 = [
      { version: 2, width: 100, height: 30, title: null },
      ...said.map(([atS, text]) => [atS, 'o', text]),
    ];
    const v3 = [
      { version: 3, term: { cols: 100, rows: 30, type: null }, idle_time_limit: null },
      ...said.map(([atS, text], at) => [atS - (said[at - 1]?.[0] ?? 0), 'o', text]),
      [0, 'x', '0'],
    ];
    const files = [
      JSON.stringify(v1, undefined, 2),
      lined(v2),
      lined(v3).replace('\n', '\n# a comment\n\n'),
    ];
    const all = await Promise.all(files.map((text, at) => opened(`v${at + 1}.cast`, text)));
    const [first, ...others] = all.map((recording) => ({
      events: [...(recording.sessions[0]?.timeline.events() ?? [])].map(
        ({ place: _, ...event }) => event,
      ),
      size: recording.sessions[0]?.size,
      commands: recording.blocks.map(({ command, atS, endS }) => ({ command, atS, endS })),
      durationS: recording.durationS,
    }));
    expect(first?.commands).toEqual([{ command: 'show clock', atS: 2, endS: 2.25 }]);
    expect(others).toEqual([first, first]);
  });

  it('keeps no pause longer than its author wanted', async () => {
    const cast = lined([
      { version: 2, width: 80, height: 24, idle_time_limit: 2 },
      [1, 'o', 'a'],
      [100, 'o', 'b'],
      [101, 'o', 'c'],
    ]);
    const { durationS } = await opened('idle.cast', cast);
    expect(durationS).toBe(4);
  });

  it('has markers that are no commands as notes', async () => {
    const cast = lined([
      { version: 2, width: 80, height: 24, timestamp: 1_000 },
      [0, 'o', 'r1#'],
      [1, 'm', 'The fault'],
      [2, 'o', 'show clock\r\n14:02\r\nr1#'],
      [2, 'm', 'show clock'],
      [3, 'm', ''],
    ]);
    const { notes, blocks } = await opened('marked.cast', cast);
    expect(notes).toMatchObject([{ text: 'The fault', atMs: 1_001_000 }, { text: 'Marker 3' }]);
    expect(blocks.map(({ command }) => command)).toEqual(['show clock']);
  });

  it('of version 1 is played as far as it is there', async () => {
    const whole = JSON.stringify({
      version: 1,
      width: 80,
      height: 24,
      stdout: [
        [1, 'a]'],
        [1, 'b'],
        [1, 'c'],
      ],
    });
    for (let length = whole.indexOf('a]') + 4; length < whole.length; length++) {
      const { sessions, problems } = await opened('torn.json', whole.slice(0, length));
      const said = [...(sessions[0]?.timeline.events() ?? [])].length;
      expect([said, problems.length]).toEqual([
        expect.toSatisfy((count: number) => count >= 1 && count <= 3),
        1,
      ]);
    }
  });

  it('is told from what cannot be played', async () => {
    await expect(opened('new.cast', lined([{ version: 4, term: {} }]))).rejects.toThrow(
      /version 4/,
    );
    await expect(opened('torn.cast', '{"version": 1, "width": 80, "stdout": [[0.')).rejects.toThrow(
      /damaged asciicast of version 1/,
    );
    await expect(opened('bad.log.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3]))).rejects.toThrow(/gzip/);
  });

  it('may be packed', async () => {
    const cast = lined([
      { version: 2, width: 80, height: 24 },
      [0, 'o', 'r1#show clock\r\n14:02\r\nr1#'],
    ]);
    const { blocks } = await opened('r1.cast.gz', gzipSync(cast));
    expect(blocks).toMatchObject([{ command: 'show clock' }]);
  });

  it('may name times that never were', async () => {
    const texts = [
      lined([
        { version: 2, width: 1e9, height: -3, timestamp: 1e300 },
        [1e300, 'o', 'a'],
        [5, 'r', '999999x999999'],
        [-1, 'o', 'b'],
      ]),
      lined([
        { version: 3, term: null, timestamp: '0' },
        [1e300, 'o', 'a'],
        [1e300, 'o', 'b'],
        [-1e300, 'o', 'c'],
      ]),
      JSON.stringify({
        version: 1,
        width: null,
        stdout: [[1e300, 'a'], [1e300, 'b'], ['x', 'c'], 7, [], [1]],
      }),
    ];
    for (const [at, text] of texts.entries()) {
      const { sessions, startedAtMs, durationS } = await opened(`times${at}.cast`, text);
      expect(new Date(startedAtMs + durationS * 1_000).toISOString()).toMatch(/^\d{4}-/);
      const events = [...(sessions[0]?.timeline.events() ?? [])];
      expect(events.length).toBeGreaterThan(1);
      expect(events.every(({ atS }) => atS >= 0 && atS <= durationS)).toBe(true);
      expect(sessions[0]?.size.cols).toBeLessThanOrEqual(1_000);
    }
  });

  it('is read over what nobody can read, with times that never go back', async () => {
    const cast = `${JSON.stringify({ version: 2, width: 80, height: 24 })}\n
[1, "o", "a"]\n\0\0\0\n# a comment\n[0.5, "o", "b"]\n[null, "o", "c"]\n[2, "o", null]\n[3, "z", {"deep": []}, "more"]\n[9, "o", "tor`;
    const recording = await opened('damaged.cast', cast);
    const events = [...(recording.sessions[0]?.timeline.events() ?? [])];
    expect(
      events.map((event) => [event.atS, event.kind === 'output' && String(event.bytes)]),
    ).toEqual([
      [1, 'a'],
      [1, 'b'],
      [1, 'c'],
    ]);
    expect(recording.problems).toEqual([
      'the line at byte 52 is broken, left out',
      expect.stringMatching(/is torn/),
    ]);
  });
});

async function opened(name: string, text: string | Uint8Array): Promise<Recording> {
  const path = join(folder, name);
  writeFileSync(path, text);
  return await openRecording(path, { platforms });
}

function lined(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
