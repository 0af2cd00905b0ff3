import type { HostProgress } from '../link/backend.ts';
import type { CellOutcome } from '../link/cell-outcome.ts';
import type { HistoryOutcome } from './entry.ts';
import type { History } from './history.ts';

/** The worst that a host had to say so far. */
type Asked = 'waiting' | 'refused' | 'lost';

/** Keeps the history of the cells that a REPL runs: each input when it is submitted, how it ended and whom it asked when it has. */
export class CellLog {
  readonly #history: History;
  readonly #clock: () => number;
  #asked = new Map<string, Asked>();
  #startedAtMs = 0;

  constructor(history: History, nowMs: () => number) {
    this.#history = history;
    this.#clock = nowMs;
  }

  /** An input waits for its turn; `number` is the one it will have. Gives its name here. */
  submitted(source: string, number: number): string {
    return this.#history.begin(source, number);
  }

  /** Its turn has come. */
  started(): void {
    this.#asked = new Map();
    this.#startedAtMs = this.#clock();
  }

  /** A host gets on with what the running cell has told it. */
  moved({ host, status }: HostProgress): void {
    if (status === 'skipped') {
      if (this.#asked.get(host) === 'waiting') this.#asked.delete(host);
      return;
    }
    const now = status === 'refused' || status === 'lost' ? status : 'waiting';
    if (RANK[now] >= RANK[this.#asked.get(host) ?? 'waiting']) this.#asked.set(host, now);
  }

  ended(id: string, outcome: CellOutcome): void {
    if (outcome.status === 'incomplete') {
      this.#history.withdraw(id);
      return;
    }
    this.#history.end(id, outcome.number, {
      outcome: this.#outcomeOf(outcome.status),
      hosts: [...this.#asked.keys()],
      elapsedMs: 'elapsedMs' in outcome ? outcome.elapsedMs : this.#clock() - this.#startedAtMs,
    });
  }

  /** They go back to the editor, or will never run. */
  dropped(ids: readonly string[], what: 'withdrawn' | 'interrupted'): void {
    for (const id of ids) {
      if (what === 'withdrawn') this.#history.withdraw(id);
      else this.#history.end(id, 0, { outcome: 'interrupted', hosts: [], elapsedMs: 0 });
    }
  }

  #outcomeOf(status: Exclude<CellOutcome['status'], 'incomplete'>): HistoryOutcome {
    if (status !== 'value' && status !== 'done') return status;
    const answers = [...this.#asked.values()];
    if (answers.includes('lost')) return 'lost';
    return answers.includes('refused') ? 'refused' : status;
  }
}

const RANK: Readonly<Record<Asked, number>> = { waiting: 0, refused: 1, lost: 2 };
