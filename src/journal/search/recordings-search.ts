import { availableParallelism } from 'node:os';
import { Emitter } from '../../core/emitter.ts';
import { safe } from '../../core/safe.ts';
import type { FoundBlock } from './found-block.ts';
import type { SearchQuery } from './search-query.ts';
import {
  addTo,
  isEnough,
  NO_PROGRESS,
  oldestWanted,
  progressOf,
  type SearchProgress,
  type SearchRun,
  waitingOf,
} from './search-run.ts';
import { SearchThread } from './search-thread.ts';
import type { ReadLines, SearchReply } from './worker-messages.ts';

export interface RecordingsSearchOptions {
  /** In which recordings lie, each a folder. */
  readonly folder: string;
  readonly threads?: number;
}

const MOST_THREADS = 4;
/** So many recordings are with a worker at a time: one it searches, one that lies ready. */
const READY = 2;

/**
 * Searches the commands and answers of all recordings in worker threads, the newest recordings first; what is found is told while the search
 * goes on. One search at a time: another ends the one before. The workers start with the first one.
 */
export class RecordingsSearch {
  readonly changed = new Emitter<SearchProgress>();
  readonly #folder: string;
  readonly #threads: number;
  readonly #since = new Float64Array(new SharedArrayBuffer(8));
  readonly #current = new Int32Array(new SharedArrayBuffer(4));
  readonly #reads = new Map<number, (read: ReadLines | undefined) => void>();
  #workers: SearchThread[] = [];
  #lastId = 0;
  #run: SearchRun | undefined;
  #isClosed = false;

  constructor({ folder, threads }: RecordingsSearchOptions) {
    this.#folder = folder;
    this.#threads = threads ?? Math.max(1, Math.min(MOST_THREADS, availableParallelism()));
  }

  /** Begins a search for at most so many results; `changed` tells how it goes on. */
  start(query: SearchQuery, most: number): void {
    if (this.#isClosed) return;
    const id = ++this.#lastId;
    Atomics.store(this.#current, 0, id);
    this.#since[0] = 0;
    this.#run = {
      id,
      query,
      most,
      waiting: [],
      of: 0,
      searched: 0,
      open: new Map(),
      found: [],
      status: 'searching',
      problem: undefined,
    };
    this.#ensureWorkers();
    this.#workers[0]?.send({ kind: 'list', id, folder: this.#folder });
  }

  /** Ends the search that goes on. */
  stop(): void {
    Atomics.store(this.#current, 0, 0);
    this.#run = undefined;
  }

  /** Searches to the end. With the signal it ends where it is. */
  async search(query: SearchQuery, most: number, signal?: AbortSignal): Promise<SearchProgress> {
    return await new Promise((resolve) => {
      const off = this.changed.on((progress) => {
        if (progress.status !== 'searching') finish(progress);
      });
      const finish = (progress: SearchProgress): void => {
        off();
        resolve(progress);
      };
      signal?.addEventListener('abort', () => {
        const progress = this.#run === undefined ? NO_PROGRESS : progressOf(this.#run);
        this.stop();
        finish(progress);
      });
      if (this.#isClosed || signal?.aborted === true) finish(NO_PROGRESS);
      else this.start(query, most);
    });
  }

  /** Lines of a found block around the one that fits; undefined where they cannot be read. */
  read(found: FoundBlock): Promise<ReadLines | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    this.#ensureWorkers();
    const id = ++this.#lastId;
    const idlest = this.#workers.toSorted((a, b) => a.open - b.open)[0];
    return new Promise((resolve) => {
      this.#reads.set(id, resolve);
      idlest?.send({ kind: 'read', id, found });
    });
  }

  /** Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.stop();
    for (const resolve of this.#reads.values()) resolve(undefined);
    this.#reads.clear();
    await Promise.all(this.#workers.splice(0).map((worker) => worker.close()));
  }

  #ensureWorkers(): void {
    while (this.#workers.length < this.#threads) {
      const thread: SearchThread = new SearchThread({
        current: this.#current,
        since: this.#since,
        onReply: (reply) => this.#take(thread, reply),
        onLost: (why) => this.#lose(thread, why),
      });
      this.#workers.push(thread);
    }
  }

  #take(thread: SearchThread, reply: SearchReply): void {
    if (reply.kind === 'lines') {
      this.#reads.get(reply.id)?.(reply.read);
      this.#reads.delete(reply.id);
      return;
    }
    const run = this.#run;
    if (run === undefined || reply.id !== run.id || run.status !== 'searching') return;
    switch (reply.kind) {
      case 'listed':
        run.waiting = waitingOf(reply.recordings, run.query);
        run.of = run.waiting.length;
        break;
      case 'found':
        this.#add(run, reply.found);
        this.changed.emit(progressOf(run));
        return;
      case 'searched':
        this.#add(run, reply.found);
        this.#finished(run, thread);
        break;
      case 'large':
        this.#divide(run, thread, reply.sessions);
        break;
      case 'failed':
        run.status = 'failed';
        run.problem = reply.message;
        break;
    }
    this.#goOn(run);
  }

  #add(run: SearchRun, found: readonly FoundBlock[]): void {
    addTo(run, found);
    this.#since[0] = oldestWanted(run);
  }

  /** A recording is searched when all its parts are. */
  #finished(run: SearchRun, thread: SearchThread): void {
    const part = run.open.get(thread)?.shift();
    if (part === undefined) return;
    part.group.left--;
    if (part.group.left === 0) run.searched++;
  }

  #divide(run: SearchRun, thread: SearchThread, sessions: readonly string[]): void {
    const part = run.open.get(thread)?.shift();
    if (part === undefined) return;
    part.group.left += sessions.length - 1;
    run.waiting.unshift(...sessions.map((session) => ({ ...part, session })));
  }

  #goOn(run: SearchRun): void {
    for (let ready = 1; ready <= READY && run.status === 'searching'; ready++) {
      for (const thread of this.#workers) this.#give(run, thread, ready);
    }
    const isIdle = [...run.open.values()].every((parts) => parts.length === 0);
    if (run.status === 'searching' && isIdle)
      run.status = run.waiting.length > 0 ? 'enough' : 'done';
    this.changed.emit(progressOf(run));
  }

  #give(run: SearchRun, thread: SearchThread, most: number): void {
    const open = run.open.get(thread) ?? [];
    run.open.set(thread, open);
    if (open.length >= most || isEnough(run)) return;
    const part = run.waiting.shift();
    if (part === undefined) return;
    open.push(part);
    const { id, query } = run;
    thread.send({
      kind: 'search',
      id,
      path: part.path,
      session: part.session,
      query,
      most: run.most,
    });
  }

  /** A worker that died takes what it searched with it. */
  #lose(thread: SearchThread, why: string): void {
    this.#workers = this.#workers.filter((one) => one !== thread);
    const run = this.#run;
    if (this.#isClosed) return;
    for (const resolve of this.#reads.values()) resolve(undefined);
    this.#reads.clear();
    if (run === undefined || run.status !== 'searching') return;
    run.status = 'failed';
    run.problem = `the search stopped: ${safe(why, 200)}`;
    this.changed.emit(progressOf(run));
  }
}
