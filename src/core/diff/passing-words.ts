/**
 * What of a line of text changes while nothing happens: clock times, dates, how long something has been so, and counters. Each
 * becomes `~`, so that two lines that give the same text say the same.
 */
export function withoutPassingWords(line: string): string {
  if (!/\d/.test(line)) return line;
  return PASSING.reduce((text, pattern) => text.replace(pattern, '~'), line);
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}';
const UNIT =
  '(?:years?|yrs?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|msecs?|milliseconds?)';
/** What devices count. */
const COUNTED =
  '(?:packets?|pkts?|bytes?|octets|frames?|bits/sec|packets/sec|input errors|output errors|crc|runts|giants|throttles|overrun|underruns?|ignored|collisions|interface resets|broadcasts|multicasts?|unicasts?|drops|discards|messages|updates|keepalives|notifications)';

/** Longest forms first. No pattern has two repeats that could match the same characters. */
const PASSING: readonly RegExp[] = [
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g,
  new RegExp(`\\b(?:${DAY} )?${MONTH} {1,2}\\d{1,2}(?: \\d{4})?\\b(?:,? \\d{4}\\b)?`, 'gi'),
  new RegExp(`\\b(?:${DAY} )?\\d{1,2} ${MONTH} \\d{4}\\b`, 'gi'),
  /\b(?:\d{1,4}d ?)?\d{1,4}:\d\d:\d\d(?:\.\d{1,9})?\b/g,
  /\b(?:\d{1,4}y)?(?:\d{1,3}w)?(?:\d{1,4}d)?(?:\d{1,3}h)?(?:\d{1,3}m)?\d{1,4}[ywdhms]\b/g,
  new RegExp(`\\b\\d{1,9} ${UNIT}\\b`, 'gi'),
  new RegExp(`\\b\\d[\\d,]{0,20} ${COUNTED}(?![\\w-])`, 'gi'),
];
