/** Writes moments as the beginning of a line: `2026-11-21 14:02:11.123 `, local time. Made for many lines in a row: it keeps the last second's text. */
export function lineStamp(): (atMs: number) => string {
  let second = Number.NaN;
  let head = '';
  return (atMs) => {
    const now = Math.floor(atMs / 1_000);
    if (now !== second) {
      second = now;
      head = secondText(now * 1_000);
    }
    const ms = Math.floor(atMs - now * 1_000);
    return `${head}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms} `;
  };
}

function secondText(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.`;
}
