import { join } from 'node:path';
import type { Emitter } from '../../core/emitter.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { KernelEvent } from '../link/kernel-event.ts';
import type { RecordState } from '../link/record-requests.ts';
import { AppendFile } from './append-file.ts';
import { logText, recordText } from './cell-texts.ts';
import { type KeptCell, watchCells } from './kept-cell.ts';

interface RecordsOptions {
  /** Where recordings are kept. */
  readonly folder: string;
  /** The wall clock, in ms since the epoch. */
  readonly nowMs: () => number;
  readonly onProblem: (line: string) => void;
}

type Kind = 'log' | 'recording';

/** The log and the recording of the cells of a REPL: each is one file at a time, written as the cells end. */
export class Records {
  readonly #options: RecordsOptions;
  readonly #open = new Map<Kind, { readonly file: AppendFile; cells: number }>();
  #stop: () => void = () => undefined;

  constructor(options: RecordsOptions) {
    this.#options = options;
  }

  /** From now on these cells are written. */
  follow(events: Emitter<KernelEvent>): void {
    const { nowMs } = this.#options;
    this.#stop = watchCells(events, { nowMs, onCell: (cell) => this.#write(cell) });
  }

  state(kind: Kind): RecordState {
    const open = this.#open.get(kind);
    if (open === undefined) return { file: undefined, cells: 0 };
    return { file: safe(open.file.path, 1_000), cells: open.cells };
  }

  /** Puts the cells from now on behind what is in a file. Rejects with `bad-usage` while there is a log, with `bad-file`. */
  async startLog(path: string): Promise<RecordState> {
    this.#refuseSecond('log');
    const { onProblem } = this.#options;
    this.#open.set('log', {
      file: await AppendFile.open(path, { kind: 'any', onProblem }),
      cells: 0,
    });
    return this.state('log');
  }

  /** Keeps the cells from now on as a file that runs: `NAME.ts`, `NAME-2.ts`. Rejects as `startLog` does. */
  async startRecording(name: string): Promise<RecordState> {
    this.#refuseSecond('recording');
    if (!/^[\w][\w.-]{0,80}$/.test(name)) {
      const message = `'${safe(name, 60)}' is no name for a recording`;
      throw new ShowrunError('bad-usage', message, { advice: 'letters, digits, - and _' });
    }
    this.#open.set('recording', { file: await this.#newFile(name), cells: 0 });
    return this.state('recording');
  }

  /** Ends it, and says what there is. */
  async stop(kind: Kind): Promise<RecordState> {
    const state = this.state(kind);
    const open = this.#open.get(kind);
    this.#open.delete(kind);
    await open?.file.close();
    return state;
  }

  async close(): Promise<void> {
    this.#stop();
    await this.stop('log');
    await this.stop('recording');
  }

  #write(cell: KeptCell): void {
    if (ABOUT_ITSELF.test(cell.source)) return;
    for (const [kind, open] of this.#open) {
      open.file.append(kind === 'log' ? logText(cell) : `${recordText(cell)}\n`);
      open.cells += 1;
    }
  }

  #refuseSecond(kind: Kind): void {
    const open = this.#open.get(kind);
    if (open === undefined) return;
    const message = `there is a ${kind} already: ${safe(open.file.path, 300)}`;
    throw new ShowrunError('bad-usage', message, {
      advice: kind === 'log' ? '%log stop ends it' : '%record stop ends it',
    });
  }

  async #newFile(name: string): Promise<AppendFile> {
    const { folder, onProblem } = this.#options;
    for (let number = 1; ; number++) {
      const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.ts`);
      try {
        return await AppendFile.open(path, { kind: 'new', onProblem });
      } catch (thrown) {
        const { cause } = thrown instanceof ShowrunError ? thrown : {};
        const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
        if (!isTaken || number > 999) throw thrown;
      }
    }
  }
}

const ABOUT_ITSELF = /^\s*%(?:log|record)\b/;
