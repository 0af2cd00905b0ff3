import { isRefusal } from '../../session/channel/answer.ts';
import { LineModel } from '../../session/channel/line-model.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { BlockRecord } from '../records.ts';
import type { KnownPrompts, PromptLine } from './known-prompts.ts';

/** Where something is: bytes of output before it, when it came, and where to begin reading. */
interface Spot {
  readonly offset: number;
  readonly atS: number;
  readonly place: BlockRecord['place'];
}

interface OpenBlock extends PromptLine {
  readonly from: Spot;
  readonly enteredAtS: number;
  /** The first lines of the answer and the latest ones: a refusal is among them. */
  readonly head: string[];
  readonly tail: Uint8Array[];
}

export interface BlockFinderOptions {
  readonly session: string;
  readonly prompts: KnownPrompts;
  readonly cols: number;
  /** The beginning of the seconds, in ms since the epoch. */
  readonly startedAtMs: number;
}

const LINE_FEED = 0x0a;
const MOST_BLOCKS = 200_000;
const LOOKED_LINES = 6;
/** A longer line is no prompt with a command. */
const MOST_LINE = 20_000;

/**
 * Finds commands and their answers in the output of a session of which nothing else is known, by its prompts. It is shown all events in their order
 * and keeps nothing of them but the line being written.
 */
export class BlockFinder {
  readonly blocks: BlockRecord[] = [];
  readonly #options: BlockFinderOptions;
  readonly #model: LineModel;
  #ended: string[] = [];
  #count = 0;
  #line: Spot | undefined;
  #partial: Buffer = EMPTY;
  #isTooLong = false;
  #open: OpenBlock | undefined;
  #atS = 0;

  constructor(options: BlockFinderOptions) {
    this.#options = options;
    this.#model = new LineModel({ cols: options.cols, onLine: (line) => this.#ended.push(line) });
  }

  see(event: CastEvent): void {
    this.#atS = event.atS;
    if (event.kind === 'resize') this.#model.cols = event.size.cols;
    if (event.kind === 'gap') this.#count += event.bytes;
    if (event.kind === 'output')
      this.#output(
        Buffer.from(event.bytes.buffer, event.bytes.byteOffset, event.bytes.length),
        event.place,
      );
  }

  /** The session ends here. */
  finish(): readonly BlockRecord[] {
    const prompt = this.#line && this.#promptIn(this.#partial);
    if (prompt !== undefined && this.#line !== undefined) {
      this.#close({ prompt, line: this.#line, raw: this.#partial });
    } else if (this.#open !== undefined) {
      this.#push(this.#open, { to: this.#count, endS: this.#atS, outcome: 'unfinished' });
    }
    this.#open = undefined;
    return this.blocks;
  }

  #output(bytes: Buffer, line: number): void {
    const before = this.#count;
    let start = 0;
    while (start < bytes.length) {
      const end = bytes.indexOf(LINE_FEED, start);
      const until = end < 0 ? bytes.length : end + 1;
      this.#line ??= { offset: before + start, atS: this.#atS, place: { line, bytes: before } };
      this.#count = before + until;
      const piece = bytes.subarray(start, until);
      if (end < 0) this.#keep(piece);
      else this.#endLine(piece);
      start = until;
    }
  }

  #keep(piece: Buffer): void {
    if (this.#partial.length + piece.length > MOST_LINE) this.#isTooLong = true;
    this.#partial = this.#isTooLong ? EMPTY : Buffer.concat([this.#partial, piece]);
  }

  #endLine(piece: Buffer): void {
    const raw = this.#partial.length === 0 ? piece : Buffer.concat([this.#partial, piece]);
    const line = this.#line;
    const isTooLong = this.#isTooLong || raw.length > MOST_LINE;
    this.#partial = EMPTY;
    this.#isTooLong = false;
    this.#line = undefined;
    if (line === undefined || isTooLong) return;
    const prompt = this.#promptIn(raw);
    if (prompt === undefined) this.#answered(raw);
    else {
      const from = this.#close({ prompt, line, raw });
      if (!isCommand(prompt) || this.blocks.length >= MOST_BLOCKS) return;
      this.#open = { ...prompt, from, enteredAtS: this.#atS, head: [], tail: [] };
    }
  }

  /** The prompt a line has, as it is seen when all controls in it have been heeded. */
  #promptIn(raw: Buffer): PromptLine | undefined {
    const isPlain = !this.#model.isFullScreen && !hasControls(raw);
    if (isPlain && !this.#options.prompts.mayBeIn(raw)) return undefined;
    const text = isPlain ? lineText(raw) : this.#drawn(raw);
    return text === undefined ? undefined : this.#options.prompts.find(text);
  }

  #drawn(raw: Buffer): string | undefined {
    this.#ended = [];
    const text = raw.toString('utf8');
    this.#model.feed(text.endsWith('\n') ? text : `${text}\n`);
    return this.#model.isFullScreen ? undefined : this.#ended.at(-1);
  }

  #answered(raw: Buffer): void {
    if (this.#open === undefined) return;
    const { head, tail } = this.#open;
    if (head.length < LOOKED_LINES) head.push(lineText(raw));
    else {
      tail.push(raw);
      if (tail.length > LOOKED_LINES) tail.shift();
    }
  }

  /** A prompt is there: what ran is over. Says where the prompt ends. */
  #close({
    prompt,
    line,
    raw,
  }: {
    readonly prompt: PromptLine;
    readonly line: Spot;
    readonly raw: Buffer;
  }): Spot {
    const written = Buffer.from(prompt.prompt.text);
    const isAsWritten = raw.subarray(0, written.length).equals(written);
    const offset = line.offset + (isAsWritten ? written.length : 0);
    const open = this.#open;
    if (open !== undefined) {
      const lines = [...open.head, ...open.tail.map(lineText)];
      const outcome = isRefusal(lines, open.platform) ? 'refused' : 'ok';
      this.#push(open, { to: offset, endS: line.atS, outcome });
    }
    this.#open = undefined;
    return { ...line, offset };
  }

  #push(
    { command, host, platform, prompt, from, enteredAtS: at }: OpenBlock,
    {
      to,
      endS,
      outcome,
    }: { readonly to: number; readonly endS: number; readonly outcome: BlockRecord['outcome'] },
  ): void {
    const { session, startedAtMs } = this.#options;
    const end = Math.max(at, endS);
    const times = {
      startedAtMs: startedAtMs + at * 1_000,
      elapsedMs: (end - at) * 1_000,
      seconds: { at, end },
    };
    const about = {
      session,
      host: host === '' ? session : host,
      platform: platform.name,
      mode: prompt.mode,
    };
    this.blocks.push({
      kind: 'block',
      ...about,
      command: command.slice(0, MOST_COMMAND),
      by: 'person',
      ...times,
      outcome,
      from: from.offset,
      to: Math.max(from.offset, to),
      place: from.place,
    });
  }
}

/** A device's own message may come behind its prompt, as a command does. */
function isCommand({ command, platform }: PromptLine): boolean {
  return command !== '' && !platform.logLines.some((pattern) => pattern.test(command));
}

const MOST_COMMAND = 2_000;
const EMPTY: Buffer = Buffer.alloc(0);

/** Whether anything in a line draws over what stands there, or is no text. */
function hasControls(raw: Buffer): boolean {
  const length = raw.length;
  for (let at = 0; at < length; at++) {
    const byte = raw[at] ?? 0;
    if (byte < 0x20 && byte !== 0x09 && !(byte === 0x0a || (byte === 0x0d && isLineEnd(raw, at))))
      return true;
  }
  return false;
}

/** Carriage returns before the line feed, as many as there are. */
function isLineEnd(raw: Buffer, at: number): boolean {
  for (let next = at + 1; next < raw.length; next++) {
    if (raw[next] === 0x0a) return true;
    if (raw[next] !== 0x0d) return false;
  }
  return false;
}

function lineText(raw: Uint8Array): string {
  return Buffer.from(raw)
    .toString('utf8', 0, MOST_COMMAND)
    .replace(/[\r\n]+$/, '');
}
