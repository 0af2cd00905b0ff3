import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CastEvent } from '../../../../src/journal/cast/cast-event.ts';
import { bytesOfBlock } from '../../../../src/journal/read/block-bytes.ts';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { testJournal } from '../../../helpers/cast-of.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';
import { RecordedSession } from '../../../helpers/recorded-session.ts';
import { testHost } from '../../../helpers/test-host.ts';

const platforms = openPlatforms();
// All of them are read once, which takes a second, and is not what is tested.
platforms.all();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-written-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('output' as const),
      bytes: fc.oneof(
        // Half a character waits for its other half, whatever comes in between.
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from([...bytes, 0x2e])),
        fc
          .string({ unit: 'binary', minLength: 1 })
          .map((text) => new Uint8Array(Buffer.from(text))),
        fc
          .nat(40_000)
          .map((length) => new Uint8Array(Buffer.from('a line of it\r\n'.repeat(1 + length / 14)))),
      ),
    }),
  },
  fc.record({ kind: fc.constant('printed' as const), line: fc.string({ unit: 'grapheme' }) }),
  fc.record({
    kind: fc.constant('resize' as const),
    size: fc.record({
      cols: fc.integer({ min: 81, max: 300 }),
      rows: fc.integer({ min: 1, max: 100 }),
    }),
  }),
);

describe('what was written', () => {
  it('is read again: every byte, in its order, with its time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5_000), happening), { maxLength: 30 }),
        async (made) => {
          const clock = new FakeClock();
          const own = mkdtempSync(join(folder, 'run-'));
          const journal = testJournal(own, { clock });
          const host = testHost();
          const size = { cols: 80, rows: 24 };
          const tap = journal.tapFor({ name: 'r1', host, size, holdBack: () => () => undefined });
          for (const [pauseMs, what] of made) {
            clock.advance(pauseMs);
            if (what.kind === 'output') tap?.received(what.bytes);
            else if (what.kind === 'printed') tap?.printed(what.line);
            else tap?.resized(what.size);
          }
          tap?.closed();
          await journal.close();
          const recording = await openRecording(join(own, readdirSync(own)[0] ?? ''), {
            platforms,
          });
          const events = [...(recording.sessions[0]?.timeline.events() ?? [])];
          expect(told(events)).toEqual(told(made.map(([, what]) => what)));
          expect(recording).toMatchObject({ end: 'ended', problems: [] });
          const lastS = made.reduce((sum, [pauseMs]) => sum + pauseMs, 0) / 1_000;
          expect(events.at(-1)?.atS ?? lastS).toBeLessThanOrEqual(lastS + 0.001);
          recording.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has the answers that the session had itself', async () => {
    const one = new RecordedSession();
    try {
      await one.open();
      const lines = Array.from({ length: 200 }, (_, at) => `line ${at}`).join('\r\n');
      one.device.replies['show long'] = `${lines}\r\n`;
      for (const command of [
        'show clock',
        'show long',
        'show nothing of the kind that is known here, however long it may become',
      ]) {
        await one.types(`${command}\r`);
      }
      const blocks = one.session.blocks(10);
      await one.close();
      const known = { ...platforms, find: () => fakePlatform, lookup: () => fakePlatform };
      const recording = await openRecording(one.run, {
        platforms: Object.assign(Object.create(platforms), known),
      });
      const read = recording.blocks.map((block) => ({
        command: block.command,
        mode: block.mode,
        outcome: block.outcome,
        text: textOfBlock(recording, block, known),
      }));
      expect(read.length).toBe(3);
      expect(read).toEqual(
        blocks.map(({ command, mode, outcome, text }) => ({ command, mode, outcome, text })),
      );
      const said = Buffer.concat(one.said).toString();
      for (const block of recording.blocks) {
        expect(said).toContain(Buffer.from(bytesOfBlock(recording, block)).toString());
        const events = recording.sessions[0]?.timeline.events(
          recording.sessions[0].timeline.placeAt(block.atS),
        );
        expect(
          [...(events ?? [])].some(
            (event) => event.kind === 'marker' && event.label === block.command,
          ),
        ).toBe(true);
      }
      recording.close();
    } finally {
      one.remove();
    }
  });
});

/** Output in one piece as far as nothing comes in between: how it is cut is the writer's affair. */
function told(events: readonly (CastEvent | { readonly kind: string })[]): readonly string[] {
  const all: string[] = [];
  let output = '';
  for (const event of events) {
    if (event.kind === 'output' && 'bytes' in event && typeof event.bytes !== 'number') {
      output += Buffer.from(event.bytes).toString('latin1');
      continue;
    }
    if (output !== '') all.push(output);
    output = '';
    if ('line' in event) all.push(`printed ${event.line}`);
    else if ('size' in event) all.push(`resize ${event.size.cols}x${event.size.rows}`);
    else all.push(event.kind);
  }
  return output === '' ? all : [...all, output];
}
