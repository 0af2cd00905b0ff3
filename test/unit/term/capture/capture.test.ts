import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../../../../src/core/size.ts';
import { Emulator } from '../../../../src/term/emulator.ts';
import { deviceStreams, screenSizes, shownBy } from '../../../helpers/device-stream.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

const SMALL = { cols: 20, rows: 5 };

function emulatorOf(size: Size, titles: string[] = []): Emulator {
  return new Emulator({
    ...{ size, clock: new FakeClock(), scrollbackLines: 12 },
    onReply: () => undefined,
    onDirty: () => undefined,
    onTitle: (title) => titles.push(title),
  });
}

describe('a captured screen', () => {
  it('goes on as the one it was taken from, whatever comes, also when it is resized', () => {
    const steps = fc.array(fc.oneof(deviceStreams(6), screenSizes), { maxLength: 8 });
    const property = fc.property(
      ...[screenSizes, steps, deviceStreams(), screenSizes, deviceStreams(8), screenSizes],
      (size, before, after, later, last, other) => {
        const straight = emulatorOf(size);
        for (const step of before) take(straight, step);
        const state = straight.capture();
        fc.pre(state !== undefined);
        const resumed = emulatorOf(other);
        resumed.feed(Buffer.from('\x1b[2;3r\x1b[31mwhat was there\x1b'));
        if (state !== undefined) resumed.restore(state);
        expect(shownBy(resumed)).toEqual(shownBy(straight));
        for (const step of [after, later, last, size]) {
          take(straight, step);
          take(resumed, step);
          expect(shownBy(resumed)).toEqual(shownBy(straight));
        }
        straight.close();
        resumed.close();
      },
    );
    fc.assert(property, { numRuns: 250 });
  }, 30_000);

  it('can be restored again and again, and is not changed by what comes then', () => {
    fc.assert(
      fc.property(deviceStreams(), deviceStreams(), (before, after) => {
        const first = emulatorOf(SMALL);
        first.feed(before);
        const state = first.capture();
        fc.pre(state !== undefined);
        const shown = shownBy(first);
        first.feed(after);
        const again = emulatorOf(SMALL);
        if (state !== undefined) again.restore(state);
        again.feed(after);
        if (state !== undefined) again.restore(state);
        expect(shownBy(again)).toEqual(shown);
      }),
      { numRuns: 100 },
    );
  });

  it('is there wherever no sequence and no character is begun', () => {
    const emulator = emulatorOf(SMALL);
    const isThere = (text: string | Uint8Array): boolean => {
      emulator.feed(typeof text === 'string' ? Buffer.from(text) : text);
      return emulator.capture() !== undefined;
    };
    expect(isThere('text\x1b[31m\x1b]0;title\x07\r\n')).toBe(true);
    expect(isThere('\x1b')).toBe(false);
    expect(isThere('[3')).toBe(false);
    expect(isThere('1m')).toBe(true);
    expect(isThere('\x1b]0;half')).toBe(false);
    expect(isThere('\x07')).toBe(true);
    expect(isThere('\x1bPq')).toBe(false);
    expect(isThere('\x1b\\')).toBe(true);
    expect(isThere(Uint8Array.of(0xe4, 0xbd))).toBe(false);
    expect(isThere('x')).toBe(true);
  });

  it('brings its title, and an empty one where none was set', () => {
    const from = emulatorOf(SMALL);
    const without = from.capture();
    from.feed(Buffer.from('\x1b]0;top\x07'));
    const state = from.capture();
    const clock = new FakeClock();
    const titles: string[] = [];
    const to = new Emulator({
      ...{ size: SMALL, clock, onReply: () => undefined, onDirty: () => undefined },
      onTitle: (title) => titles.push(title),
    });
    for (const one of [state, without]) {
      if (one !== undefined) to.restore(one);
      clock.advance(1_000);
    }
    expect(titles).toEqual(['top', '']);
  });

  it('takes little room for lines of plain text', () => {
    const emulator = new Emulator({
      ...{ size: { cols: 200, rows: 50 }, clock: new FakeClock() },
      onReply: () => undefined,
      onDirty: () => undefined,
    });
    emulator.feed(Buffer.from(`${'x'.repeat(60)}\r\n`.repeat(3_000)));
    expect(emulator.capture()?.bytes).toBeLessThan(150_000);
  });

  it('is not had of a host that writes in another character set, nor of a closed screen', () => {
    const emulator = emulatorOf(SMALL);
    emulator.close();
    expect(emulator.capture()).toBeUndefined();
  });
});

function take(emulator: Emulator, step: Uint8Array | Size): void {
  if (step instanceof Uint8Array) emulator.feed(step);
  else emulator.resize(step);
}
