const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Nov 20 15:24:44.123`, as in log lines; the lab's devices run on UTC. */
export function formatTimestamp(wallMs: number): string {
  const date = new Date(wallMs);
  const day = String(date.getUTCDate()).padStart(2);
  return `${MONTHS[date.getUTCMonth()]} ${day} ${formatTimeOfDay(wallMs)}.${pad(date.getUTCMilliseconds(), 3)}`;
}

/** `15:24:44.123 UTC Fri Nov 20 2026`, as `show clock` says it. */
export function formatClock(wallMs: number): string {
  const millis = pad(new Date(wallMs).getUTCMilliseconds(), 3);
  return `${formatTimeOfDay(wallMs)}.${millis} UTC ${formatDay(wallMs)}`;
}

/** `15:24:44 UTC Fri Nov 20 2026`. */
export function formatMoment(wallMs: number): string {
  return `${formatTimeOfDay(wallMs)} UTC ${formatDay(wallMs)}`;
}

/** A duration as routing tables show it: `00:12:34`, `1d02h`, `3w4d`. */
export function formatAge(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  if (days >= 7) return `${Math.floor(days / 7)}w${days % 7}d`;
  if (days >= 1) return `${days}d${pad(hours, 2)}h`;
  return formatHms(elapsedMs);
}

/** Hours, minutes, seconds: `00:00:34`. */
export function formatHms(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => pad(part, 2)).join(':');
}

/** A duration in words, as `show version` says it: `1 week, 2 days, 3 hours, 4 minutes`. */
export function formatUptime(elapsedMs: number): string {
  const minutes = Math.max(0, Math.floor(elapsedMs / 60_000));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 10_080 / 52), 'year'],
    [Math.floor(minutes / 10_080) % 52, 'week'],
    [Math.floor(minutes / 1440) % 7, 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first);
  return shown.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(', ');
}

function formatTimeOfDay(wallMs: number): string {
  const date = new Date(wallMs);
  const parts = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return parts.map((part) => pad(part, 2)).join(':');
}

function formatDay(wallMs: number): string {
  const date = new Date(wallMs);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${date.getUTCFullYear()}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
