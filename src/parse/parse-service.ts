import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '../core/clock.ts';
import { ShowrunError } from '../core/errors.ts';
import { packageFolder } from '../core/package-folder.ts';
import { safe } from '../core/safe.ts';
import type { Table } from '../core/table/table.ts';
import { looksLikeJson } from './json-table.ts';
import { Misses } from './misses.ts';
import { noTemplate } from './no-table.ts';
import type { ParseRequest, TextParserOptions } from './text-parser.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-messages.ts';

export interface ParseServiceOptions extends TextParserOptions {
  /** Time for one answer, from when the worker begins with it; 2 s unless told. */
  readonly limitMs?: number;
  /** Longer answers are refused; 20 million unless told. */
  readonly maxChars?: number;
  readonly clock?: Clock;
  /** A platform's name, then those whose templates serve it too; with it the worker is asked once for what has no template. */
  readonly lineageOf?: (platform: string) => readonly string[];
}

const LIMIT_MS = 2_000;
/** For the worker to start and take a request up; only a machine out of breath needs it. */
const START_LIMIT_MS = 20_000;
const HEAP_MB = 512;
const MAX_CHARS = 20_000_000;

/**
 * Makes tables of answers, in a worker thread with a time limit: device output is hostile input, and a template may be slow.
 * The worker starts with the first request, takes one at a time, and is replaced when it had to be stopped.
 */
export class ParseService {
  readonly #options: ParseServiceOptions;
  readonly #clock: Clock;
  readonly #misses: Misses | undefined;
  readonly #line = new Int32Array(new SharedArrayBuffer(4));
  readonly #waiting: Job[] = [];
  #current: Job | undefined;
  #worker: Worker | undefined;
  #cancelTimer: () => void = () => {};
  #lastId = 0;
  #isClosed = false;

  constructor(options: ParseServiceOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { lineageOf, userFolder, folders } = options;
    // A folder with an index is the person's own affair: what it holds is looked up each time.
    const isOurs = folders === undefined || folders.length === 0;
    this.#misses = isOurs && lineageOf ? new Misses({ lineageOf, userFolder }) : undefined;
  }

  /** The table of an answer; undefined when no template knows the command or the device refused it. Rejects as `read` does. */
  async parse(request: ParseRequest): Promise<Table | undefined> {
    // Most commands have no template: an error for each would cost more than the look.
    if (!this.#isClosed && this.#isMissed(request)) return undefined;
    try {
      return await this.read(request);
    } catch (thrown) {
      if (thrown instanceof ShowrunError && thrown.code === 'no-template') return undefined;
      throw thrown;
    }
  }

  /**
   * The table of an answer. Rejects with `no-template` and the reason when there is none, with `template-failed` when the template
   * is damaged, too slow or (in strict mode) does not know a line; the text stays good.
   */
  read(request: ParseRequest): Promise<Table> {
    if (this.#isClosed) return Promise.reject(closed());
    if (this.#isMissed(request)) return Promise.reject(noTemplate(request));
    const { maxChars = MAX_CHARS } = this.#options;
    if (request.text.length > maxChars) {
      const much = `${request.text.length} characters, more than ${maxChars}`;
      const message = `the answer to '${safe(request.command, 60)}' is too long for a table: ${much}`;
      return Promise.reject(new ShowrunError('template-failed', message));
    }
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.push({ id, request, template: undefined, rows: [], resolve, reject });
      this.#next();
    });
  }

  #isMissed(request: ParseRequest): boolean {
    if (request.templateText !== undefined) return false;
    return this.#misses?.has(request) === true && !looksLikeJson(request.text);
  }

  /** Ends the worker; what is not done yet is rejected as `interrupted`. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const jobs = [...(this.#current ? [this.#current] : []), ...this.#waiting.splice(0)];
    this.#current = undefined;
    this.#cancelTimer();
    const worker = this.#worker;
    this.#worker = undefined;
    for (const job of jobs) job.reject(closed());
    await worker?.terminate();
  }

  #next(): void {
    if (this.#current || this.#isClosed) return;
    const job = this.#waiting.shift();
    if (!job) {
      // An idle worker does not keep the program alive.
      this.#worker?.unref();
      return;
    }
    this.#current = job;
    this.#worker ??= this.#startWorker();
    this.#worker.ref();
    this.#limit(START_LIMIT_MS, 'the parse worker does not start');
    this.#send({ kind: 'parse', id: job.id, request: job.request });
  }

  #send(message: WorkerRequest): void {
    this.#worker?.postMessage(message);
  }

  #startWorker(): Worker {
    const { userFolder, folders, platforms } = this.#options;
    const workerData: WorkerStart = {
      options: {
        ...(userFolder !== undefined && { userFolder }),
        ...(folders && { folders }),
        ...(platforms && { platforms }),
      },
      line: this.#line,
    };
    const worker = new Worker(join(packageFolder(), 'dist', 'parse-worker.js'), {
      workerData,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.on('message', (reply: WorkerReply) => this.#take(worker, reply));
    worker.on('error', (error) => this.#lose(worker, `stopped: ${safe(error.message, 200)}`));
    worker.on('exit', () => this.#lose(worker, 'stopped'));
    return worker;
  }

  #take(worker: Worker, reply: WorkerReply): void {
    const job = this.#current;
    if (worker !== this.#worker || job?.id !== reply.id) return;
    switch (reply.kind) {
      case 'started':
        this.#limit(this.#options.limitMs ?? LIMIT_MS, 'too slow');
        return;
      case 'template':
        job.template = reply.template;
        return;
      case 'rows':
        job.rows.push(...reply.rows);
        this.#send({ kind: 'more', id: job.id });
        return;
      case 'done':
        this.#finish();
        job.resolve({ ...reply.table, rows: [...job.rows, ...reply.table.rows] });
        break;
      case 'failed':
        this.#finish();
        if (reply.code === 'no-template' && job.template === undefined) {
          this.#misses?.note(job.request);
        }
        job.reject(new ShowrunError(reply.code, reply.message, { advice: reply.advice }));
        break;
    }
    this.#next();
  }

  /** The worker is gone or has to go; the request it had is rejected, the rest gets a new one. */
  #lose(worker: Worker, why: string): void {
    if (worker !== this.#worker) return;
    const job = this.#current;
    this.#worker = undefined;
    this.#finish();
    void worker.terminate(); // its end is reported to nobody any more
    job?.reject(this.#failure(job, why));
    this.#next();
  }

  #failure(job: Job, why: string): ShowrunError {
    const line = this.#line[0] ?? 0;
    const subject = job.template ?? safe(job.request.command, 60);
    const where = line > 0 ? ` at input line ${line}` : '';
    return new ShowrunError('template-failed', `${subject}: ${why}${where}`, { subject });
  }

  #finish(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    this.#current = undefined;
  }

  #limit(limitMs: number, why: string): void {
    this.#cancelTimer();
    const worker = this.#worker;
    this.#cancelTimer = this.#clock.after(limitMs, () => {
      if (worker) this.#lose(worker, why);
    });
  }
}

interface Job {
  readonly id: number;
  readonly request: ParseRequest;
  template: string | undefined;
  /** Come so far. */
  readonly rows: Table['rows'][number][];
  readonly resolve: (table: Table) => void;
  readonly reject: (error: ShowrunError) => void;
}

function closed(): ShowrunError {
  return new ShowrunError('interrupted', 'the program is closing');
}
