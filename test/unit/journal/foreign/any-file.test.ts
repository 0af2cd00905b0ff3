import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../../src/core/errors.ts';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import type { Recording } from '../../../../src/journal/recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { sampleSessions } from '../../../helpers/sample-sessions.ts';

const platforms = openPlatforms();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-any-'));
  platforms.all();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A session in each form in which one is kept. */
const files = sampleSessions.flatMap(({ text }) => {
  const lines = text.split('\n');
  const events = lines.map((line) => `${JSON.stringify([0.3, 'o', `${line}\r\n`])}\n`).join('');
  const stdout = lines.map((line) => [0.2, `${line}\r\n`]);
  return [
    text,
    `${JSON.stringify({ version: 2, width: 80, height: 24 })}\n${events}`,
    `${JSON.stringify({ version: 3, term: { cols: 80, rows: 24 } })}\n${events}`,
    JSON.stringify({ version: 1, width: 80, height: 24, stdout }),
    lines.map((line, at) => `[2026-11-21 10:00:${10 + (at % 50)}] ${line}\n`).join(''),
  ].map((written) => Buffer.from(written));
});

const nasty = fc.constantFrom(
  '\0',
  '\x1b[2J',
  '\x1b[?1049h',
  '\x1b[99;99H',
  '"',
  '[',
  '}',
  '\r',
  '\ufeff',
  '#',
  '[1e999,"o","x"]\n',
  '9'.repeat(400),
  ' '.repeat(3_000),
  '=~=~=~=~=~= PuTTY log 9999.99.99 99:99:99 =~=~',
  'a'.repeat(70_000),
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(200),
  put: fc.oneof(nasty, fc.string({ unit: 'binary' })),
});

describe('any file', () => {
  it('opens with its events in order and its commands to be read, or says in one line why not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(edit, { maxLength: 8 }),
        async (file, edits) => {
          const path = join(folder, 'any');
          writeFileSync(path, edits.reduce(edited, file));
          const recording = await openRecording(path, { platforms }).catch((thrown: unknown) => {
            expect(asShowrunError(thrown).code).toBe('bad-file');
          });
          if (recording === undefined) return;
          expectSound(recording);
          recording.close();
        },
      ),
      { numRuns: 30 },
    );
  });
});

function edited(
  bytes: Buffer,
  { at, cut, put }: { readonly at: number; readonly cut: number; readonly put: string },
): Buffer {
  const from = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + cut)]);
}

function expectSound(recording: Recording): void {
  const [session] = recording.sessions;
  const events = [...(session?.timeline.events() ?? [])];
  expect(events.map(({ atS }) => atS)).toEqual(events.map(({ atS }) => atS).sort((a, b) => a - b));
  for (const event of [events[0], events[events.length >> 1], events.at(-1)]) {
    if (event === undefined || session === undefined) continue;
    const [byTime] = session.timeline.events(session.timeline.placeAt(event.atS));
    const [byPlace] = session.timeline.events(event.place);
    expect([byTime?.atS, byPlace?.place]).toEqual([event.atS, event.place]);
  }
  for (const block of recording.blocks) {
    expect(textOfBlock(recording, block, platforms)).toEqual(expect.any(String));
    expect(block.endS).toBeGreaterThanOrEqual(block.atS);
    expect(block.endS).toBeLessThanOrEqual(recording.durationS);
  }
}
