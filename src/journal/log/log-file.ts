import type { Clock } from '../../core/clock.ts';
import { codeOf } from '../../core/shared-file.ts';
import type { AppendOnly, OpenAppendOnly } from './append-only.ts';
import { LinePages } from './line-pages.ts';

export interface LogFileOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly open: OpenAppendOnly;
  /** Runs one sync after the other: many logs must not take all threads. */
  readonly syncing: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /** The line that stands for lines that could not be kept. */
  readonly gapLine: (lines: number) => string;
  /** It cannot be written, for a reason of the system's; told once until it works again. */
  readonly onTrouble: (code: string) => void;
  readonly onWell: () => void;
  readonly onClosed?: () => void;
}

/** What waits until it is written: a person who looks at the file sees lines soon, and the disk is asked a few times a second. */
const FLUSH_MS = 150;
const FLUSH_BYTES = 256_000;
const SYNC_MS = 650;
/** What is kept while the disk is slow, and while it takes nothing. */
const MOST_BYTES = 16_000_000;
const MOST_BYTES_IN_TROUBLE = 1_000_000;
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;

/** Whole lines that are written at once. */
interface Batch {
  readonly bytes: Uint8Array;
  done: number;
  /** How long the file was when writing failed within the batch. */
  sizeThen: number | undefined;
}

/**
 * Lines put behind what is in a file, several runs at once: each write is of whole lines, in append mode. It reaches the disk within a second. A full
 * disk, a folder that is gone or may not be written cost nothing but lines, which are counted: it is tried again until it works.
 */
export class LogFile {
  readonly path: string;
  readonly #options: LogFileOptions;
  #file: AppendOnly | undefined;
  readonly #lines = new LinePages();
  #missing = 0;
  #batches: Batch[] = [];
  #work: Promise<void> | undefined;
  #retryMs = 0;
  #cancelFlush: (() => void) | undefined;
  #cancelSync: (() => void) | undefined;
  #hasSyncFailed = false;
  #isClosed = false;

  constructor(options: LogFileOptions) {
    this.path = options.path;
    this.#options = options;
  }

  /** Puts a line at the end, behind a head of ASCII; never throws, and costs little more than a copy. */
  append(line: string, head = ''): void {
    const most = this.#retryMs === 0 ? MOST_BYTES : MOST_BYTES_IN_TROUBLE;
    if (this.#missing > 0 || this.#lines.bytes > most) this.#missing += 1;
    else this.#lines.add(head, line);
    if (this.#work !== undefined || this.#retryMs > 0) return;
    if (this.#lines.bytes > FLUSH_BYTES) void this.#flush();
    else this.#cancelFlush ??= this.#options.clock.after(FLUSH_MS, () => void this.#flush());
  }

  /** Writes what waits, syncs and closes; what cannot be written now is lost. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#work;
    await this.#flush();
    this.#cancelFlush?.();
    this.#cancelSync?.();
    await this.#sync();
    await this.#file?.close().catch(() => undefined);
    this.#options.onClosed?.();
  }

  #flush(): Promise<void> {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#work ??= this.#writeAll().finally(() => {
      this.#work = undefined;
    });
    return this.#work;
  }

  async #writeAll(): Promise<void> {
    const { onWell, onTrouble } = this.#options;
    try {
      for (;;) {
        if (this.#batches.length === 0) this.#batches = this.#take();
        const [batch] = this.#batches;
        if (batch === undefined) break;
        await this.#write(batch);
        this.#batches.shift();
      }
      if (this.#retryMs > 0) onWell();
      this.#retryMs = 0;
    } catch (thrown) {
      if (this.#retryMs === 0) onTrouble(codeOf(thrown));
      this.#retryMs = Math.min(MOST_RETRY_MS, Math.max(FIRST_RETRY_MS, 2 * this.#retryMs));
      if (this.#isClosed) return;
      this.#cancelFlush = this.#options.clock.after(this.#retryMs, () => void this.#flush());
    }
  }

  /** All lines that wait, and behind them the mark for those that were not kept. */
  #take(): Batch[] {
    if (this.#missing > 0) this.#lines.add('', this.#options.gapLine(this.#missing));
    this.#missing = 0;
    const pages = this.#lines.take();
    return pages.map((bytes) => ({ bytes, done: 0, sizeThen: undefined }));
  }

  async #write(batch: Batch): Promise<void> {
    const file = await this.#opened();
    if (batch.done > 0) await this.#mend(batch, file);
    try {
      while (batch.done < batch.bytes.length) {
        const taken = await file.write(batch.bytes, batch.done);
        if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
        batch.done += taken;
        this.#cancelSync ??= this.#options.clock.after(SYNC_MS, () => void this.#sync());
      }
    } catch (thrown) {
      batch.sizeThen = await file.size().catch(() => undefined);
      throw thrown;
    }
  }

  /** Half a line was written. Where somebody else has written behind it, or the file is another one, the line is written once more. */
  async #mend(batch: Batch, file: AppendOnly): Promise<void> {
    const size = await file.size();
    if (size === batch.sizeThen) return;
    const line = batch.bytes.subarray(0, batch.done).lastIndexOf(NEWLINE) + 1;
    if (line === batch.done) return;
    batch.done = line;
  }

  /** The file, opened anew where its path leads elsewhere by now: it was moved away, deleted, or never there. */
  async #opened(): Promise<AppendOnly> {
    if (this.#file !== undefined) {
      if (await this.#file.isThere()) return this.#file;
      await this.#file.close().catch(() => undefined);
      this.#file = undefined;
    }
    this.#file = await this.#options.open(this.path);
    return this.#file;
  }

  async #sync(): Promise<void> {
    this.#cancelSync?.();
    this.#cancelSync = undefined;
    const { syncing, onTrouble, onWell } = this.#options;
    const file = this.#file;
    if (file === undefined) return;
    try {
      await syncing(() => file.sync());
      if (this.#hasSyncFailed) onWell();
      this.#hasSyncFailed = false;
    } catch (thrown) {
      // A file that was left for another one meanwhile has no more to sync.
      if (file !== this.#file || this.#hasSyncFailed) return;
      this.#hasSyncFailed = true;
      onTrouble(codeOf(thrown));
    }
  }
}

const NEWLINE = 0x0a;
