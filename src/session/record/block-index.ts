import type { Result } from '../../core/result.ts';
import type { SeenRange } from './last-command.ts';

/** Between which bytes of the raw log a block lies, and what is known of it without reading them. */
export interface IndexedBlock {
  readonly range: SeenRange;
  readonly mode: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** What a script knows of the command it sent: it counts, whatever the bytes look like. */
  readonly known: Pick<Result, 'command' | 'outcome'> | undefined;
}

const MOST_BLOCKS = 300;

/** Where the latest blocks of a session are. Text is read when somebody asks: what is kept here is small. */
export class BlockIndex {
  #blocks: IndexedBlock[] = [];
  #enteredAtMs: number | undefined;
  #mode = '';

  /** The oldest first. */
  get blocks(): readonly IndexedBlock[] {
    return this.#blocks;
  }

  /** A person has pressed Enter. What he types until the next prompt began then. */
  entered(atMs: number): void {
    this.#enteredAtMs ??= atMs;
  }

  /** A prompt stands behind bytes in which a command may have run. */
  ended(range: SeenRange, { mode, atMs }: { readonly mode: string; readonly atMs: number }): void {
    const startedAtMs = this.#enteredAtMs ?? atMs;
    const ranIn = this.#mode === '' ? mode : this.#mode;
    this.#blocks.push({ range, mode: ranIn, startedAtMs, endedAtMs: atMs, known: undefined });
    if (this.#blocks.length > MOST_BLOCKS) this.#blocks.shift();
    this.atPrompt(mode);
  }

  /** The prompt is (still) there: what comes next runs in its mode. */
  atPrompt(mode: string): void {
    this.#mode = mode;
    this.#enteredAtMs = undefined;
  }

  /** A script's command is done: the latest block is its. */
  ran({ command, outcome, mode, startedAtMs, elapsedMs }: Result): void {
    const latest = this.#blocks.at(-1);
    if (latest === undefined || latest.known !== undefined) return;
    if (latest.endedAtMs < startedAtMs) return;
    const endedAtMs = startedAtMs + elapsedMs;
    const known = { command, outcome };
    this.#blocks[this.#blocks.length - 1] = { ...latest, mode, startedAtMs, endedAtMs, known };
  }

  /** Another connection, another mode. */
  forgetMode(): void {
    this.#mode = '';
    this.#enteredAtMs = undefined;
  }
}
