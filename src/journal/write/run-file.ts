import { join } from 'node:path';
import { jsonText } from '../../core/json-text.ts';
import { replaceFile } from '../../core/shared-file.ts';
import type { RunRecord } from '../records.ts';

const RETRY_AFTER_MS = 3_000;

export interface RunFileOptions {
  readonly folder: () => Promise<string>;
  readonly record: () => RunRecord;
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** Keeps `run.json` as the run is, whole at all times. Several changes at once are written once; what fails is tried again. */
export class RunFile {
  readonly #options: RunFileOptions;
  #last: Promise<void> = Promise.resolve();
  #isDue = false;
  #cancelRetry: (() => void) | undefined;

  constructor(options: RunFileOptions) {
    this.#options = options;
  }

  /** The run is another one now. */
  write(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#last = this.#last.then(() => this.#write());
  }

  /** Resolves when all of that was tried. */
  async close(): Promise<void> {
    await this.#last;
    this.#cancelRetry?.();
  }

  async #write(): Promise<void> {
    this.#isDue = false;
    const { folder, record, after } = this.#options;
    this.#cancelRetry?.();
    try {
      await replaceFile(join(await folder(), 'run.json'), jsonText(record()));
    } catch {
      // The casts, which lie beside it, say what is wrong.
      this.#cancelRetry = after(RETRY_AFTER_MS, () => this.write());
    }
  }
}
