/** A size as a person says it, in powers of ten as disks are sold: `812 B`, `1.4 MB`, `20 GB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  // 999.95 would be said as 1000.0.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1).replace('.0', '') : value.toFixed(0)} ${UNITS[unit]}`;
}

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];
