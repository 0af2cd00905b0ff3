/** From a moment up to, not including, another; in the person's own time zone. */
export interface Days {
  readonly fromMs: number;
  readonly toMs: number;
}

const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** `today`, `yesterday`, `monday` (the last one), `2026-11-20`, `2026-11`, `-3d` (since three days ago). Undefined for none of them. */
export function readDay(text: string, nowMs: number): Days | undefined {
  const word = text.toLowerCase();
  if (word === 'today') return days(nowMs, 0, 1);
  if (word === 'yesterday') return days(nowMs, -1, 1);
  const back = /^-(\d{1,4})d?$/.exec(word)?.[1];
  if (back !== undefined) return days(nowMs, -Number(back), Number(back) + 1);
  const weekday = word.length >= 3 ? NAMES.findIndex((name) => name.startsWith(word)) : -1;
  if (weekday >= 0) return days(nowMs, -((new Date(nowMs).getDay() - weekday + 7) % 7), 1);
  return readDate(word);
}

function readDate(word: string): Days | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(word) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const place = Number(month) - 1;
  const from = new Date(Number(year), place, Number(day ?? 1));
  if (from.getMonth() !== place) return undefined;
  const to =
    day === undefined
      ? new Date(Number(year), place + 1, 1)
      : new Date(Number(year), place, Number(day) + 1);
  return { fromMs: from.getTime(), toMs: to.getTime() };
}

/** Whole days, some after that of a moment. Days are not all 24 hours long. */
function days(nowMs: number, after: number, count: number): Days {
  const now = new Date(nowMs);
  const at = (day: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + day);
  return { fromMs: at(after).getTime(), toMs: at(after + count).getTime() };
}
