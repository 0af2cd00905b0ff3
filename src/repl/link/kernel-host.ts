import { systemClock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import { safe } from '../../core/safe.ts';
import type { Completions } from '../completion/completion.ts';
import { NO_VOCABULARY, type Vocabulary } from '../completion/vocabulary.ts';
import type { ColumnRules } from '../diff/ignored-columns.ts';
import type { KernelBackend } from './backend.ts';
import type { CellOutcome } from './cell-outcome.ts';
import type { KernelEvent } from './kernel-event.ts';
import type { CellOptions, KernelOptions } from './kernel-options.ts';
import { type KernelLimits, KernelProcess } from './kernel-process.ts';
import type { FromKernel, Room } from './protocol.ts';
import { Questions } from './questions.ts';
import { Served } from './served.ts';

export type InterruptOutcome = 'soft' | 'terminated' | 'killed' | 'idle';

// What a person who pressed Ctrl-C waits for before the next, harder step.
const SOFT_MS = 150;
const TERMINATE_MS = 250;
/** What is ended in the middle of Node's own queues may start again: a loop over nextTick. */
const TERMINATE_TRIES = 4;
const COMPLETE_MS = 250;
/** A kernel that ends this often before it is ready will never be. */
const MAX_FAILED_STARTS = 3;

/**
 * The kernel as this process sees it: starts it, hands it cells one after the other, serves its commands from the sessions,
 * interrupts it and starts it again when it dies.
 */
export class Kernel {
  readonly events = new Emitter<KernelEvent>();
  readonly #backend: KernelBackend;
  readonly #served: Served;
  readonly #options: Pick<KernelOptions, 'manner' | 'startup'>;
  readonly #limits: KernelLimits;
  readonly #waiting: Cell[] = [];
  readonly #questions: Questions;
  #process: KernelProcess | undefined;
  #room: Room | undefined;
  #running: Cell | undefined;
  #interrupting: Promise<InterruptOutcome> | undefined;
  #isReady = false;
  /** The person's own first cell is being read. */
  #isStarting = false;
  #isClosed = false;
  #failedStarts = 0;
  #lastNumber = 0;
  #vocabulary = NO_VOCABULARY;

  constructor(options: KernelOptions) {
    const { backend, clock = systemClock, heapMb = 1_024, env = process.env } = options;
    const { services = {}, manner = 'interactive' } = options;
    this.#options = options;
    this.#backend = backend;
    this.#served = new Served({
      backend,
      services,
      onProgress: (progress) => this.events.emit({ type: 'progress', progress }),
    });
    this.#questions = new Questions(clock);
    this.#limits = { heapMb, env, manner, folders: options.folders };
  }

  /** The number the next cell gets. */
  get nextNumber(): number {
    return this.#lastNumber + 1;
  }

  /** The magics and stages there are; none before the first kernel is ready. */
  get vocabulary(): Vocabulary {
    return this.#vocabulary;
  }

  /** Starts the process if there is none; cells wait for it by themselves. */
  start(): void {
    if (this.#process !== undefined || this.#isClosed) return;
    const process = new KernelProcess(this.#limits, {
      onMessage: (message) => this.#receive(message),
      onPrinted: (text) => this.events.emit({ type: 'printed', text }),
      onEnded: (reason) => this.#ended(reason),
    });
    this.#process = process;
  }

  /** Runs a cell after those given before it. Never rejects. */
  evaluate(source: string, options: CellOptions = {}): Promise<CellOutcome> {
    const { widthCols = 100, file, args } = options;
    return new Promise((resolve) => {
      this.#waiting.push({ source, widthCols, file, args, resolve, number: 0 });
      this.#failedStarts = 0;
      this.start();
      this.#runNext();
    });
  }

  /** Names and members at the cursor; nothing when the kernel is too busy to tell. Runs no code of a person's. */
  complete(text: string, cursor: number): Promise<Completions> {
    const nothing: Completions = { from: cursor, to: cursor, items: [] };
    if (!this.#isReady) return Promise.resolve(nothing);
    return this.#questions.ask({
      limitMs: COMPLETE_MS,
      otherwise: nothing,
      send: (id) => this.#process?.send({ kind: 'complete', id, text, cursor }),
    });
  }

  /** Tells the kernel the hosts as they are now; names that appear become globals. */
  setHosts(): void {
    const hosts = this.#backend.hosts();
    if (this.#isReady) this.#process?.send({ kind: 'hosts', hosts });
  }

  /** Tells the kernel what the person has said of columns, so that diffs that wait for nothing know it. */
  setColumnRules(rules: ColumnRules): void {
    if (this.#isReady) this.#process?.send({ kind: 'column-rules', rules });
  }

  /**
   * Ctrl-C. Asks first, which ends awaits and commands; then ends the JavaScript that runs; then ends the kernel. Cells that
   * wait for their turn are dropped. Says which step was needed.
   */
  interrupt(): Promise<InterruptOutcome> {
    this.#interrupting ??= this.#interrupt().finally(() => {
      this.#interrupting = undefined;
    });
    return this.#interrupting;
  }

  /** Ends the display that is replaced in place, as its owner sees fit. */
  stopLive(): void {
    this.#process?.send({ kind: 'stop-live' });
  }

  /** Gives a key to the display that is replaced in place. */
  pressLive(key: string): void {
    this.#process?.send({ kind: 'live-key', key });
  }

  /** Tells how much room there is for displays. Without a screen nobody does, and they print. */
  setRoom(room: Room): void {
    this.#room = room;
    if (this.#isReady) this.#process?.send({ kind: 'room', room });
  }

  /** Ends the kernel and everything it waits for. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#process?.kill();
    this.#failAll('the REPL is closed');
    this.events.emit({ type: 'closed' });
    this.events.clear();
  }

  async #interrupt(): Promise<InterruptOutcome> {
    this.#dropWaiting();
    const process = this.#process;
    if (process === undefined || !this.#isReady) return 'idle';
    const wasRunning = this.#running !== undefined;
    // What runs on the devices must not wait until the kernel has time to say so.
    this.#served.abortAll();
    if (await this.#cancelled(process, SOFT_MS)) return wasRunning ? 'soft' : 'idle';
    for (let tries = 0; tries < TERMINATE_TRIES; tries++) {
      process.terminate();
      if (await this.#cancelled(process, TERMINATE_MS)) return 'terminated';
    }
    await process.kill();
    return 'killed';
  }

  /** Whether the kernel takes note of a cancel in time. */
  #cancelled(process: KernelProcess, limitMs: number): Promise<boolean> {
    return this.#questions.ask({
      limitMs,
      otherwise: false,
      send: (id) => {
        // Twice: ending the JavaScript that runs may hit the handling of the first one.
        process.send({ kind: 'cancel', id });
        process.send({ kind: 'cancel', id });
      },
    });
  }

  #dropWaiting(): void {
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve({ status: 'interrupted', number: this.nextNumber, elapsedMs: 0 });
    }
  }

  #runNext(): void {
    if (!this.#isReady || this.#isStarting || this.#running !== undefined) return;
    const cell = this.#waiting.shift();
    if (cell === undefined) return;
    const number = this.nextNumber;
    this.#lastNumber = number;
    this.#begin({ ...cell, number });
  }

  #begin(cell: Cell): void {
    const { resolve: _, ...asked } = cell;
    this.#running = cell;
    this.#process?.send({ kind: 'evaluate', ...asked });
  }

  #serve(request: Extract<FromKernel, { kind: 'run' | 'operate' | 'ask' }>): void {
    const process = this.#process;
    void this.#served.serve(request, (message) => process?.send(message));
  }

  #receive(message: FromKernel): void {
    switch (message.kind) {
      case 'ready':
        this.#ready();
        break;
      case 'vocabulary':
        this.#vocabulary = message.vocabulary;
        break;
      case 'print':
        this.events.emit({
          type: message.to === 'errors' ? 'complained' : 'printed',
          text: message.text,
        });
        break;
      case 'outcome':
        this.#finish(message.number, message.outcome);
        break;
      case 'cancelled':
        this.#questions.answer(message.id, true);
        break;
      case 'completions':
        this.#questions.answer(message.id, message.completions);
        break;
      case 'run':
      case 'operate':
      case 'ask':
        this.#serve(message);
        break;
      case 'exit':
        this.#exited(message.code);
        break;
      case 'live':
        this.events.emit({ type: 'live', text: message.text, keys: message.keys });
        break;
      case 'live-ended':
        this.events.emit({ type: 'live-ended' });
        break;
      case 'abort':
        this.#served.abort(message.id);
        break;
    }
  }

  #ready(): void {
    this.#isReady = true;
    this.#failedStarts = 0;
    this.setHosts();
    if (this.#room) this.setRoom(this.#room);
    this.events.emit({ type: 'started' });
    const { startup } = this.#options;
    this.#isStarting = startup !== undefined;
    if (startup === undefined) this.#runNext();
    else void this.#startUp(startup);
  }

  /** The person's own first cell, again in each new kernel; what goes wrong in it is said and hinders nobody. */
  async #startUp(startup: NonNullable<KernelOptions['startup']>): Promise<void> {
    const process = this.#process;
    const file = await startup();
    if (this.#process !== process) return;
    this.#isStarting = false;
    if (file === undefined) {
      this.#runNext();
      return;
    }
    const resolve = (outcome: CellOutcome): void => {
      const text = problemIn(outcome, file.file);
      if (text !== undefined) this.events.emit({ type: 'printed', text: `${text}\n` });
    };
    this.#begin({ ...file, widthCols: 100, resolve, number: 0 });
  }

  #finish(number: number, outcome: CellOutcome): void {
    const cell = this.#running;
    if (cell?.number !== number) return;
    this.#running = undefined;
    // A cell that did not run used no number; the person's first one never has any.
    if (outcome.status === 'incomplete' && number > 0) this.#lastNumber--;
    else if (number > 0) this.#tellEnd(cell, outcome);
    cell.resolve(outcome);
    this.#runNext();
  }

  #tellEnd({ source }: Pick<Cell, 'source'>, outcome: CellOutcome): void {
    if (outcome.status === 'incomplete') return;
    this.events.emit({ type: 'ended', source, outcome });
  }

  #ended(reason: string): void {
    const wasReady = this.#isReady;
    this.#process = undefined;
    this.#isReady = false;
    this.#served.forget();
    if (this.#isClosed) return;
    this.#failedStarts = wasReady ? 0 : this.#failedStarts + 1;
    const isScript = this.#options.manner === 'script';
    const hasGivenUp = isScript || this.#failedStarts >= MAX_FAILED_STARTS;
    const text =
      isScript && wasReady
        ? `the script has ended: ${safe(reason, 200)}`
        : hasGivenUp
          ? `the REPL's process does not start: ${safe(reason, 200)}`
          : `kernel restarted, variables are gone: ${safe(reason, 200)}`;
    if (wasReady || hasGivenUp) {
      this.#failAll(text);
      this.events.emit({ type: 'died', text });
    }
    if (!hasGivenUp) this.start();
  }

  /** What came before it has been received; what comes behind it is not served any more. */
  #exited(code: number | undefined): void {
    this.events.emit({ type: 'exited', code });
    if (this.#options.manner === 'script') void this.close();
    else void this.#process?.kill();
  }

  #failAll(text: string): void {
    const lost = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    for (const { number, source, resolve } of lost) {
      const outcome = { status: 'died', number: number || this.nextNumber, text } as const;
      if (number > 0) this.#tellEnd({ source }, outcome);
      resolve(outcome);
    }
    this.#questions.giveUp();
  }
}

interface Cell {
  readonly source: string;
  readonly widthCols: number;
  readonly file?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly resolve: (outcome: CellOutcome) => void;
  /** 0 until its turn comes. */
  readonly number: number;
}

/** What a person should know of a cell that nobody typed. */
function problemIn(outcome: CellOutcome, file: string): string | undefined {
  if (outcome.status === 'failed') return `${file}: ${outcome.text}`;
  if (outcome.status === 'incomplete') return `${file}: it ends too early`;
  return outcome.status === 'interrupted' ? `${file}: interrupted` : undefined;
}
