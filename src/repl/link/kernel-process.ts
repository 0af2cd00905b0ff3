import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { packageFolder } from '../../core/package-folder.ts';
import { isVocabulary } from '../completion/vocabulary.ts';
import type { TellOptions } from './backend.ts';
import type { CellOutcome } from './cell-outcome.ts';
import { isHostOperation } from './host-operation.ts';
import type { KernelFolders } from './kernel-folders.ts';
import type { FromKernel, ToKernel } from './protocol.ts';

export interface KernelProcessListeners {
  readonly onMessage: (message: FromKernel) => void;
  /** What a cell wrote to the process's own output. */
  readonly onPrinted: (text: string) => void;
  /** Called once. `reason` is a few words. */
  readonly onEnded: (reason: string) => void;
}

export type KernelManner = 'interactive' | 'script';

export interface KernelLimits {
  readonly heapMb: number;
  readonly manner: KernelManner;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folders: KernelFolders | undefined;
}

/** One kernel process and its pipes. Starts at once. */
export class KernelProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #lastWords = '';

  constructor({ heapMb, env, manner, folders }: KernelLimits, listeners: KernelProcessListeners) {
    const words = folders === undefined ? [manner] : [manner, folders.config, folders.data];
    const child = fork(join(packageFolder(), 'dist', 'kernel.js'), words, {
      serialization: 'advanced',
      env,
      // File 3 is Node's own channel, file 4 wakes the watchdog.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
      execArgv: [`--max-old-space-size=${heapMb}`, '--disable-warning=ExperimentalWarning'],
    });
    this.#child = child;
    child.on('message', (message) => {
      if (isFromKernel(message)) listeners.onMessage(message);
    });
    child.stdout?.setEncoding('utf8').on('data', listeners.onPrinted);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-8_000);
    });
    // A pipe to a process that is gone says so by an error; the exit tells the same.
    child.stdio[4]?.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      const end = (reason: string) => {
        resolve();
        listeners.onEnded(reason);
      };
      child.once('exit', (code, signal) => end(this.#reason(code, signal)));
      child.on('error', (error) => {
        if (child.pid === undefined) end(error.message);
      });
    });
  }

  send(message: ToKernel): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends whatever JavaScript runs in the kernel now; its variables live on. */
  terminate(): void {
    const pipe = this.#child.stdio[4];
    if (pipe instanceof Writable && pipe.writable) pipe.write('x');
  }

  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }

  #reason(code: number | null, signal: NodeJS.Signals | null): string {
    if (/heap out of memory|heap limit/.test(this.#lastWords)) return 'its memory was full';
    if (signal !== null) return `ended by ${signal}`;
    const words = this.#lastWords.split('\n').find((line) => /Error\b/.test(line));
    return words === undefined ? `it left with code ${code}` : words.trim().slice(0, 200);
  }
}

const KINDS: readonly unknown[] = [
  'ready',
  'vocabulary',
  'print',
  'outcome',
  'cancelled',
  'completions',
  'run',
  'operate',
  'ask',
  'live',
  'live-ended',
  'exit',
  'abort',
] satisfies FromKernel['kind'][];

/** Cells can reach the channel: what is no message of ours is dropped. */
function isFromKernel(message: unknown): message is FromKernel {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  if (!KINDS.includes(message.kind)) return false;
  switch (message.kind) {
    case 'live':
      return (
        'text' in message &&
        typeof message.text === 'string' &&
        'keys' in message &&
        areTexts(message.keys)
      );
    case 'print':
      return 'text' in message && typeof message.text === 'string';
    case 'outcome':
      return 'outcome' in message && isOutcome(message.outcome);
    case 'completions':
      return 'completions' in message && areCompletions(message.completions);
    case 'run':
      return isTelling(message) && 'commands' in message && areTexts(message.commands);
    case 'exit':
      return 'code' in message && (message.code === undefined || Number.isInteger(message.code));
    case 'vocabulary':
      return 'vocabulary' in message && isVocabulary(message.vocabulary);
    case 'ask':
      return 'name' in message && typeof message.name === 'string';
    case 'operate':
      return isTelling(message) && 'operation' in message && isHostOperation(message.operation);
    default:
      return true;
  }
}

const STOPS: readonly unknown[] = [undefined, 'refused', 'lost', 'any'];

function isTelling(message: object): boolean {
  if (!('hosts' in message) || !areTexts(message.hosts)) return false;
  if (!('options' in message) || !isObject(message.options)) return false;
  const { timeoutMs, concurrency, serial, stopOnFailure, refusals }: TellOptions = message.options;
  if (refusals !== undefined && refusals !== 'expected') return false;
  const isNumeric = (value: unknown) => value === undefined || typeof value === 'number';
  return [timeoutMs, concurrency, serial].every(isNumeric) && STOPS.includes(stopOnFailure);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

const STATUSES: readonly unknown[] = [
  'value',
  'done',
  'failed',
  'incomplete',
  'interrupted',
] satisfies CellOutcome['status'][];

/** As far as whoever draws it relies on it: something thrown while drawing would end the program. */
function isOutcome(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null || !('status' in outcome)) return false;
  if (!STATUSES.includes(outcome.status)) return false;
  if (outcome.status !== 'value' && outcome.status !== 'failed') return true;
  return 'text' in outcome && typeof outcome.text === 'string';
}

function areCompletions(completions: unknown): boolean {
  if (typeof completions !== 'object' || completions === null) return false;
  if (!('items' in completions) || !Array.isArray(completions.items)) return false;
  return completions.items.every((item: unknown) => {
    const { label, detail } = Object(item);
    return typeof label === 'string' && (detail === undefined || typeof detail === 'string');
  });
}
