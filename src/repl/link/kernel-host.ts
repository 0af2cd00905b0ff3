import { type Clock, systemClock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Completions } from '../completion/completion.ts';
import type { HostProgress, KernelBackend } from './backend.ts';
import type { CellOutcome } from './cell-outcome.ts';
import { type KernelLimits, KernelProcess } from './kernel-process.ts';
import type { ProgramRequestName, ProgramServices } from './program-requests.ts';
import type { FromKernel } from './protocol.ts';

export type KernelEvent =
  /** Foreign text with SGR colours at most; not safe to show as it is. */
  | { readonly type: 'printed'; readonly text: string }
  /** A host has taken a line of a configuration. */
  | { readonly type: 'progress'; readonly progress: HostProgress }
  /** The display of the running cell that is replaced in place; as foreign as what is printed. */
  | { readonly type: 'live'; readonly text: string }
  /** It stays as it is. */
  | { readonly type: 'live-ended' }
  | { readonly type: 'started' }
  | { readonly type: 'died'; readonly text: string }
  | { readonly type: 'closed' };

export interface KernelOptions {
  readonly backend: KernelBackend;
  /** What of the program cells can ask for. */
  readonly services?: ProgramServices;
  readonly clock?: Clock;
  /** What cells may hold before the kernel gives up. */
  readonly heapMb?: number;
  /** The environment cells see: without secrets, which stay with the sessions. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

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
  readonly #services: ProgramServices;
  readonly #clock: Clock;
  readonly #limits: KernelLimits;
  readonly #waiting: Cell[] = [];
  readonly #runs = new Map<number, AbortController>();
  readonly #cancels = new Map<number, () => void>();
  readonly #completions = new Map<number, (completions: Completions) => void>();
  #process: KernelProcess | undefined;
  #running: Cell | undefined;
  #interrupting: Promise<InterruptOutcome> | undefined;
  #isReady = false;
  #isClosed = false;
  #failedStarts = 0;
  #lastNumber = 0;
  #lastId = 0;

  constructor(options: KernelOptions) {
    const { backend, clock = systemClock, heapMb = 1_024, env = process.env } = options;
    this.#backend = backend;
    this.#services = options.services ?? {};
    this.#clock = clock;
    this.#limits = { heapMb, env };
  }

  /** The number the next cell gets. */
  get nextNumber(): number {
    return this.#lastNumber + 1;
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

  /** Runs a cell after those given before it. Never rejects. `widthCols` is the room its value has. */
  evaluate(source: string, widthCols = 100): Promise<CellOutcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ source, widthCols, resolve, number: 0 });
      this.#failedStarts = 0;
      this.start();
      this.#runNext();
    });
  }

  /** Names and members at the cursor; nothing when the kernel is too busy to tell. Runs no code of a person's. */
  complete(text: string, cursor: number): Promise<Completions> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const answer = (completions: Completions) => {
        stop();
        this.#completions.delete(id);
        resolve(completions);
      };
      const nothing = { from: cursor, to: cursor, items: [] };
      const stop = this.#clock.after(COMPLETE_MS, () => answer(nothing));
      this.#completions.set(id, answer);
      if (this.#isReady) this.#process?.send({ kind: 'complete', id, text, cursor });
      else answer(nothing);
    });
  }

  /** Tells the kernel the hosts as they are now; names that appear become globals. */
  setHosts(): void {
    const hosts = this.#backend.hosts();
    if (this.#isReady) this.#process?.send({ kind: 'hosts', hosts });
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
    for (const run of this.#runs.values()) run.abort();
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
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const settle = (isCancelled: boolean) => {
        stop();
        this.#cancels.delete(id);
        resolve(isCancelled);
      };
      const stop = this.#clock.after(limitMs, () => settle(false));
      this.#cancels.set(id, () => settle(true));
      // Twice: ending the JavaScript that runs may hit the handling of the first one.
      process.send({ kind: 'cancel', id });
      process.send({ kind: 'cancel', id });
    });
  }

  #dropWaiting(): void {
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve({ status: 'interrupted', number: this.nextNumber, elapsedMs: 0 });
    }
  }

  #runNext(): void {
    if (!this.#isReady || this.#running !== undefined) return;
    const cell = this.#waiting.shift();
    if (cell === undefined) return;
    const number = this.nextNumber;
    const { source, widthCols } = cell;
    this.#lastNumber = number;
    this.#running = { ...cell, number };
    this.#process?.send({ kind: 'evaluate', number, source, widthCols });
  }

  #receive(message: FromKernel): void {
    switch (message.kind) {
      case 'ready':
        this.#ready();
        break;
      case 'print':
        this.events.emit({ type: 'printed', text: message.text });
        break;
      case 'outcome':
        this.#finish(message.number, message.outcome);
        break;
      case 'cancelled':
        this.#cancels.get(message.id)?.();
        break;
      case 'completions':
        this.#completions.get(message.id)?.(message.completions);
        break;
      case 'run':
      case 'operate':
        void this.#serve(message);
        break;
      case 'ask':
        void this.#answer(message);
        break;
      case 'live':
        this.events.emit({ type: 'live', text: message.text });
        break;
      case 'live-ended':
        this.events.emit({ type: 'live-ended' });
        break;
      case 'abort':
        this.#runs.get(message.id)?.abort();
        break;
    }
  }

  #ready(): void {
    this.#isReady = true;
    this.#failedStarts = 0;
    this.setHosts();
    this.events.emit({ type: 'started' });
    this.#runNext();
  }

  #finish(number: number, outcome: CellOutcome): void {
    const cell = this.#running;
    if (cell?.number !== number) return;
    this.#running = undefined;
    // A cell that did not run used no number.
    if (outcome.status === 'incomplete') this.#lastNumber--;
    cell.resolve(outcome);
    this.#runNext();
  }

  /** Serves one command, or an operation, from the sessions. */
  async #serve(request: Extract<FromKernel, { kind: 'run' | 'operate' }>): Promise<void> {
    const process = this.#process;
    const { id, selector, timeoutMs } = request;
    const controller = new AbortController();
    const { signal } = controller;
    this.#runs.set(id, controller);
    try {
      const asked = { selector, signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
      const answers =
        request.kind === 'run'
          ? await this.#backend.run({ ...asked, command: request.command })
          : await this.#backend.operate({
              ...asked,
              operation: request.operation,
              onProgress: (progress) => this.events.emit({ type: 'progress', progress }),
            });
      process?.send({ kind: 'answers', id, answers });
    } catch (thrown) {
      const { code, message, advice } = asShowrunError(thrown);
      process?.send({ kind: 'refused', id, error: { code, message, advice } });
    } finally {
      if (this.#runs.get(id) === controller) this.#runs.delete(id);
    }
  }

  /** Answers a request for one of the program's services. */
  async #answer({ id, name, asked }: Extract<FromKernel, { kind: 'ask' }>): Promise<void> {
    const process = this.#process;
    const controller = new AbortController();
    this.#runs.set(id, controller);
    try {
      const service = Object.hasOwn(this.#services, name)
        ? this.#services[name as ProgramRequestName]
        : undefined;
      if (service === undefined) {
        const message = `nobody answers '${safe(name, 40)}' here`;
        throw new ShowrunError('bad-usage', message, { advice: 'it needs the full screen' });
      }
      const value = await service(asked, controller.signal);
      process?.send({ kind: 'told', id, value });
    } catch (thrown) {
      const { code, message, advice } = asShowrunError(thrown);
      process?.send({ kind: 'refused', id, error: { code, message, advice } });
    } finally {
      if (this.#runs.get(id) === controller) this.#runs.delete(id);
    }
  }

  #ended(reason: string): void {
    const wasReady = this.#isReady;
    this.#process = undefined;
    this.#isReady = false;
    for (const run of this.#runs.values()) run.abort();
    this.#runs.clear();
    if (this.#isClosed) return;
    this.#failedStarts = wasReady ? 0 : this.#failedStarts + 1;
    const hasGivenUp = this.#failedStarts >= MAX_FAILED_STARTS;
    const text = hasGivenUp
      ? `the REPL's process does not start: ${safe(reason, 200)}`
      : `kernel restarted, variables are gone: ${safe(reason, 200)}`;
    if (wasReady || hasGivenUp) {
      this.#failAll(text);
      this.events.emit({ type: 'died', text });
    }
    if (!hasGivenUp) this.start();
  }

  #failAll(text: string): void {
    const lost = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    for (const { number, resolve } of lost) {
      resolve({ status: 'died', number: number || this.nextNumber, text });
    }
    for (const answer of this.#completions.values()) answer({ from: 0, to: 0, items: [] });
    for (const settle of this.#cancels.values()) settle();
  }
}

interface Cell {
  readonly source: string;
  readonly widthCols: number;
  readonly resolve: (outcome: CellOutcome) => void;
  /** 0 until its turn comes. */
  readonly number: number;
}
