import type { Size } from '../../core/size.ts';
import type { Platform } from '../../platforms/platform.ts';
import { sourceLines } from '../cast/source-lines.ts';
import { LOG_HEADER } from '../log/log-header.ts';
import { promptIn } from './known-prompts.ts';
import { type StampForm, stampForms } from './line-stamps.ts';
import type { EncodedText } from './text-encoding.ts';

/** What a log's first lines say of it. */
export interface TextForm {
  /** How times stand before its lines; undefined where none do. */
  readonly stamps: StampForm | undefined;
  /** The first of them. */
  readonly firstStampMs: number | undefined;
  /** From a line of its own (PuTTY, script(1)). */
  readonly headerMs: number | undefined;
  /** Written by showrun: lines of ours are among the device's. */
  readonly isOurs: boolean;
  readonly host: string;
  readonly platform: string;
  readonly cols: number;
  readonly rows: number;
}

const SAMPLE_LINES = 600;
const LEAST_SHARE = 0.75;

/** Looks at the first lines of a log; `generic` is the platform that knows prompts of all kinds. */
export function textForm({ source, start, charset }: EncodedText, generic: Platform): TextForm {
  const lines: string[] = [];
  for (const { bytes } of sourceLines(source, start)) {
    const line = charset.openDecoder().decode(bytes.subarray(0, 2_000)).replace(/\r+$/, '');
    if (line.trim() !== '') lines.push(line);
    if (lines.length >= SAMPLE_LINES) break;
  }
  const isOurs = lines.some((line) => LOG_HEADER.test(line));
  const stamps = isOurs ? stampForms[0] : stampsOf(lines, generic);
  const firstStampMs = lines.map((line) => stamps?.read(line)?.ms).find((ms) => ms !== undefined);
  return {
    stamps,
    firstStampMs,
    headerMs: lines
      .slice(0, 5)
      .map(headerTime)
      .find((ms) => ms !== undefined),
    isOurs,
    ...namesIn(isOurs ? lines : []),
    ...sizeOf(lines),
  };
}

/** Nearly all lines have them, and those that have none are no commands: `show logging` prints times, too. */
function stampsOf(lines: readonly string[], generic: Platform): StampForm | undefined {
  return stampForms.find((form) => {
    const without = lines.filter((line) => form.read(line) === undefined);
    if (lines.length - without.length < Math.max(2, lines.length * LEAST_SHARE)) return false;
    return !without.some((line) => promptIn(generic, line) !== undefined);
  });
}

const PUTTY = /^(?:=~){4,20}=? PuTTY log (\d{4})\.(\d\d)\.(\d\d) (\d\d):(\d\d):(\d\d) =~=~/;
const SCRIPT = /^Script started on (.{10,60}?)(?: \[(.{0,800})\])?$/;

/** The time a log's own first line tells, in ms since the epoch; undefined for any other line. */
export function headerTime(line: string): number | undefined {
  const [, ...parts] = PUTTY.exec(line) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts.map(Number);
  if (year !== undefined && month !== undefined) {
    return new Date(year, month - 1, day, hours, minutes, seconds).getTime();
  }
  const [, written] = SCRIPT.exec(line) ?? [];
  const ms = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(ms) ? undefined : ms;
}

/** `log of r1 (192.0.2.1, cisco_ios) begins`, as our own logs have it. */
function namesIn(lines: readonly string[]): { readonly host: string; readonly platform: string } {
  const [header = ''] = lines.filter((line) => LOG_HEADER.test(line)).slice(-1);
  const [, host = '', about = ''] =
    /── log of (\S{1,100})(?: \(([^)]{1,300})\))? /.exec(header) ?? [];
  const platform = about.split(', ').find((word) => /^[a-z]+_[a-z0-9_]+$|^linux$/.test(word));
  return { host, platform: platform ?? 'auto' };
}

/** What script(1) has written of the terminal: `COLUMNS="80" LINES="24"`. */
export function scriptSize(header: string): Size | undefined {
  const [, , about = ''] = SCRIPT.exec(header) ?? [];
  const said = (word: string): number =>
    Number(new RegExp(`${word}="(\\d{1,4})"`).exec(about)?.[1]);
  const [cols, rows] = [said('COLUMNS'), said('LINES')];
  return cols >= 20 && rows >= 5
    ? { cols: Math.min(cols, 500), rows: Math.min(rows, 200) }
    : undefined;
}

/** As wide as its lines, for they are to be read; as it was where anything is drawn at its place. */
function sizeOf(lines: readonly string[]): Size {
  const said = scriptSize(lines[0] ?? '');
  if (said !== undefined) return said;
  // Cursor addressing (ECMA-48 8.3.21).
  const isDrawn = lines.some((line) => /\x1b\[\d{1,3};\d{1,3}[Hf]/.test(line));
  const longest = Math.max(80, ...lines.map((line) => line.length));
  return isDrawn ? { cols: 80, rows: 24 } : { cols: Math.min(longest, MOST_COLS), rows: 40 };
}

const MOST_COLS = 240;
