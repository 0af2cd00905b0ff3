import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ShowrunError } from '../../src/core/errors.ts';
import type { Size } from '../../src/core/size.ts';
import { openOurs } from '../../src/journal/read/open-ours.ts';
import type { Recording } from '../../src/journal/recording.ts';
import { openReplay, type Replay } from '../../src/replay/replay.ts';
import { joinTaps } from '../../src/session/record/join-taps.ts';
import type { Session } from '../../src/session/session.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { testJournal } from '../helpers/cast-of.ts';
import { cutUp, deviceStreams, screenSizes, shownBy } from '../helpers/device-stream.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { fakePlatform } from '../helpers/fake-platform.ts';
import { FakeTransport } from '../helpers/fake-transport.ts';
import { markingTap } from '../helpers/marking-tap.ts';
import { testHost } from '../helpers/test-host.ts';

/** What happens to a session while it lives. */
type Happening =
  | { readonly kind: 'said'; readonly bytes: Uint8Array; readonly cuts: readonly number[] }
  | { readonly kind: 'command'; readonly command: string; readonly answer: string }
  | { readonly kind: 'flood'; readonly lines: number }
  | { readonly kind: 'resized'; readonly size: Size }
  | { readonly kind: 'lost' }
  | { readonly kind: 'back' };

const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 });
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('said' as const), bytes: deviceStreams(10), cuts }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      command: fc.constantFrom('show clock', 'show ip route', 'show version | include up'),
      answer: fc.constantFrom('noon', 'a\r\nb\r\n你好\r\nc', '\x1b[31mred\x1b[0m\r\n% Invalid'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('flood' as const),
      lines: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: screenSizes.map((size) => ({ kind: 'resized' as const, size })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'lost' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
);
const lives = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), happening), { maxLength: 16 });

type Shown = ReturnType<typeof shownBy>;

let folder: string;
const open: (() => Promise<void>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-replay-live-'));
});

afterEach(async () => {
  for (const close of open.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a session that was recorded', () => {
  it('is replayed as it was, cell by cell, at every command and in between, played and sought', async () => {
    let markers = 0;
    const property = fc.asyncProperty(
      lives,
      fc.array(fc.nat(), { maxLength: 10 }),
      async (happenings, order) => {
        const live = await lived(happenings);
        const replay = await replayed(live.recording);
        markers += live.marked.length;
        const expectAll = (
          how: string,
          sought: readonly { atS: number; shown: Shown[] }[],
        ): void => {
          for (const { atS, shown } of sought) {
            replay.player.seek(atS);
            const now = [...replay.sessions.values()].map(shownNow);
            expect({ how, atS, now }).toEqual({ how, atS, now: shown });
          }
        };
        const inAnyOrder = order.flatMap((at) => live.moments.at(at % live.moments.length) ?? []);
        expectAll('one after the other', live.moments);
        expectAll('in any order', inAnyOrder);
        for (const { session, atS, shown } of live.marked.toReversed()) {
          replay.player.seek(atS);
          const now = replay.sessions.get(session);
          expect({ session, atS, shown: now && shownNow(now) }).toEqual({ session, atS, shown });
        }
        await replay.close();
      },
    );
    await fc.assert(property, { numRuns: 30 });
    expect(markers).toBeGreaterThan(20);
  });
});

/** A run of two sessions, recorded; what they showed at each moment at rest, and when a command was entered. */
async function lived(happenings: readonly (readonly [number, Happening])[]) {
  const clock = new FakeClock();
  const name = `run-${readdirSync(folder).length}`;
  const journal = testJournal(join(folder, name), { clock, kind: 'tui' });
  const lines: FakeTransport[] = [];
  const marked: { session: string; atS: number; shown: Shown }[] = [];
  const sessions = new Sessions({
    ...{ clock, feeder: new Feeder({ clock }), platformOf: () => fakePlatform },
    transportTo: (host) => async () => {
      const line = new FakeTransport();
      lines[Number(host.name.slice(1))] = line;
      return line;
    },
    tapFor: (tapped) => {
      const marking = markingTap(({ command: _ }) => {
        const session = sessions.byName(tapped.name);
        if (session === undefined || session.pendingBytes > 0) return;
        marked.push({
          session: session.name,
          atS: clock.nowMs() / 1_000,
          shown: shownNow(session),
        });
      });
      return joinTaps([journal.tapFor(tapped), marking]);
    },
  });
  const hosts = ['r0', 'r1'].map((one) => testHost({ name: one, platform: 'fake_ios' }));
  const live = hosts.map((host) => sessions.open(host, { cols: 20, rows: 6 }));
  const moments: { atS: number; shown: Shown[] }[] = [];
  await clock.pass(1);
  for (const line of lines) line.says('r1#');
  for (const [at, one] of happenings) {
    const session = live[at];
    if (session === undefined) continue;
    await happen(one, { session, line: () => lines[at], clock });
    // Half a line is written with the rest of it, if that comes soon.
    await clock.pass(100);
    moments.push({ atS: clock.nowMs() / 1_000, shown: live.map(shownNow) });
    await clock.pass(100);
  }
  await Promise.all([sessions.close(), journal.close()]);
  const [run = ''] = readdirSync(join(folder, name));
  return { moments, marked, recording: openOurs(join(folder, name, run)) };
}

async function happen(
  one: Happening,
  on: {
    readonly session: Session;
    readonly line: () => FakeTransport | undefined;
    readonly clock: FakeClock;
  },
): Promise<void> {
  const { session, line, clock } = on;
  switch (one.kind) {
    case 'said':
      for (const part of cutUp(one.bytes, one.cuts)) {
        line()?.says(part);
        clock.advance(1);
      }
      break;
    case 'command':
      line()?.says('\r\nr1#');
      await clock.pass(300);
      session.write(Buffer.from('\r'));
      line()?.says(`${one.command}\r\n`);
      clock.advance(2);
      line()?.says(`${one.answer}\r\nr1#`);
      break;
    case 'flood':
      line()?.says('a line of a flood that is longer than the screen\r\n'.repeat(one.lines));
      break;
    case 'resized':
      session.resize(one.size);
      break;
    case 'lost':
      line()?.end({ kind: 'lost', error: new ShowrunError('hung-up', 'r0 is gone') });
      break;
    case 'back':
      await session.reconnect();
      break;
  }
}

async function replayed(recording: Recording): Promise<Replay> {
  const clock = new FakeClock();
  const sessions = new Sessions({
    ...{ clock, feeder: new Feeder({ clock }), platformOf: () => fakePlatform },
    transportTo: () => async () => new FakeTransport(),
  });
  const replay = await openReplay({
    ...{ sessions, clock, recording, platforms: { lookup: () => fakePlatform } },
    ...{ textOf: () => '', onKeys: () => undefined, checkpoints: { everyBytes: 200 } },
  });
  open.push(async () => {
    await replay.close();
    await sessions.close();
  });
  return replay;
}

function shownNow({ emulator }: Session): Shown {
  if (emulator === undefined) throw new Error('there is no screen');
  return shownBy(emulator);
}
