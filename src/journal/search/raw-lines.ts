import { plainLines } from './plain-lines.ts';

/** A line of a session's output as it stands in its cast, over several events where a pause has torn it. Places are offsets in the file. */
export interface RawLine {
  /** Of the event in which it begins; in the cast's seconds. */
  readonly atS: number;
  /** That event's line. */
  readonly place: number;
  readonly from: number;
  /** Behind its last character, before its line end. */
  readonly to: number;
  /** Whether its line end has come: a prompt waits, and so does half a line. */
  readonly isEnded: boolean;
  /** As people read it. */
  readonly texts: readonly string[];
}

/**
 * An expression that finds every line of a slice that may hold a word: lines where it stands as it is, lines with escapes (drawn before
 * they are looked at), and lines that the end of an event tears. `raw` undefined: every line.
 */
export function candidatePattern(raw: string | undefined): RegExp {
  return new RegExp(raw === undefined ? '[^]' : `${raw}|${SPECIAL}|${TORN}`, 'gi');
}

/** Any escape but those of quotes, backslashes, tabs and line ends: `\u001b`, `\b`, a carriage return within a line. */
const SPECIAL = String.raw`\\(?:[^rn"\\tu]|u(?!0009)|(?<!\\n\\)r(?!(?:\\r)*\\n))`;
/** The end of an event whose text does not end with a line end. */
const TORN = String.raw`"\](?<!(?<!\\)(?:\\\\)*\\n"\])\n`;
/** The end of an event whose text does. */
const WHOLE = '\\n"]\n';

/** How much of a slice to take, so that no line is torn by its end; whole events in any case, 0 without any. */
export function wholeLength(text: string): number {
  const whole = text.lastIndexOf(WHOLE);
  return whole >= 0 ? whole + WHOLE.length : text.lastIndexOf('\n') + 1;
}

/** A longer line is cut; so is one in more pieces. */
const MOST_CHARS = 256_000;
const MOST_PIECES = 5_000;
const HEAD = /\[\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*,\s*"(\w)"\s*,\s*"/y;

interface RawEvent {
  readonly start: number;
  /** Its line feed. */
  readonly end: number;
  /** '' where it is none: the header, or torn. */
  readonly kind: string;
  readonly atS: number;
  readonly from: number;
  readonly to: number;
}

/** A piece of a cast, read as latin1: whole events. */
export class RawLines {
  readonly text: string;
  /** Where the piece begins in its file. */
  readonly base: number;
  #event: RawEvent = { start: 0, end: -1, kind: '', atS: 0, from: 0, to: 0 };

  constructor(text: string, base: number) {
    this.text = text;
    this.base = base;
  }

  /** The line at a place of the text, and where to look on; without a line where no output stands there. */
  lineAt(at: number): { readonly line: RawLine | undefined; readonly next: number } {
    const event = this.#eventAt(at);
    if (event.kind !== 'o') return { line: undefined, next: event.end + 1 };
    const from = this.#lineStart(Math.min(Math.max(at, event.from), event.to), event.from);
    const found = this.#lineEnd(from, event);
    return {
      next: Math.max(found.next, at + 1),
      line: {
        atS: event.atS,
        place: this.base + event.start,
        from: this.base + from,
        to: this.base + found.to,
        isEnded: found.isEnded,
        texts: textsOf(found.raw),
      },
    };
  }

  #eventAt(at: number): RawEvent {
    const known = this.#event;
    if (at >= known.start && at <= known.end) return known;
    const start = at === 0 ? 0 : this.text.lastIndexOf('\n', at - 1) + 1;
    this.#event = this.#eventFrom(start);
    return this.#event;
  }

  #eventFrom(start: number): RawEvent {
    const end = this.text.indexOf('\n', start);
    const none = { start, end: end < 0 ? this.text.length : end, kind: '', atS: 0, from: 0, to: 0 };
    HEAD.lastIndex = start;
    const head = end < 0 ? null : HEAD.exec(this.text);
    const from = HEAD.lastIndex;
    const to = this.text.lastIndexOf('"', end - 1);
    if (head === null || to < from) return none;
    return { start, end, kind: head[2] ?? '', atS: Number(head[1]), from, to };
  }

  /** Behind the nearest line end before a place. */
  #lineStart(at: number, least: number): number {
    for (let i = at - 2; i >= least; i--) {
      if (this.text.charCodeAt(i + 1) !== LETTER_N || this.text.charCodeAt(i) !== BACKSLASH)
        continue;
      let first = i;
      while (first > least && this.text.charCodeAt(first - 1) === BACKSLASH) first--;
      if ((i - first) % 2 === 0) return i + 2;
    }
    return least;
  }

  /** The text up to its line end, through as many events as it takes. */
  #lineEnd(
    start: number,
    first: RawEvent,
  ): { raw: string; to: number; next: number; isEnded: boolean } {
    let event = first;
    let from = start;
    let raw = '';
    for (let pieces = 1; ; pieces++) {
      const to = this.#nextBreak(from, event.to);
      raw += this.text.slice(from, to);
      if (to < event.to) return { raw, to, next: to + 2, isEnded: true };
      if (pieces >= MOST_PIECES || raw.length >= MOST_CHARS) {
        return { raw, to, next: event.end + 1, isEnded: true };
      }
      const follower = this.#outputAfter(event);
      if (follower === undefined) return { raw, to, next: event.end + 1, isEnded: false };
      event = follower;
      from = event.from;
    }
  }

  #outputAfter(event: RawEvent): RawEvent | undefined {
    for (let start = event.end + 1; start < this.text.length; ) {
      const next = this.#eventFrom(start);
      if (next.kind === 'o') return next;
      start = next.end + 1;
    }
    return undefined;
  }

  /** The next line end's escape, or `most`. Begins between characters, so that pairs of backslashes are seen as such. */
  #nextBreak(from: number, most: number): number {
    for (let i = from; i < most; i++) {
      if (this.text.charCodeAt(i) !== BACKSLASH) continue;
      if (this.text.charCodeAt(i + 1) === LETTER_N) return i;
      i++;
    }
    return most;
  }
}

const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;

function textsOf(raw: string): string[] {
  const isPlain = /^[\x20-\x5b\x5d-\x7e]*(?:\\r)*$/.test(raw);
  if (isPlain) return [raw.replace(/(?:\\r)+$/, '')];
  const utf8 = /[\x80-\xff]/.test(raw) ? Buffer.from(raw, 'latin1').toString() : raw;
  try {
    return plainLines(String(JSON.parse(`"${utf8}"`)));
  } catch {
    // No JSON: somebody else has written there.
    return [];
  }
}
