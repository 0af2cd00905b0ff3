import { UTF_8 } from '../../core/charset.ts';
import type { CastEvent, CastMatter } from '../cast/cast-event.ts';
import { sourceLines } from '../cast/source-lines.ts';
import { boundedSeconds } from '../cast/time-limits.ts';
import type { Checkpoint, EventStream } from './indexed-timeline.ts';
import type { EncodedText } from './text-encoding.ts';
import { headerTime, type TextForm } from './text-form.ts';

interface TextState extends Checkpoint {
  /** The latest stamp, with the days that went by where it has none. */
  readonly stampMs: number | undefined;
  /** Lines since the last command: the pace is theirs. */
  readonly lines: number;
}

export interface TextStreamOptions {
  readonly text: EncodedText;
  readonly form: TextForm;
  /** How many bytes of a line are a prompt with a command behind it; 0 for any other line. The same for the same line, always. */
  readonly promptLength: (line: Buffer) => number;
  readonly onTooLong: (at: number) => void;
}

/** Of a log without times: a command is typed a while after its prompt was there, and answered at once. */
const BEFORE_COMMAND_S = 1.2;
const BEFORE_ANSWER_S = 0.3;
const LINE_S = 0.004;
/** Of a long answer the rest comes faster: nobody watches 50,000 lines go by. */
const SLOW_LINES = 500;
const FAST_LINE_S = 0.0001;
const DAY_MS = 86_400_000;

/** The lines of a log as events, with the times they have, or a pace at which they can be followed. */
export function textStream(options: TextStreamOptions): EventStream<TextState> {
  const { source, start } = options.text;
  return {
    start: { place: start, atS: 0, stampMs: undefined, lines: 0 },
    fileBytes: source.size,
    *read(from) {
      let before = from;
      for (const { at, bytes, state } of sourceLines(source, from.place)) {
        if (state === 'too long') options.onTooLong(at);
        const line = { at, bytes, isEnded: state !== 'torn' };
        const { events, after } = eventsOf(line, before, options);
        before = { ...before, place: at };
        for (const event of events) yield { event, state: before };
        before = after;
      }
    },
  };
}

interface TextLine {
  readonly at: number;
  readonly bytes: Buffer;
  readonly isEnded: boolean;
}

function eventsOf(
  { at, bytes, isEnded }: TextLine,
  before: TextState,
  options: TextStreamOptions,
): { readonly events: readonly CastEvent[]; readonly after: TextState } {
  const { form, text } = options;
  const raw = withoutReturns(bytes);
  const mayBeHeader = raw[0] === EQUALS || raw[0] === LETTER_S;
  const head = mayBeHeader || form.stamps !== undefined ? raw.toString('latin1', 0, 200) : '';
  const header = mayBeHeader ? headerTime(head) : undefined;
  if (header !== undefined) return headerEvents({ at, header, head }, before, form);
  const stamp = form.stamps?.read(head);
  const body = stamp === undefined ? raw : raw.subarray(stamp.length);
  const own = form.isOurs ? ownLine(body) : undefined;
  const stampMs = stamp === undefined ? before.stampMs : goingOn(stamp.ms, before.stampMs, form);
  const stampedS = stamp === undefined ? before.atS : secondsOf(stampMs, form);
  const { lines } = before;
  const state = { place: at, atS: Math.max(before.atS, stampedS), stampMs, lines };
  if (own !== undefined) {
    const events = own.map((matter) => ({ atS: state.atS, place: at, ...matter }));
    return { events, after: state };
  }
  const said = text.charset === UTF_8 ? body : Buffer.from(text.charset.openDecoder().decode(body));
  const line = { at, said, isEnded };
  const isTimed = form.stamps !== undefined && stamp !== undefined;
  return isTimed ? timedEvents(line, state) : pacedEvents(line, state, options);
}

/** `=~=~ PuTTY log`, `Script started on`. */
const EQUALS = 0x3d;
const LETTER_S = 0x53;

function withoutReturns(bytes: Buffer): Buffer {
  if (bytes[bytes.length - 1] !== 0x0d) return bytes;
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0x0d) end -= 1;
  return bytes.subarray(0, end);
}

/** A log that was continued later says when: the clock goes on from there. */
function headerEvents(
  { at, header, head }: { readonly at: number; readonly header: number; readonly head: string },
  before: TextState,
  { headerMs }: TextForm,
): { readonly events: readonly CastEvent[]; readonly after: TextState } {
  const atS = Math.max(before.atS, boundedSeconds((header - (headerMs ?? header)) / 1_000));
  const line = head
    .replaceAll(/=?~=|=~/g, '')
    .replace(/^=|=$/g, '')
    .trim();
  return {
    events: [{ atS, place: at, kind: 'printed', line: `── ${line} ──` }],
    after: { ...before, atS, lines: 0 },
  };
}

/** Times without a day begin anew at midnight. */
function goingOn(ms: number, before: number | undefined, { stamps }: TextForm): number {
  if (before === undefined || stamps?.has === 'day') return ms;
  const today = ms + Math.floor(before / DAY_MS) * DAY_MS;
  return today < before - DAY_MS / 2 ? today + DAY_MS : today;
}

function secondsOf(stampMs: number | undefined, { firstStampMs }: TextForm): number {
  if (stampMs === undefined || firstStampMs === undefined) return 0;
  return boundedSeconds((stampMs - firstStampMs) / 1_000);
}

/** What showrun wrote into its log: lines it drew, and notes of a person. */
function ownLine(body: Buffer): readonly CastMatter[] | undefined {
  const text = body.toString('utf8', 0, 4_000).replace(/^\[[^\]\n]{1,100}\] /, '');
  if (/^── .* ──$/.test(text)) return [{ kind: 'printed', line: text }];
  if (!/^# (?:note: | {6})/.test(text)) return undefined;
  const [, note] = /^# note: (.*)/.exec(text) ?? [];
  const printed: CastMatter = { kind: 'printed', line: text };
  return note === undefined ? [printed] : [printed, { kind: 'marker', label: note }];
}

interface SaidLine {
  readonly at: number;
  readonly said: Buffer;
  readonly isEnded: boolean;
}

const LINE_END = Buffer.from('\r\n');

function timedEvents(
  { at, said, isEnded }: SaidLine,
  { atS, ...state }: TextState,
): { readonly events: readonly CastEvent[]; readonly after: TextState } {
  const bytes = isEnded ? Buffer.concat([said, LINE_END]) : Buffer.from(said);
  return { events: outputOf({ at, atS, bytes }), after: { ...state, atS } };
}

function pacedEvents(
  { at, said, isEnded }: SaidLine,
  state: TextState,
  { promptLength }: TextStreamOptions,
): { readonly events: readonly CastEvent[]; readonly after: TextState } {
  const end = isEnded ? LINE_END : NOTHING;
  const prompt = promptLength(said);
  const atS = state.atS + (state.lines > SLOW_LINES ? FAST_LINE_S : LINE_S);
  if (prompt === 0) {
    const events = outputOf({ at, atS, bytes: Buffer.concat([said, end]) });
    return { events, after: { ...state, atS, lines: state.lines + 1 } };
  }
  const typedAtS = atS + BEFORE_COMMAND_S;
  const typed = Buffer.concat([said.subarray(prompt), end]);
  return {
    events: [
      ...outputOf({ at, atS, bytes: Buffer.from(said.subarray(0, prompt)) }),
      ...outputOf({ at: at + prompt, atS: typedAtS, bytes: typed }),
    ],
    after: { ...state, atS: typedAtS + BEFORE_ANSWER_S, lines: 0 },
  };
}

const NOTHING = Buffer.alloc(0);

function outputOf(given: {
  readonly at: number;
  readonly atS: number;
  readonly bytes: Buffer;
}): CastEvent[] {
  const { at, atS, bytes } = given;
  return bytes.length === 0 ? [] : [{ atS, place: at, kind: 'output', bytes }];
}
