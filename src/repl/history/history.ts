import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { safe } from '../../core/safe.ts';
import { type FoundInputs, MOST_INPUTS, readHistoryFile } from './history-file.ts';
import { setsSecret } from './secret-lines.ts';

const MAX_INPUT_CHARS = 100_000;
const VERSION = 1;
const NOTHING_READ: FoundInputs = { inputs: [], isTorn: false };

export interface HistoryOptions {
  /** The file, one JSON entry a line; undefined keeps the history in memory only. */
  readonly path: string | undefined;
  /** Told once, in one line, when the file cannot be read or written. */
  readonly onProblem: (line: string) => void;
  readonly nowMs: () => number;
}

/** Reads what earlier runs left. Never fails: what cannot be read or written is kept in memory. */
export async function openHistory(options: HistoryOptions): Promise<History> {
  const { path } = options;
  if (path === undefined) return new History(options, NOTHING_READ);
  try {
    const found = await readHistoryFile(path);
    const { problem } = found;
    if (problem !== undefined) options.onProblem(problem);
    return new History(options, found);
  } catch (thrown) {
    const history = new History(options, NOTHING_READ);
    if (!hasCode(thrown, 'ENOENT')) history.complain(thrown);
    return history;
  }
}

/** The inputs of this run and earlier ones, in one file that several runs append to at once. */
export class History {
  readonly #options: HistoryOptions;
  #inputs: readonly string[];
  /** The file ends within a line: an entry of ours must not join it. */
  #isTorn: boolean;
  #hasComplained = false;
  #written: Promise<void> = Promise.resolve();

  constructor(options: HistoryOptions, { inputs, isTorn }: FoundInputs) {
    this.#options = options;
    this.#inputs = inputs;
    this.#isTorn = isTorn;
  }

  /** Oldest first; a new list after each change. */
  get inputs(): readonly string[] {
    return this.#inputs;
  }

  /** Keeps an input, unless it sets a secret or repeats the last one. */
  add(text: string): void {
    if (text.trim() === '' || setsSecret(text) || text === this.#inputs.at(-1)) return;
    this.#inputs = [...this.#inputs, text].slice(-MOST_INPUTS);
    const { path } = this.#options;
    if (path === undefined || this.#hasComplained || text.length > MAX_INPUT_CHARS) return;
    const entry = JSON.stringify({ v: VERSION, at: this.#options.nowMs(), text });
    const line = `${this.#isTorn ? '\n' : ''}${entry}\n`;
    this.#isTorn = false;
    this.#written = this.#written
      .then(() => append(path, line))
      .catch((thrown) => this.complain(thrown));
  }

  complain(thrown: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    this.#options.onProblem(`the REPL's history is kept in memory only: ${safe(reason, 300)}`);
  }

  /** Waits for what is being written. */
  close(): Promise<void> {
    return this.#written;
  }
}

async function append(path: string, line: string): Promise<void> {
  try {
    await appendFile(path, line, { mode: 0o600 });
  } catch (thrown) {
    if (!hasCode(thrown, 'ENOENT')) throw thrown;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await appendFile(path, line, { mode: 0o600 });
  }
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
