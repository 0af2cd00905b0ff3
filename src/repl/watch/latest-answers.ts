import type { Clock } from '../../core/clock.ts';
import { shortDuration } from '../../core/duration.ts';
import type { RunTelling, Teller } from '../fleet/requests.ts';
import type { HostAnswer } from '../link/backend.ts';

/** How a host stands that a watch asks. */
export interface AskedHost {
  readonly host: string;
  /** When its last answer came, monotonic; undefined before the first. */
  readonly answeredAtMs: number | undefined;
  /** Since when it has not answered; undefined while it owes nothing. */
  readonly askedAtMs: number | undefined;
  /** What is wrong with its last answer, in its own words or ours: foreign text. */
  readonly trouble: { readonly kind: 'lost' | 'refused'; readonly words: string } | undefined;
}

interface Options {
  readonly clock: Clock;
  /** An answer has come after whoever asked had gone on without it. */
  readonly onLate: () => void;
}

interface Known {
  readonly host: string;
  answers: readonly HostAnswer[] | undefined;
  answeredAtMs: number | undefined;
  askedAtMs: number | undefined;
  /** In which round it was last spoken of. */
  round: number;
  isMissed: boolean;
  coming: Promise<void>;
}

/**
 * The last answers of hosts that are asked the same again and again. A host is asked anew only once it has answered: nothing ever
 * queues behind a slow one. Whoever asks gets the answers of this round where they come in time, and the ones before where not.
 */
export class LatestAnswers {
  readonly #options: Options;
  readonly #known = new Map<string, Known>();
  #round = 0;
  #graceMs = 0;
  #isReplay = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** From now on hosts are asked anew, and each has this long before the others go on without it. */
  begin({ graceMs }: { readonly graceMs: number }): void {
    this.#round++;
    this.#graceMs = graceMs;
    this.#isReplay = false;
  }

  /** From now on nobody is asked: the answers that are there are given again. */
  replay(): void {
    this.#isReplay = true;
  }

  /** The hosts of the last round. */
  get hosts(): readonly AskedHost[] {
    const hosts = new Map<string, AskedHost>();
    for (const known of this.#known.values()) {
      if (known.round !== this.#round) continue;
      const before = hosts.get(known.host);
      hosts.set(known.host, before ? merged(before, asked(known)) : asked(known));
    }
    return [...hosts.values()];
  }

  /** Whether there is nobody left who could be asked anything. */
  get areAllBusy(): boolean {
    const { hosts } = this;
    return hosts.length > 0 && hosts.every(({ askedAtMs }) => askedAtMs !== undefined);
  }

  /** Settles when one of those who owe an answer has given it. */
  async nextAnswer(): Promise<void> {
    const owing = [...this.#known.values()].filter(({ askedAtMs }) => askedAtMs !== undefined);
    await Promise.race(owing.map(({ coming }) => coming));
  }

  /** Answers a telling of commands, an answer for each host and command; hosts are told one by one by `tell`. */
  async answer(request: RunTelling, tell: Teller): Promise<readonly HostAnswer[]> {
    const each = request.hosts.map((host) => this.#knownOf(host, request.commands));
    const begun = this.#isReplay ? [] : each.filter(({ askedAtMs }) => askedAtMs === undefined);
    for (const known of begun)
      known.coming = this.#ask(known, () => tell({ ...request, hosts: [known.host] }));
    if (begun.length > 0) await this.#inTime(begun);
    // With nothing from anybody there is nothing to look at yet.
    if (each.every(({ answers }) => answers === undefined))
      await Promise.race(each.map(({ coming }) => coming));
    for (const known of each) known.isMissed = known.askedAtMs !== undefined;
    return each.flatMap((known) => known.answers ?? [this.#notYet(known)]);
  }

  #knownOf(host: string, commands: readonly string[]): Known {
    const key = JSON.stringify([host, ...commands]);
    const known: Known = this.#known.get(key) ?? {
      host,
      answers: undefined,
      answeredAtMs: undefined,
      askedAtMs: undefined,
      round: 0,
      isMissed: false,
      coming: Promise.resolve(),
    };
    known.round = this.#round;
    this.#known.set(key, known);
    return known;
  }

  async #ask(known: Known, ask: () => ReturnType<Teller>): Promise<void> {
    const { clock, onLate } = this.#options;
    known.askedAtMs = clock.nowMs();
    try {
      known.answers = await ask();
    } catch (thrown) {
      known.answers = [failure(known.host, thrown)];
    }
    known.askedAtMs = undefined;
    known.answeredAtMs = clock.nowMs();
    if (!known.isMissed) return;
    known.isMissed = false;
    onLate();
  }

  /** Until all have answered, or the time is up. */
  async #inTime(begun: readonly Known[]): Promise<void> {
    let cancel = (): void => undefined;
    const timeUp = new Promise<void>((resolve) => {
      cancel = this.#options.clock.after(this.#graceMs, resolve);
    });
    await Promise.race([Promise.all(begun.map(({ coming }) => coming)), timeUp]);
    cancel();
  }

  #notYet({ host, askedAtMs }: Known): HostAnswer {
    const since = shortDuration(this.#options.clock.nowMs() - (askedAtMs ?? 0));
    const error = { code: 'late', message: `${host} has not answered for ${since}`, advice: '' };
    return { status: 'failed', host, error };
  }
}

function failure(host: string, thrown: unknown): HostAnswer {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { status: 'failed', host, error: { code: 'internal', message, advice: '' } };
}

function asked({ host, answers = [], answeredAtMs, askedAtMs }: Known): AskedHost {
  return { host, answeredAtMs, askedAtMs, trouble: troubleOf(answers) };
}

function troubleOf(answers: readonly HostAnswer[]): AskedHost['trouble'] {
  for (const answer of answers) {
    if (answer.status === 'failed') return { kind: 'lost', words: answer.error.message };
    const { outcome, text } = answer.result;
    if (outcome === 'refused') return { kind: 'refused', words: refusalIn(text) };
  }
  return undefined;
}

/** The line in which a device says no. */
function refusalIn(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => /^%|error|invalid|denied|unknown/i.test(line)) ?? lines.at(-1) ?? '';
}

/** Of two commands of one host what is worse, and older. */
function merged(one: AskedHost, other: AskedHost): AskedHost {
  const times = [one.askedAtMs, other.askedAtMs].filter((ms) => ms !== undefined);
  return {
    host: one.host,
    answeredAtMs:
      one.answeredAtMs === undefined || other.answeredAtMs === undefined
        ? undefined
        : Math.min(one.answeredAtMs, other.answeredAtMs),
    askedAtMs: times.length === 0 ? undefined : Math.min(...times),
    trouble: one.trouble ?? other.trouble,
  };
}
