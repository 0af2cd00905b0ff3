const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** Units that are never counted in thousands: `1200 ms` says more than `1.2 kms`. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['%', 's', 'ms', 'dBm', '°C']);

/** A number as an axis or a legend shows it, in three digits or so: `12.5k`, `0.25`, `1.2G`; `unit` decides whether thousands are. */
export function numberText(value: number, unit = ''): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1_000 && !WHOLE_UNITS.has(unit)) return largeText(value);
  if (size >= 1e7 || size < 0.001) return exponentText(value);
  return trimmed(
    value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 4),
  );
}

/** The number with its unit behind it: `12.5 kbit/s`, `37%`. */
export function measureText(value: number, unit = ''): string {
  const text = numberText(value, unit);
  if (unit === '' || text === '-') return text;
  if (unit === '%') return `${text}%`;
  const prefix = /^(.*\d)([kMGTPE])$/.exec(text);
  return prefix ? `${prefix[1]} ${prefix[2]}${unit}` : `${text} ${unit}`;
}

function largeText(value: number): string {
  let power = Math.min(LARGE.length - 1, Math.floor(Math.log10(Math.abs(value)) / 3));
  // 999,960 rounds to 1000k, which is 1M.
  if (Math.abs(value) / 1_000 ** power >= 999.5 && power < LARGE.length - 1) power++;
  const scaled = value / 1_000 ** power;
  const size = Math.abs(scaled);
  if (size >= 1_000) return exponentText(value);
  return trimmed(scaled.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)) + (LARGE[power] ?? '');
}

function exponentText(value: number): string {
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
