import fc from 'fast-check';
import type { FakeClock } from './fake-clock.ts';
import type { FakeDevice } from './fake-device.ts';

/** How a line cuts what a device says, and how long it takes between the pieces. Both lists begin anew at their end. */
export interface LineQuality {
  readonly sizes: readonly number[];
  readonly gapsMs: readonly number[];
}

/** All at once, as on a local network. */
export const WHOLE: LineQuality = { sizes: [Number.POSITIVE_INFINITY], gapsMs: [0] };
export const BYTEWISE: LineQuality = { sizes: [1], gapsMs: [0] };
/** A start bit, eight bits and a stop bit for each byte. */
export const BAUD_9600: LineQuality = { sizes: [1], gapsMs: [10_000 / 9_600] };

/** Any line that never falls silent for long enough to mean something. */
export const anyLine: fc.Arbitrary<LineQuality> = fc.record({
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 90 })), {
    minLength: 1,
    maxLength: 40,
  }),
  gapsMs: fc.array(fc.constantFrom(0, 0, 1, 8), { minLength: 1, maxLength: 10 }),
});

/** Has the device's words come over such a line, in their order. */
export function overLine(device: FakeDevice, clock: FakeClock, quality: LineQuality): void {
  const waiting: Uint8Array[] = [];
  let isBusy = false;
  let pieces = 0;
  const carry = (): void => {
    const next = waiting.shift();
    isBusy = next !== undefined;
    if (next === undefined) return;
    device.transport.says(next);
    const gapMs = quality.gapsMs[pieces % quality.gapsMs.length] ?? 0;
    clock.after(gapMs, carry);
  };
  device.chunksOf = function* (bytes) {
    for (let at = 0; at < bytes.length; ) {
      const size = quality.sizes[pieces++ % quality.sizes.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  };
  device.carry = (chunk) => {
    waiting.push(chunk);
    if (!isBusy) carry();
  };
}
