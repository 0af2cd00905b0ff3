/** The time at the beginning of a log's line. */
export interface LineStamp {
  /** Since the epoch; of a time without a day since midnight. */
  readonly ms: number;
  /** Characters it takes, with what parts it from the line. */
  readonly length: number;
}

/** A form in which logs write times before their lines. */
export interface StampForm {
  readonly has: 'day' | 'time only';
  read(line: string): LineStamp | undefined;
}

const CLOCK = '(\\d{1,2}):(\\d\\d):(\\d\\d)(?:[.,:](\\d{1,6}))?';
const ZONE = '(Z|[+-]\\d\\d:?\\d\\d)?';
/** What stands between a time and its line: a bracket, a sign, one blank. */
const BEHIND = '[\\])>]?(?:[:|,;]|(?: [-|>])(?= ))? ?';
const BEFORE = '^[[(<]?';
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

type Parts = readonly (string | undefined)[];

/** The forms in their order: SecureCRT, PuTTY's neighbours and our own logs write them as a person has set them up. Times are local ones. */
export const stampForms: readonly StampForm[] = [
  form(
    'day',
    `(\\d{4})[-/.](\\d\\d)[-/.](\\d\\d)[ T_]${CLOCK}${ZONE}`,
    ([year, month, day, ...rest]) => at({ year, month: Number(month), day, rest }),
  ),
  form('day', `(\\d{4})(\\d\\d)(\\d\\d)[ T_-]${CLOCK}${ZONE}`, ([year, month, day, ...rest]) =>
    at({ year, month: Number(month), day, rest }),
  ),
  form(
    'day',
    `(\\d{1,2})[-/. ]([A-Za-z]{3})[-/. ](\\d{4})[ _]${CLOCK}${ZONE}`,
    ([day, month, year, ...rest]) => at({ year, month: monthOf(month), day, rest }),
  ),
  form(
    'day',
    `(?:[A-Za-z]{3},? )?([A-Za-z]{3}) {1,2}(\\d{1,2}),? (\\d{4})[, ]+${CLOCK}${ZONE}`,
    ([month, day, year, ...rest]) => at({ year, month: monthOf(month), day, rest }),
  ),
  form(
    'day',
    `[A-Za-z]{3} ([A-Za-z]{3}) {1,2}(\\d{1,2}) ${CLOCK} ()(\\d{4})`,
    ([month, day, ...rest]) =>
      at({ year: rest.at(-1), month: monthOf(month), day, rest: rest.slice(0, 4) }),
  ),
  // 11/21/2026 in America; with points the day comes first.
  form(
    'day',
    `(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})[ _]${CLOCK}${ZONE}`,
    ([month, day, year, ...rest]) =>
      Number(month) > 12
        ? at({ year, month: Number(day), day: month, rest })
        : at({ year, month: Number(month), day, rest }),
  ),
  form(
    'day',
    `(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})[ _]${CLOCK}${ZONE}`,
    ([day, month, year, ...rest]) => at({ year, month: Number(month), day, rest }),
  ),
  form('time only', CLOCK, ([hours, minutes, seconds, part]) =>
    Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 61
      ? clockMs(hours, minutes, seconds, part)
      : undefined,
  ),
];

function form(
  has: StampForm['has'],
  pattern: string,
  msOf: (parts: Parts) => number | undefined,
): StampForm {
  const whole = new RegExp(`${BEFORE}${pattern}${BEHIND}`);
  return {
    has,
    read(line) {
      const [found, ...parts] = whole.exec(line) ?? [];
      const ms = found === undefined ? undefined : msOf(parts);
      return found === undefined || ms === undefined ? undefined : { ms, length: found.length };
    },
  };
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
}

function at(given: {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: string | undefined;
  readonly rest: Parts;
}): number | undefined {
  const { year, month, day } = given;
  const [hours, minutes, seconds, part, zone] = given.rest;
  const isDay = month >= 1 && month <= 12 && Number(day) >= 1 && Number(day) <= 31;
  if (!isDay || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60)
    return undefined;
  const ms = clockMs(hours, minutes, seconds, part);
  if (zone === undefined || zone === '') {
    return new Date(Number(year), month - 1, Number(day)).setHours(0, 0, 0, 0) + ms;
  }
  return Date.UTC(Number(year), month - 1, Number(day)) + ms - zoneMs(zone);
}

function clockMs(hours?: string, minutes?: string, seconds?: string, part = ''): number {
  const ms = part === '' ? 0 : Math.floor(Number(`0.${part}`) * 1_000);
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000 + ms;
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
