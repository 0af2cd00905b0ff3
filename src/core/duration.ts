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
