import { isAbsolute, join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { pathPart } from '../../core/path-part.ts';
import { safe } from '../../core/safe.ts';

/** What the letters of a pattern stand for. Foreign text: each becomes one safe part of a path. */
export interface LogAbout {
  readonly host: string;
  readonly session: string;
  /** The first one; undefined for none. */
  readonly group: string | undefined;
  readonly platform: string;
  readonly address: string;
  /** The run's name. */
  readonly run: string;
}

/** A pattern for the names of log files, read. */
export interface LogName {
  readonly pattern: string;
  /** Whether two sessions to one host have a file each. */
  readonly partsSessions: boolean;
  /** The whole path of the file for lines of that moment (ms since the epoch, local time). */
  fileOf(about: LogAbout, atMs: number): string;
  /** From when until when (exclusive) the names have the date of a moment; for ever where there is no date in them. */
  dayOf(atMs: number): { readonly fromMs: number; readonly untilMs: number };
}

interface LogNamePlaces {
  /** Where names lead that are not absolute. */
  readonly folder: string;
  readonly home: string;
}

/**
 * Reads a pattern such as `%H/%Y-%m-%d.log`: `%H` host, `%S` session, `%G` first group, `%P` platform, `%A` address, `%R` run; `%Y %m %d %h %M %s` the
 * local time; `%%` a percent sign. Throws `bad-usage` that names what it does not know.
 */
export function readLogName(pattern: string, { folder, home }: LogNamePlaces): LogName {
  const parts = componentsOf(pattern).map(readComponent);
  const root = pattern.startsWith('/') ? '/' : pattern.startsWith('~/') ? home : folder;
  const letters = parts.flatMap((part) => part.flatMap((piece) => piece.letter ?? []));
  const hasDate = letters.some((letter) => 'Ymd'.includes(letter));
  return {
    pattern,
    partsSessions: letters.includes('S'),
    fileOf: (about, atMs) => join(root, ...parts.map((part) => nameOf(part, about, atMs))),
    dayOf: (atMs) => (hasDate ? dayOf(atMs) : FOR_EVER),
  };
}

/** What stands between slashes: letters are never looked at for those. */
function componentsOf(pattern: string): string[] {
  const shown = `'${safe(pattern, 200)}'`;
  const name = pattern.startsWith('~/') ? pattern.slice(2) : pattern;
  const isNamed = !isAbsolute(name) || pattern.startsWith('/');
  if (!isNamed || name === '' || name.endsWith('/')) {
    throw wrong(`the log's name ${shown} names no file`);
  }
  if (name.includes('\0')) throw wrong(`the log's name ${shown} holds a NUL`);
  return name.split('/').filter((part) => part !== '');
}

interface Piece {
  readonly text: string;
  readonly letter?: string;
}

function readComponent(component: string): readonly Piece[] {
  return [...component.matchAll(/%(.?)|[^%]+/gsu)].map(([text, letter]): Piece => {
    if (letter === undefined) return { text };
    if (letter === '%') return { text: '%' };
    if (letter in VALUES) return { text: '', letter };
    const what = letter === '' ? 'a % at the end' : `%${safe(letter)}`;
    throw wrong(`the log's name has ${what}, which stands for nothing`);
  });
}

function wrong(message: string): ShowrunError {
  return new ShowrunError('bad-usage', message, {
    advice: 'logName takes %H %S %G %P %A %R, %Y %m %d %h %M %s and %%: %H/%Y-%m-%d.log',
  });
}

type Value = (about: LogAbout, at: Date) => string;

const VALUES: Readonly<Record<string, Value>> = Object.assign(Object.create(null), {
  H: ({ host }) => host,
  S: ({ session }) => session,
  G: ({ group }) => group ?? 'no-group',
  P: ({ platform }) => platform,
  A: ({ address }) => address,
  R: ({ run }) => run,
  Y: (_, at) => String(at.getFullYear()),
  m: (_, at) => two(at.getMonth() + 1),
  d: (_, at) => two(at.getDate()),
  h: (_, at) => two(at.getHours()),
  M: (_, at) => two(at.getMinutes()),
  s: (_, at) => two(at.getSeconds()),
} satisfies Record<string, Value>);

/** A name that letters had a part in leads nowhere else, whatever they stand for. */
function nameOf(pieces: readonly Piece[], about: LogAbout, atMs: number): string {
  const at = new Date(atMs);
  const name = pieces
    .map(({ text, letter = '' }) => {
      const value = VALUES[letter];
      return value === undefined ? text : pathPart(value(about, at));
    })
    .join('');
  const isFixed = pieces.every(({ letter }) => letter === undefined);
  if (isFixed) return name;
  return name === '.' || name === '..' ? name.replaceAll('.', '_') : cut(name);
}

/** File systems take 255 bytes; the end of a name says what it is. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  const head = Buffer.from(name).subarray(0, MOST_BYTES - ending.length);
  return head.toString('utf8').replace(/\ufffd+$/, '') + ending;
}

const MOST_BYTES = 250;
const FOR_EVER = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/** From midnight to midnight, local time: 23 to 25 hours where the clocks change. */
function dayOf(atMs: number): { readonly fromMs: number; readonly untilMs: number } {
  const at = new Date(atMs);
  const day = [at.getFullYear(), at.getMonth(), at.getDate()] as const;
  return {
    fromMs: new Date(...day).getTime(),
    untilMs: new Date(day[0], day[1], day[2] + 1).getTime(),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
