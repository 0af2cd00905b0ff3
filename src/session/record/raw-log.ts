const DEFAULT_MOST_BYTES = 8_000_000;
const FIRST_BLOCK_BYTES = 4_096;
const MOST_BLOCK_BYTES = 65_536;

/** What was received before a log begins; read when somebody asks for it. */
export interface LogBefore {
  /** Bytes from the first one ever. */
  readonly received: number;
  /** How many of the last of them `pieces` has. */
  readonly kept: number;
  /** The bytes and our own lines, the oldest first. */
  pieces(): Iterable<Uint8Array | string>;
}

interface Note {
  /** Bytes received when it was drawn. */
  readonly at: number;
  readonly line: string;
}

interface Block {
  readonly bytes: Uint8Array;
  used: number;
}

/**
 * Every byte a host sent, as it came, up to a bound: the oldest go first. Bytes are copied into blocks, because a
 * chunk of one byte may otherwise hold the whole packet it came in.
 */
export class RawLog {
  readonly #mostBytes: number;
  #blocks: Block[] = [];
  #notes: Note[] = [];
  #kept = 0;
  #received = 0;
  #before: LogBefore | undefined;

  constructor(mostBytes: number = DEFAULT_MOST_BYTES) {
    this.#mostBytes = Math.max(mostBytes, MOST_BLOCK_BYTES);
  }

  /** Bytes ever appended. */
  get received(): number {
    return this.#received;
  }

  /** The oldest byte still here, counted from the first one ever. */
  get start(): number {
    return this.#received - this.#kept - Math.min(this.#before?.kept ?? 0, this.#mostBytes);
  }

  /** Begins anew behind something received elsewhere. */
  continue(before: LogBefore): void {
    this.#blocks = [];
    this.#notes = [];
    this.#kept = 0;
    this.#received = before.received;
    this.#before = before;
  }

  /** Remembers a line of our own that was drawn here, between what came before and after. */
  note(line: string): void {
    this.#notes.push({ at: this.#received, line });
  }

  append(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0) {
      const block = this.#blockWithRoom();
      const piece = rest.subarray(0, block.bytes.length - block.used);
      block.bytes.set(piece, block.used);
      block.used += piece.length;
      this.#kept += piece.length;
      rest = rest.subarray(piece.length);
    }
    this.#received += chunk.length;
    while (this.#kept > this.#mostBytes) this.#dropOldest();
  }

  /** The bytes kept, oldest first. The parts may not be changed, and later appends do not change them. */
  *parts(): Iterable<Uint8Array> {
    this.#read();
    for (const { bytes, used } of this.#blocks) yield bytes.subarray(0, used);
  }

  /** The bytes from one offset up to another, both counted from the first byte ever; what is gone is left out. */
  *slice(from: number, to: number): Iterable<Uint8Array> {
    this.#read();
    let at = this.start;
    for (const part of this.parts()) {
      const start = Math.max(0, from - at);
      const end = Math.min(part.length, to - at);
      if (start < end) yield part.subarray(start, end);
      at += part.length;
    }
  }

  /** Bytes and our own lines in the order in which they were seen. */
  *pieces(): Iterable<Uint8Array | string> {
    this.#read();
    let at = this.start;
    for (const { at: until, line } of this.#notes) {
      if (until < this.start) continue;
      yield* this.slice(at, until);
      yield line;
      at = until;
    }
    yield* this.slice(at, this.#received);
  }

  /** Puts what was received elsewhere before what has come since. */
  #read(): void {
    const before = this.#before;
    if (before === undefined) return;
    this.#before = undefined;
    const since = { blocks: this.#blocks, notes: this.#notes, received: this.#received };
    this.#blocks = [];
    this.#notes = [];
    this.#kept = 0;
    this.#received = before.received - before.kept;
    for (const piece of before.pieces()) {
      if (typeof piece === 'string') this.note(piece);
      else this.append(piece);
    }
    this.#received = before.received;
    for (const { bytes, used } of since.blocks) this.append(bytes.subarray(0, used));
    this.#notes.push(...since.notes);
    this.#received = since.received;
  }

  #blockWithRoom(): Block {
    const last = this.#blocks.at(-1);
    if (last && last.used < last.bytes.length) return last;
    const size = last ? Math.min(MOST_BLOCK_BYTES, last.bytes.length * 2) : FIRST_BLOCK_BYTES;
    const block = { bytes: new Uint8Array(size), used: 0 };
    this.#blocks.push(block);
    return block;
  }

  #dropOldest(): void {
    const oldest = this.#blocks.shift();
    this.#kept -= oldest?.used ?? 0;
    this.#notes = this.#notes.filter(({ at }) => at >= this.start);
  }
}
