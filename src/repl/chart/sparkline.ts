import type { Charset } from './charset.ts';
import { rangeOf } from './series.ts';

const BLOCKS = [...'▁▂▃▄▅▆▇█'];
const ASCII = [...'_.-=+*#@'];

/**
 * Numbers as a row of small bars, one column each, the last `cols` of them; from the smallest to the largest, or from zero
 * where that is near. A gap is a blank; a constant series lies at the bottom.
 */
export function sparkline(
  values: readonly number[],
  { cols, charset = 'unicode' }: { readonly cols: number; readonly charset?: Charset },
): string {
  const shown = values.slice(-cols);
  const range = rangeOf([shown]);
  const bars = charset === 'ascii' ? ASCII : BLOCKS;
  if (!range) return ' '.repeat(shown.length);
  const { max } = range;
  const min = range.min > 0 && range.min < (max - range.min) * 2 ? 0 : range.min;
  return shown
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      const part = max === range.min ? 0 : (value - min) / (max - min);
      return bars[Math.round(part * (bars.length - 1))] ?? ' ';
    })
    .join('');
}
