import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Size } from '../../src/core/size.ts';
import { drawEvent } from '../../src/replay/play/draw-event.ts';
import { openReplay, type Replay } from '../../src/replay/replay.ts';
import { Sessions } from '../../src/session/sessions.ts';
import { Emulator } from '../../src/term/emulator.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { arrayHost, arrayRecording, type MadeEvent, said } from '../helpers/array-recording.ts';
import { deviceStreams, screenSizes, shownBy } from '../helpers/device-stream.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { fakePlatform } from '../helpers/fake-platform.ts';
import { FakeTransport } from '../helpers/fake-transport.ts';

/** What may be in a session's file: output, resizes, our own lines, gaps. Some of it at the same time. */
const matters = fc.oneof(
  { weight: 6, arbitrary: deviceStreams(12).map((bytes) => said(0, bytes)) },
  {
    weight: 1,
    arbitrary: screenSizes.map((size): MadeEvent => ({ atS: 0, kind: 'resize', size })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<MadeEvent>({ atS: 0, kind: 'printed', line: '── connection lost ──' }),
  },
  { weight: 1, arbitrary: fc.constant<MadeEvent>({ atS: 0, kind: 'gap', bytes: 70 }) },
);
const happenings = fc
  .array(fc.tuple(matters, fc.constantFrom(0, 0.25, 0.5)), { minLength: 1, maxLength: 14 })
  .map((all) => {
    let atS = 0;
    return all.map(([matter, gapS]): MadeEvent => {
      atS += gapS;
      return { ...matter, atS };
    });
  });
const recordings = fc.array(fc.tuple(screenSizes, happenings), { minLength: 1, maxLength: 3 });
const moments = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 });

let open: { readonly replay: Replay; readonly sessions: Sessions } | undefined;

afterEach(() => close());

describe('a replayed screen', () => {
  it('is the one there was, cell by cell, whether it is played or sought', async () => {
    const property = fc.asyncProperty(recordings, moments, async (made, quarters) => {
      const { replay, clock } = await replayOf(made);
      const { player } = replay;
      const expectAt = (atS: number, how: string): void => {
        for (const [at, session] of [...replay.sessions.values()].entries()) {
          const [size, events] = made[at] ?? [{ cols: 2, rows: 1 }, []];
          if (session.emulator === undefined) throw new Error('there is no screen');
          expect({ how, ...shownBy(session.emulator) }).toEqual({
            how,
            ...drawn(size, events, atS),
          });
        }
      };
      for (const quarter of quarters) {
        const atS = Math.min(quarter / 4, player.recording.durationS);
        player.seek(atS);
        expectAt(atS, `sought at ${atS}`);
        clock.advance(quarter % 3);
      }
      player.seek(0);
      player.speed = 4;
      player.play();
      for (let atS = 0; atS < 7; atS += 1.25) {
        await clock.pass((atS - player.atS) * 250 + 10);
        expectAt(player.atS, `played to ${player.atS}`);
      }
      await close();
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

/** The screen after every event up to a time. */
function drawn(size: Size, events: readonly MadeEvent[], atS: number) {
  const straight = new Emulator({
    ...{ size, clock: new FakeClock() },
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  for (const event of events) if (event.atS <= atS) drawEvent(straight, { ...event, place: 0 });
  const shown = shownBy(straight);
  straight.close();
  return shown;
}

async function replayOf(made: readonly (readonly [Size, readonly MadeEvent[]])[]) {
  const clock = new FakeClock();
  const sessions = new Sessions({
    ...{ clock, feeder: new Feeder({ clock }), platformOf: () => fakePlatform },
    transportTo: () => async () => new FakeTransport(),
  });
  const hosts = made.map(([size, events], at) =>
    arrayHost(`r${at}`, events, { size, platform: 'fake_ios' }),
  );
  const replay = await openReplay({
    ...{ sessions, clock, platforms: { lookup: () => fakePlatform } },
    ...{ recording: arrayRecording(hosts), textOf: () => '', onKeys: () => undefined },
    checkpoints: { everyBytes: 20, mostBytes: 60_000 },
  });
  open = { replay, sessions };
  return { replay, clock };
}

async function close(): Promise<void> {
  await open?.replay.close();
  await open?.sessions.close();
  open = undefined;
}
