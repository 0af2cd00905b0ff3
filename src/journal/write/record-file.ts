import { write, writeSync } from 'node:fs';
import { type FileHandle, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { codeOf } from '../../core/shared-file.ts';
import { PAGE_BYTES, type Page, type PagePool } from './page.ts';

export interface RecordFileOptions {
  /** Where it is to be; asked each time it is opened. */
  readonly path: () => Promise<string>;
  readonly pages: PagePool;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** What the file begins with, also where it had to be made anew. */
  readonly head: string;
  /**
   * Pages could not be written, or not in time: what came from this count on is missing, and nothing is taken until `onBack`. Undefined where
   * nothing waited.
   */
  readonly onLost: (count: number | undefined, why: Error) => void;
  /** It works again; `made` where the file had to be made anew. */
  readonly onBack: (file: 'kept' | 'made') => void;
  /** So many bytes wait now. */
  readonly onQueued?: (bytes: number) => void;
}

/** What is written reaches the file within the first time, and the disk within both. */
const WRITE_AFTER_MS = 100;
const SYNC_AFTER_MS = 600;
const RETRY_AFTER_MS = 3_000;
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT'];
const LEAST_FREE_BYTES = 64 * 1024;

/**
 * A file that grows, through a descriptor of its own. Nothing here waits for the disk and nothing throws: what is written is put into pages, which
 * go out one after the other, each to its place, so that a page that was half written is written over by what comes next. Where the disk is full
 * or gone the pages are given up, what they held is told, and the file is tried again every few seconds.
 */
export class RecordFile {
  readonly #options: RecordFileOptions;
  readonly #queue: Page[] = [];
  #state: 'opening' | 'open' | 'lost' | 'closed' = 'opening';
  #handle: FileHandle | undefined;
  /** Given up because the disk is slow: the page on its way is waited for. */
  #isStalled = false;
  #wasMade = false;
  #wasFull = false;
  /** Where the next byte goes. */
  #end: number;
  #isWriting = false;
  #isUnsynced = false;
  #cancelWrite: (() => void) | undefined;
  #cancelSync: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  /** Closes what was given up, once nothing is written to it any more. */
  #retire: (() => void) | undefined;
  #onStep: (() => void)[] = [];

  /** Opens it at once. */
  constructor(options: RecordFileOptions) {
    this.#options = options;
    this.#end = Buffer.byteLength(options.head);
    void this.#open();
  }

  /** Whether anything is taken now. */
  get isTaking(): boolean {
    return (this.#state === 'open' || this.#state === 'opening') && !this.#isStalled;
  }

  /** Where the next byte will stand in the file. */
  get end(): number {
    return this.#end;
  }

  /**
   * A page with room for so many bytes (at most a page's); `count` is what is told where that page is lost. Write behind `used`, then call
   * `wrote`. Undefined while nothing is taken.
   */
  room(bytes: number, count: number): Page | undefined {
    if (!this.isTaking) return undefined;
    const last = this.#queue.at(-1);
    const isFree = last !== undefined && !(this.#isWriting && this.#queue.length === 1);
    if (isFree && PAGE_BYTES - last.used >= bytes) return last;
    const page = { ...this.#options.pages.take(), used: 0, offset: this.#end, count };
    this.#queue.push(page);
    return page;
  }

  /** The page is filled up to its `used` now. */
  wrote(page: Page): void {
    this.#end = page.offset + page.used;
    this.#writeSoon();
    this.#options.onQueued?.(this.#queuedBytes);
  }

  /** Puts a text behind everything; whether it was taken. */
  append(text: string, count: number): boolean {
    const size = Buffer.byteLength(text);
    const page = size > PAGE_BYTES ? undefined : this.room(size, count);
    if (page === undefined) return false;
    page.used += page.bytes.write(text, page.used);
    this.wrote(page);
    return true;
  }

  /** The disk takes too long: what waits is given up, but for what is on its way. */
  giveUpQueue(why: Error): void {
    if (!this.isTaking) return;
    if (this.#state === 'open' && !this.#isWriting) {
      this.#start();
      return;
    }
    const dropped = this.#queue.splice(this.#isWriting ? 1 : 0);
    this.#isStalled = true;
    this.#lose(dropped, why);
  }

  /** Resolves when everything so far is on the disk, or cannot get there. */
  async flushed(): Promise<void> {
    const mayGoOn = (): boolean => this.isTaking || this.#isStalled;
    while (mayGoOn() && (this.#queue.length > 0 || this.#isUnsynced || !this.#handle)) {
      const step = this.#nextStep();
      this.#start();
      if (this.#queue.length === 0) void this.#sync();
      await step;
    }
  }

  /** The process ends now: what waits goes out at once, over what may have been half written. */
  writeNow(): void {
    const { fd } = this.#handle ?? {};
    if (fd === undefined || this.#state !== 'open') return;
    try {
      for (const page of this.#queue) writeSync(fd, page.bytes, 0, page.used, page.offset);
    } catch {
      // There is nobody left to tell.
    }
  }

  /** Writes everything that waits, and closes. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    await this.flushed();
    while (this.#isWriting) await this.#nextStep();
    this.#state = 'closed';
    for (const cancel of [this.#cancelWrite, this.#cancelSync, this.#cancelRetry]) cancel?.();
    await this.#handle?.close().catch(() => undefined);
    this.#handle = undefined;
  }

  get #queuedBytes(): number {
    return this.#end - (this.#queue[0]?.offset ?? this.#end);
  }

  #nextStep(): Promise<void> {
    return new Promise((resolve) => this.#onStep.push(resolve));
  }

  async #open(): Promise<void> {
    if (this.#isWriting) return this.#retry();
    try {
      const { head } = this.#options;
      const path = await this.#options.path();
      if (this.#wasFull && !(await hasRoom(path))) return this.#retry();
      const opened = await openAt(path, this.#wasMade ? this.#end : undefined);
      const { handle, isNew, size } = opened;
      if (this.#state === 'closed') return await handle.close();
      this.#handle = handle;
      if (isNew) await handle.write(head, 0);
      // Somebody has cut it; whatever is there now is ended.
      else if (size < this.#end) await handle.write('\n', size);
      this.#opened(isNew ? 'made' : 'kept', size);
    } catch (thrown) {
      this.#fail(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }

  #opened(file: 'kept' | 'made', size: number): void {
    if (this.#state === 'closed') return;
    const wasLost = this.#state === 'lost' || this.#isStalled;
    if (this.#state === 'lost') {
      if (file === 'made') this.#end = Buffer.byteLength(this.#options.head);
      else if (size < this.#end) this.#end = size + 1;
    }
    this.#state = 'open';
    this.#isStalled = false;
    this.#wasMade = true;
    this.#isUnsynced = true;
    if (wasLost) this.#options.onBack(file);
    this.#start();
    this.#syncSoon();
    this.#step();
  }

  #start(): void {
    this.#cancelWrite?.();
    this.#cancelWrite = undefined;
    this.#writeNext();
  }

  #writeNext(): void {
    const page = this.#queue[0];
    const { fd } = this.#handle ?? {};
    if (this.#state !== 'open' || this.#isWriting || fd === undefined || page === undefined) return;
    this.#isWriting = true;
    this.#writeRest(fd, page, 0);
  }

  /** A disk that is nearly full takes a part of it. */
  #writeRest(fd: number, page: Page, done: number): void {
    write(fd, page.bytes, done, page.used - done, page.offset + done, (error, count) => {
      if (error === null && count > 0 && done + count < page.used) {
        this.#writeRest(fd, page, done + count);
        return;
      }
      this.#isWriting = false;
      // It was given up meanwhile, and could not be closed before.
      if (this.#handle?.fd !== fd) this.#retire?.();
      else if (error !== null) this.#fail(error);
      else return this.#wroteWhole(page);
      this.#step();
    });
  }

  #wroteWhole(page: Page): void {
    this.#queue.shift();
    this.#options.pages.giveBack(page);
    this.#isUnsynced = true;
    this.#syncSoon();
    this.#options.onQueued?.(this.#queuedBytes);
    if (this.#isStalled) {
      this.#isStalled = false;
      this.#options.onBack('kept');
    }
    this.#writeSoon();
    this.#step();
  }

  /** A page that is filled up goes at once; one that is not may get more. */
  #writeSoon(): void {
    const waiting = this.#queue.length - (this.#isWriting ? 1 : 0);
    if (waiting > 1) this.#start();
    else if (waiting === 1) {
      this.#cancelWrite ??= this.#options.after(WRITE_AFTER_MS, () => this.#start());
    }
  }

  #syncSoon(): void {
    this.#cancelSync ??= this.#options.after(SYNC_AFTER_MS, () => void this.#sync());
  }

  async #sync(): Promise<void> {
    this.#cancelSync?.();
    this.#cancelSync = undefined;
    const handle = this.#handle;
    if (handle === undefined || this.#state !== 'open') return;
    this.#isUnsynced = false;
    try {
      await handle.datasync();
      const { nlink } = await handle.stat();
      if (nlink === 0) throw Object.assign(new Error('the file is gone'), { code: 'ENOENT' });
      this.#step();
    } catch (thrown) {
      if (this.#handle === handle) this.#fail(thrown instanceof Error ? thrown : new Error('sync'));
    }
  }

  #fail(why: Error): void {
    if (this.#state === 'closed') return;
    const wasLost = this.#state === 'lost';
    this.#wasFull = FULL.includes(codeOf(why));
    const handle = this.#handle;
    const close = (): void => void handle?.close().catch(() => undefined);
    // Its number would be another file's by the time the write under way looks for it.
    if (this.#isWriting) this.#retire = close;
    else close();
    this.#handle = undefined;
    this.#state = 'lost';
    this.#isStalled = false;
    this.#retry();
    if (!wasLost) this.#lose(this.#queue.splice(0), why);
    this.#step();
  }

  #retry(): void {
    this.#cancelRetry = this.#options.after(RETRY_AFTER_MS, () => void this.#open());
  }

  #lose(pages: readonly Page[], why: Error): void {
    const [first] = pages;
    if (first !== undefined) this.#end = first.offset;
    // One that is being written is still read.
    if (!this.#isWriting) for (const page of pages) this.#options.pages.giveBack(page);
    this.#options.onLost(first?.count, why);
    this.#options.onQueued?.(this.#queuedBytes);
  }

  #step(): void {
    for (const resolve of this.#onStep.splice(0)) resolve();
  }
}

/** A disk with a few blocks free would be full again at once. A file system that does not say is tried. */
async function hasRoom(path: string): Promise<boolean> {
  const found = await statfs(dirname(path)).catch(() => undefined);
  return found === undefined || found.bavail * found.bsize >= LEAST_FREE_BYTES;
}

/** The file as it was left, where there was one; else a new one, for its owner alone, with its folder. */
async function openAt(
  path: string,
  end: number | undefined,
): Promise<{ readonly handle: FileHandle; readonly isNew: boolean; readonly size: number }> {
  const handle = end === undefined ? undefined : await open(path, 'r+').catch(unlessThere);
  if (handle !== undefined) return { handle, isNew: false, size: (await handle.stat()).size };
  await makeFolder(dirname(path));
  return { handle: await open(path, 'wx', 0o600), isNew: true, size: 0 };
}

function unlessThere(thrown: unknown): undefined {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
  throw thrown;
}
