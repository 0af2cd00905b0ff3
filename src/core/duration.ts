/** A time span in words, in its two largest units: `3 min 12 s`, `1 h 5 min`. Below a minute in whole seconds. */
export function spokenDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined([`${minutes} min`, seconds % 60, 's']);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined([`${hours} h`, minutes % 60, 'min']);
  return joined([`${Math.floor(hours / 24)} d`, hours % 24, 'h']);
}

/** A running time as a clock shows it: `0:42`, `12:03`, `1:02:03`. */
export function clockedDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function joined([large, small, unit]: readonly [string, number, string]): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const SPAN = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** Milliseconds in what a person writes for a time span: `500ms`, `5s`, `1m30s`, `2h`; a number alone is seconds. Undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  if (plain.length > 40) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain) * 1_000;
  if (!SPAN.test(plain)) return undefined;
  const parts = plain.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g);
  return [...parts].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (UNITS_MS[unit] ?? 0),
    0,
  );
}

/** A time span as a person would type it: `500ms`, `5s`, `1m30s`, `2h`. */
export function shortDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 60_000) return `${Math.round(ms / 100) / 10}s`;
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
}
