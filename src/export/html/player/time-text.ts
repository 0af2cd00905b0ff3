/** Below this a page's times have tenths: a script asks dozens of commands in a second. */
const SHORT_MS = 60_000;

/** A time within a page of that length: `0:07`, `12:34`, `1:02:03`; `0:07.4` where all of it is short. */
export function timeText(atMs: number, lengthMs: number): string {
  const tenths = lengthMs < SHORT_MS ? `.${Math.floor((Math.max(0, atMs) % 1_000) / 100)}` : '';
  return `${clockText(atMs)}${tenths}`;
}

function clockText(atMs: number): string {
  const seconds = Math.floor(Math.max(0, atMs) / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** The day and the time of day where it was recorded: `2026-03-09 14:02:11 +01:00`. */
export function dayText(epochMs: number, zoneMinutes: number): string {
  const at = new Date(epochMs + zoneMinutes * 60_000);
  const size = Math.abs(zoneMinutes);
  const zone = `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} ${zone}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
