/** The local time with its offset, so that it is read the same elsewhere: `2026-03-09 14:02:11 +01:00`. */
export function offsetTime(atMs: number): string {
  const at = new Date(atMs);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');
  const offset = -at.getTimezoneOffset();
  const size = Math.abs(offset);
  return `${day} ${time} ${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
