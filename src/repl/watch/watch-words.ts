import { durationMs } from '../../core/duration.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { topLevel } from './top-level.ts';

/** What a person says of a watch. */
export interface WatchWish {
  readonly everyMs: number;
  /** What is evaluated again and again; '' where it is known otherwise. */
  readonly source: string;
  /** A condition of the grammar of `where`, over the rows and `count`. */
  readonly until?: string;
  readonly forMs?: number;
  readonly times?: number;
  /** What stands behind `|> chart` at the end. */
  readonly chart?: string;
}

const USUAL_EVERY_MS = 2_000;
/** Nobody reads faster, and no device should be asked more often. */
export const LEAST_EVERY_MS = 200;
const MOST_EVERY_MS = 24 * 3_600_000;

/** Reads `5s @core show clock until: count == 0 for: 10m times: 20`. Throws `bad-usage`. */
export function watchWish(text: string): WatchWish {
  const trimmed = text.trim();
  const [first = ''] = trimmed.split(/\s/, 1);
  const isTimed = /^\d/.test(first) && durationMs(first) !== undefined;
  const everyMs = isTimed ? (durationMs(first) ?? USUAL_EVERY_MS) : USUAL_EVERY_MS;
  const { source, options } = splitOptions(isTimed ? trimmed.slice(first.length) : trimmed);
  const { before, chart } = splitChart(source.trim());
  return {
    everyMs: checkedEvery(everyMs),
    source: before,
    ...(chart === undefined ? {} : { chart }),
    ...wishesOf(options),
  };
}

/** The interval of a watch that a person has asked for in words or in milliseconds. Throws `bad-usage`. */
export function everyMsOf(asked: unknown): number {
  const ms = typeof asked === 'number' ? asked : durationMs(String(asked ?? ''));
  if (ms === undefined || !Number.isFinite(ms))
    throw wrong(`'${safe(String(asked), 40)}' is no interval`);
  return checkedEvery(ms);
}

function checkedEvery(everyMs: number): number {
  if (everyMs < LEAST_EVERY_MS)
    throw wrong(`the shortest interval of a watch is ${LEAST_EVERY_MS} ms`);
  if (everyMs > MOST_EVERY_MS) throw wrong('the longest interval of a watch is a day');
  return everyMs;
}

type OptionName = 'until' | 'for' | 'times';

interface Option {
  readonly name: OptionName;
  readonly text: string;
}

/** Options stand behind the source, outside of its brackets and quotes. */
function splitOptions(text: string): {
  readonly source: string;
  readonly options: readonly Option[];
} {
  const flags = topLevel(text);
  const found = [...text.matchAll(/(?<=\s|^)(until|for|times):/g)].filter(
    ({ index }) => flags[index],
  );
  const [first] = found;
  if (!first) return { source: text, options: [] };
  const options = found.map((match, i): Option => {
    const end = found[i + 1]?.index ?? text.length;
    return {
      name: match[1] as OptionName,
      text: text.slice(match.index + match[0].length, end).trim(),
    };
  });
  return { source: text.slice(0, first.index), options };
}

/** A chart as the last stage is drawn over the samples, not over each answer. */
function splitChart(source: string): { readonly before: string; readonly chart?: string } {
  const flags = topLevel(source);
  const stages = [...source.matchAll(/\|>/g)].filter(({ index }) => flags[index]);
  const last = stages.at(-1);
  const words = last && /^\s*chart(?:\s+|$)(.*)$/s.exec(source.slice(last.index + 2));
  if (!last || !words) return { before: source };
  return { before: source.slice(0, last.index).trim(), chart: (words[1] ?? '').trim() };
}

function wishesOf(options: readonly Option[]): Partial<WatchWish> {
  const wishes: { until?: string; forMs?: number; times?: number } = {};
  for (const { name, text } of options) {
    if (text === '') throw wrong(`${name}: says nothing`);
    if (name === 'until') wishes.until = text;
    else if (name === 'times') wishes.times = timesOf(text);
    else wishes.forMs = spanOf(text);
  }
  return wishes;
}

/** How often, as a whole number. Throws `bad-usage`. */
export function timesOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw wrong(`times: takes a number, not '${safe(text, 30)}'`);
  return Number(text);
}

/** How long in all. Throws `bad-usage`. */
export function spanOf(text: string): number {
  const ms = durationMs(text);
  if (ms === undefined || ms <= 0) throw wrong(`for: takes a time span, not '${safe(text, 30)}'`);
  return ms;
}

function wrong(message: string): ShowrunError {
  return new ShowrunError('bad-usage', message, {
    advice: 'as in %watch 5s @core show ip bgp summary until: count == 0 for: 10m times: 20',
  });
}
