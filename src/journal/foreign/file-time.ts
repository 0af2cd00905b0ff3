import { basename } from 'node:path';

const DAY = '((?:19|20)\\d\\d)[-_.]?([01]\\d)[-_.]?([0-3]\\d)';
const CLOCK = '(?:[-_.T ]{1,2}([0-2]\\d)[-_.:h]?([0-5]\\d)(?:[-_.:m]?([0-5]\\d))?)?';
const TIME = new RegExp(`(?<!\\d)${DAY}${CLOCK}(?!\\d)`);

/** The time in a log's name, as programs put it there: `r1-20261121-140211.log`; in ms since the epoch, local time. Undefined without one. */
export function fileTime(
  path: string,
): { readonly ms: number; readonly has: 'day' | 'clock' } | undefined {
  const [found, year, month, day, hours, minutes, seconds] = TIME.exec(basename(path)) ?? [];
  if (found === undefined || Number(month) > 12 || Number(month) < 1) return undefined;
  const at = new Date(Number(year), Number(month) - 1, Number(day));
  if (hours === undefined) return { ms: at.getTime(), has: 'day' };
  return { ms: at.setHours(Number(hours), Number(minutes), Number(seconds ?? 0)), has: 'clock' };
}

/** A log's file is mostly called by its host, with a time before or behind it. */
export function nameWithoutTime(path: string): string {
  const name = basename(path).replace(/(?:\.(?:cast|log|txt|json|asciicast|typescript|gz))+$/i, '');
  const bare = name.replace(TIME, '').replaceAll(/^[-_. ]+|[-_. ]+$/g, '');
  return bare === '' ? name : bare;
}
