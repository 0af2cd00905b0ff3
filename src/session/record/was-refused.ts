import type { Charset } from '../../core/charset.ts';
import type { Platform } from '../../platforms/platform.ts';
import { isRefusal } from '../channel/answer.ts';
import { LineModel } from '../channel/line-model.ts';
import type { RawLog } from './raw-log.ts';

/** A device says no at the start or at the end of an answer; what lies between is not read, however long it is. */
const MOST_BYTES = 8_192;

/** Whether the device did not take a command whose echo begins at one byte and whose answer ends, with the prompt, before another. */
export function wasRefused(given: {
  readonly rawLog: RawLog;
  readonly from: number;
  readonly to: number;
  readonly charset: Charset;
  readonly cols: number;
  readonly platform: Platform;
}): boolean {
  const { from, to, platform } = given;
  if (to - from <= 2 * MOST_BYTES) return isRefusal(linesOf(given).slice(1), platform);
  const head = linesOf({ ...given, to: from + MOST_BYTES }).slice(1);
  const tail = linesOf({ ...given, from: to - MOST_BYTES }).slice(1);
  return isRefusal([...head, ...tail], platform);
}

function linesOf({
  rawLog,
  from,
  to,
  charset,
  cols,
}: Omit<Parameters<typeof wasRefused>[0], 'platform'>) {
  const lines: string[] = [];
  const model = new LineModel({ cols, onLine: (line) => lines.push(line) });
  const decoder = charset.openDecoder();
  for (const part of rawLog.slice(from, to)) model.feed(decoder.decode(part));
  return lines;
}
