import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageFolder } from '../../core/package-folder.ts';
import type { SearchReply, SearchRequest, SearchWorkerStart } from './worker-messages.ts';

interface ThreadOptions {
  readonly current: Int32Array;
  readonly since: Float64Array;
  readonly onReply: (reply: SearchReply) => void;
  readonly onLost: (why: string) => void;
}

const HEAP_MB = 512;

/** One worker, and how many answers it owes. */
export class SearchThread {
  readonly #worker: Worker;
  #isClosed = false;
  open = 0;

  constructor({ current, since, onReply, onLost }: ThreadOptions) {
    const workerData: SearchWorkerStart = { current, since };
    this.#worker = new Worker(join(packageFolder(), 'dist', 'search-worker.js'), {
      workerData,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const lose = (why: string): void => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      onLost(why);
    };
    this.#worker.on('message', (reply: SearchReply) => {
      // An idle worker does not keep the program alive.
      if (reply.kind !== 'found' && --this.open === 0) this.#worker.unref();
      onReply(reply);
    });
    this.#worker.on('error', (error) => lose(error.message));
    this.#worker.on('exit', () => lose('its thread ended'));
    this.#worker.unref();
  }

  send(request: SearchRequest): void {
    this.open++;
    this.#worker.ref();
    this.#worker.postMessage(request);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker.terminate();
  }
}
