import { isAscii } from 'node:buffer';
import {
  MOST_EXPANSION,
  MOST_OUTPUT_BYTES,
  OutputEncoder,
  unfinishedBytes,
} from './output-encoder.ts';
import type { Places } from './places.ts';
import type { RecordFile } from './record-file.ts';

/** From this on output counts as bulk, whose events end where lines end. Less is the echo of a key, and keeps its own time. */
const BULK_BYTES = 512;
/** A longer rest of a line is not waited for. */
const MOST_CARRIED_BYTES = 4_096;
/** What goes around the text of an event. */
const FRAME_BYTES = 64;
/** As much as the list of its broken bytes can take. */
const BROKEN_BYTES = 20_000;
const NEWLINE = 0x0a;
const NOTHING = new Uint8Array();

/**
 * The output of a session as events of its cast. In bulk the rest behind the last line end waits for the next bytes, so that lines are whole within
 * an event; half a character always does.
 */
export class OutputEvents {
  readonly #file: RecordFile;
  readonly #places: Places;
  readonly #encoder = new OutputEncoder();
  readonly #carry = Buffer.allocUnsafeSlow(MOST_CARRIED_BYTES + 3);
  #carried = 0;
  #carriedAtS = 0;
  #latestS = 0;
  #count = 0;

  constructor(file: RecordFile, places: Places) {
    this.#file = file;
    this.#places = places;
  }

  /** Bytes of output that have an event, or lie in a gap. */
  get count(): number {
    return this.#count;
  }

  /** Whether a rest waits that could have its event. */
  get isCarrying(): boolean {
    return this.#carried > unfinishedBytes(this.#carry.subarray(0, this.#carried));
  }

  /** A time as it may be written: never before what was written last. */
  stamp(atS: number): string {
    this.#latestS = Math.max(this.#latestS, atS);
    return this.#latestS.toFixed(6);
  }

  /** Bytes of a device, in UTF-8 as far as they are text. What had to wait keeps the time at which it came. */
  add(chunk: Uint8Array, nowS: number): void {
    // Half a character may have waited for long, and what completes it is of now.
    const atS = this.isCarrying ? this.#carriedAtS : nowS;
    let head: Uint8Array = this.#carry.subarray(0, this.#carried);
    let body = chunk;
    if (!isAscii(head)) {
      body = Buffer.concat([head, chunk]);
      head = NOTHING;
    }
    const end = eventEnd(body, head.length);
    this.#emit(head, body.subarray(0, end), atS);
    this.#carriedAtS = nowS;
    this.#carried = body.length - end;
    if (this.#carried > 0) this.#carry.set(body.subarray(end), 0);
  }

  /** Something else comes now: the rest gets its event. `all`: half a character too, for nothing will complete it; else it comes behind that. */
  flush(what: 'characters' | 'all', nowS: number): void {
    const carried = this.#carry.subarray(0, this.#carried);
    const kept = what === 'all' ? 0 : unfinishedBytes(carried);
    const end = this.#carried - kept;
    this.#emit(NOTHING, carried.subarray(0, end), this.#carriedAtS);
    this.#carry.copyWithin(0, end, this.#carried);
    this.#carried = kept;
    this.#carriedAtS = nowS;
  }

  /** What came is missing in the file: it begins again at this count. */
  restart(count: number): void {
    this.#carried = 0;
    this.#count = count;
  }

  /** `head` is ASCII. */
  #emit(head: Uint8Array, body: Uint8Array, atS: number): void {
    let rest = body;
    let first = head;
    while (first.length + rest.length > 0) {
      const piece = rest.subarray(0, sliceEnd(rest, MOST_OUTPUT_BYTES - first.length));
      const taken = this.#event(first, piece, atS);
      if (taken === undefined) return;
      rest = rest.subarray(taken);
      first = NOTHING;
    }
  }

  /** How much of the body the event has; undefined where the file takes nothing. */
  #event(head: Uint8Array, body: Uint8Array, atS: number): number | undefined {
    const most = MOST_EXPANSION * (head.length + body.length) + FRAME_BYTES + BROKEN_BYTES;
    const page = this.#file.room(most, this.#count);
    if (page === undefined) return undefined;
    const { bytes } = page;
    const time = this.stamp(atS);
    this.#places.add({ line: page.offset + page.used, bytes: this.#count });
    this.#encoder.begin(page.used + bytes.write(`[${time},"o","`, page.used, 'latin1'));
    if (head.length > 0) this.#encoder.write(head, page);
    const taken = this.#encoder.write(body, page);
    const { at, broken } = this.#encoder;
    page.used = at + bytes.write('"]\n', at, 'latin1');
    if (broken.length > 0) {
      page.used += bytes.write(`[${time},"b","${broken.join(',')}"]\n`, page.used, 'latin1');
    }
    this.#count += head.length + taken;
    this.#file.wrote(page);
    return taken;
  }
}

/** Up to where a chunk gets its event now. */
function eventEnd(bytes: Uint8Array, before: number): number {
  const whole = bytes.length - unfinishedBytes(bytes);
  if (bytes.length + before < BULK_BYTES) return whole;
  const line = bytes.lastIndexOf(NEWLINE) + 1;
  return line > 0 && bytes.length - line <= MOST_CARRIED_BYTES ? line : whole;
}

/** The end of a piece of at most so many bytes: behind a line if there is one, else behind a character. */
function sliceEnd(bytes: Uint8Array, most: number): number {
  if (bytes.length <= most) return bytes.length;
  const line = bytes.lastIndexOf(NEWLINE, most - 1) + 1;
  if (line > 0) return line;
  return most - unfinishedBytes(bytes.subarray(0, most));
}
