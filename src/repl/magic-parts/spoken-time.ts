const DAY_MS = 86_400_000;

/** A moment as people here say it: the time today, else with the date. Both in ms since the epoch. */
export function spokenTime(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const time = at.toTimeString().slice(0, 8);
  const isToday = nowMs - atMs < DAY_MS && at.getDate() === new Date(nowMs).getDate();
  return isToday ? time : `${spokenDay(at)} ${time}`;
}

/** `2026-03-09`, where the person is. */
export function spokenDay(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
