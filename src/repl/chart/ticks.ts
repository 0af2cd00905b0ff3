import { numberText } from './number-text.ts';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** An axis from `from` to `to`, both of them places of ticks. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/**
 * An axis over a range with about `count` ticks at round numbers (1, 2, 2.5 or 5 of a power of ten). Zero belongs to it where the
 * numbers are not far from zero compared with how they differ; a range of one number gets room around it.
 */
export function valueAxis(given: {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly unit?: string;
}): Axis {
  const { min, max } = withZero(given.min, given.max);
  const step = roundStep((max - min) / Math.max(1, given.count - 1));
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, i) =>
    rounded((first + i) * step, step),
  );
  const texts = values.map((value) => numberText(value, given.unit));
  const isTold = new Set(texts).size === texts.length;
  const ticks = values.map((at, i) => ({ at, text: isTold ? (texts[i] ?? '') : String(at) }));
  return { from: values[0] ?? min, to: values.at(-1) ?? max, ticks };
}

/** Beyond these a difference of two numbers is no number, or nothing. */
const LARGEST = 1e300;
const SMALLEST_SPAN = 1e-200;

function withZero(smallest: number, largest: number): { min: number; max: number } {
  const min = Math.max(-LARGEST, smallest);
  const max = Math.min(LARGEST, largest);
  if (max - min < SMALLEST_SPAN) {
    if (Math.abs(min) < SMALLEST_SPAN) return { min: 0, max: 1 };
    return min > 0 ? { min: 0, max } : { min, max: 0 };
  }
  const span = max - min;
  if (min > 0 && min <= span) return { min: 0, max };
  if (max < 0 && -max <= span) return { min, max: 0 };
  return { min, max };
}

/** The smallest round step that is not below a step. */
export function roundStep(step: number): number {
  if (!(step > 0) || !Number.isFinite(step)) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = step / power;
  const round =
    digit <= 1.000001
      ? 1
      : digit <= 2.000001
        ? 2
        : digit <= 2.500001
          ? 2.5
          : digit <= 5.000001
            ? 5
            : 10;
  return round * power;
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
function rounded(value: number, step: number): number {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)));
  return digits > 20 || Math.abs(value) > 1e15 ? value : Number(value.toFixed(digits));
}
