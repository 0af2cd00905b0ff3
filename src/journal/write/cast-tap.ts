import { type Charset, charsetOf, type TextStream, UTF_8 } from '../../core/charset.ts';
import { jsonLine } from '../../core/json-text.ts';
import type { Size } from '../../core/size.ts';
import type { SessionTap, TappedBlock, TappedSession } from '../../session/record/session-tap.ts';
import type { BlockRecord, SessionRecord } from '../records.ts';
import { castHead } from './cast-head.ts';
import { Offsets } from './offsets.ts';
import { OutputEvents } from './output-events.ts';
import type { PagePool } from './page.ts';
import { Places } from './places.ts';
import { RecordFile } from './record-file.ts';
import type { RunClock } from './run-clock.ts';

export interface CastTapOptions {
  readonly session: TappedSession;
  readonly record: SessionRecord;
  readonly path: () => Promise<string>;
  readonly clock: RunClock;
  readonly pages: PagePool;
  readonly hideSecrets: (text: string) => string;
  /** A command is over. */
  readonly onBlock: (block: BlockRecord) => void;
  /** Whether the person's keys are recorded, secrets never. */
  readonly input: 'recorded' | 'left out';
  /** The platform is known now, or another one. */
  readonly onPlatform: (platform: string) => void;
  /** The session is over; what it wrote is on the disk. */
  readonly onClosed: () => void;
  /** Nothing can be written, for this reason. */
  readonly onLost: (why: Error) => void;
  /** It can be written again; so many bytes are missing. */
  readonly onBack: (missing: number) => void;
}

/** A longer command is cut in the marker and in the list; the cast has all of it. */
const MOST_COMMAND_CHARS = 1_000;
/** The rest of a line is waited for so long. */
const CARRY_MS = 50;
/** From this on the device is held back, until less than that waits; longer than so long it is not. */
const HOLD_ABOVE_BYTES = 4 * 1024 * 1024;
const LET_GO_BELOW_BYTES = 1024 * 1024;
const MOST_HELD_MS = 2_000;

/** Writes the cast of one session as it happens. */
export class CastTap implements SessionTap {
  readonly #options: CastTapOptions;
  readonly #clock: RunClock;
  readonly #file: RecordFile;
  readonly #places = new Places();
  readonly #output: OutputEvents;
  readonly #decoder: TextStream | undefined;
  readonly #beganMs: number;
  readonly #head: string;
  #size: Size;
  #platform: string;
  #received = 0;
  readonly #offsets = new Offsets();
  #commandAtS = 0;
  #missingFrom: number | undefined;
  #carriedAtMs = 0;
  #cancelCarry: (() => void) | undefined;
  #letGo: (() => void) | undefined;
  #cancelHold: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: CastTapOptions) {
    const { session, record, path, clock, pages } = options;
    this.#options = options;
    this.#clock = clock;
    this.#beganMs = record.startedAtMs - clock.startedAtMs;
    this.#size = session.size;
    this.#platform = record.platform;
    this.#decoder = foreignCharset(session.host.encoding)?.openDecoder();
    this.#head = castHead(record, session.size);
    this.#file = new RecordFile({
      ...{ path, pages, head: this.#head },
      after: (delayMs, callback) => clock.after(delayMs, callback),
      onLost: (count, why) => this.#lost(count, why),
      onBack: (file) => this.#back(file),
      onQueued: (bytes) => this.#queued(bytes),
    });
    this.#output = new OutputEvents(this.#file, this.#places);
  }

  received(chunk: Uint8Array): void {
    if (chunk.length === 0 || this.#closing !== undefined) return;
    const bytes = this.#decoder ? Buffer.from(this.#decoder.decode(chunk), 'utf8') : chunk;
    this.#received += bytes.length;
    if (this.#decoder) this.#offsets.add(chunk.length, bytes.length);
    if (!this.#file.isTaking) return;
    this.#output.add(bytes, this.#nowS);
    if (!this.#output.isCarrying) return;
    this.#carriedAtMs = this.#clock.elapsedMs;
    this.#cancelCarry ??= this.#clock.after(CARRY_MS, () => this.#carriedLong());
  }

  printed(line: string): void {
    this.#event('n', line);
  }

  resized(size: Size): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#event('r', `${size.cols}x${size.rows}`);
  }

  typed(keys: Uint8Array, matter: 'text' | 'secret'): void {
    if (matter === 'secret' || this.#options.input === 'left out') return;
    this.#event('i', Buffer.from(keys).toString('utf8'));
  }

  commandLine({ command }: { readonly command: string }): void {
    const label = this.#shown(command);
    this.#commandAtS = this.#nowS;
    this.#event('m', label);
  }

  block({ command, mode, by, elapsedMs, outcome, from, to }: TappedBlock): void {
    const { name: session, host } = this.#options.record;
    const { clock, onBlock } = this.#options;
    const at = this.#commandAtS;
    // It was under way since its Enter, which is before the line ended.
    const end = Math.max(at, Math.min(at + elapsedMs / 1_000, this.#nowS));
    const range = { from: this.#offsets.of(from), to: this.#offsets.of(to) };
    onBlock({
      kind: 'block',
      ...{ session, host, platform: this.#platform, mode, by, elapsedMs, outcome },
      command: this.#shown(command),
      startedAtMs: Math.round(clock.startedAtMs + this.#beganMs + at * 1_000),
      seconds: { at: rounded(at), end: rounded(end) },
      ...(this.#size.cols === this.#options.session.size.cols ? {} : { cols: this.#size.cols }),
      ...range,
      place: this.#places.before(range.from) ?? { line: Buffer.byteLength(this.#head), bytes: 0 },
    });
  }

  changed({ platform }: { readonly platform: string }): void {
    if (platform === this.#platform) return;
    this.#platform = platform;
    this.#options.onPlatform(platform);
  }

  closed(): void {
    void this.close();
  }

  /** Writes what is left, and closes the file. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** The process ends at once. */
  writeNow(): void {
    this.#output.flush('all', this.#nowS);
    this.#file.writeNow();
  }

  async #close(): Promise<void> {
    this.#cancelCarry?.();
    this.#output.flush('all', this.#nowS);
    await this.#file.close();
    this.#cancelHold?.();
    this.#letGo?.();
    this.#options.onClosed();
  }

  /** A command as it may be written beside its recording. */
  #shown(command: string): string {
    return this.#options.hideSecrets(command.slice(0, MOST_COMMAND_CHARS));
  }

  /** Seconds since the session began. */
  get #nowS(): number {
    return Math.max(0, this.#clock.elapsedMs - this.#beganMs) / 1_000;
  }

  #event(code: 'n' | 'r' | 'i' | 'm' | 'g', text: string): void {
    if (this.#closing === undefined) this.#write(code, text);
  }

  #write(code: 'n' | 'r' | 'i' | 'm' | 'g', text: string): void {
    if (!this.#file.isTaking) return;
    // Our own line ends a character that is half there, as on the screen.
    const atS = this.#nowS;
    this.#output.flush(code === 'n' ? 'all' : 'characters', atS);
    const time = this.#output.stamp(atS);
    const data = jsonLine(text).trimEnd();
    this.#file.append(`[${time},"${code}",${data}]\n`, this.#output.count);
  }

  #carriedLong(): void {
    this.#cancelCarry = undefined;
    if (!this.#output.isCarrying) return;
    const leftMs = this.#carriedAtMs + CARRY_MS - this.#clock.elapsedMs;
    if (leftMs <= 0) this.#output.flush('characters', this.#nowS);
    else this.#cancelCarry = this.#clock.after(leftMs, () => this.#carriedLong());
  }

  #lost(count: number | undefined, why: Error): void {
    this.#missingFrom = Math.min(this.#missingFrom ?? Infinity, count ?? this.#output.count);
    this.#places.cut(this.#file.end);
    this.#output.restart(this.#missingFrom);
    this.#options.onLost(why);
  }

  #back(file: 'kept' | 'made'): void {
    const from = file === 'made' ? 0 : (this.#missingFrom ?? this.#received);
    if (file === 'made') this.#places.cut(0);
    const missing = this.#received - from;
    this.#missingFrom = undefined;
    this.#output.restart(from);
    if (missing > 0) {
      this.#places.add({ line: this.#file.end, bytes: from });
      this.#write('g', String(missing));
    }
    this.#output.restart(this.#received);
    this.#write('r', `${this.#size.cols}x${this.#size.rows}`);
    this.#options.onBack(missing);
  }

  #queued(bytes: number): void {
    if (bytes > HOLD_ABOVE_BYTES && this.#letGo === undefined) {
      this.#letGo = this.#options.session.holdBack();
      this.#cancelHold = this.#clock.after(MOST_HELD_MS, () => {
        this.#file.giveUpQueue(new Error('the disk is slower than the device'));
      });
    }
    if (bytes >= LET_GO_BELOW_BYTES) return;
    this.#cancelHold?.();
    this.#letGo?.();
    this.#letGo = undefined;
  }
}

/** As times stand in the cast. */
function rounded(atS: number): number {
  return Number(atS.toFixed(6));
}

/** How the device writes, where that is not UTF-8. */
function foreignCharset(encoding: string | undefined): Charset | undefined {
  const charset = charsetOf(encoding ?? UTF_8.name) ?? UTF_8;
  return charset === UTF_8 ? undefined : charset;
}
