import { ShowrunError } from '../core/errors.ts';
import type { Result } from '../core/result.ts';

/** What one host gave: an answer, or why there is none. */
export type HostAnswer =
  | { readonly status: 'done'; readonly host: string; readonly result: Result }
  | { readonly status: 'failed'; readonly host: string; readonly error: ShowrunError };

/** After which answers no further host is begun: a refusal, a host that was lost or never reached, or either. */
export type StopOnFailure = 'refused' | 'lost' | 'any';

/** What happens to a host while several are told the same. */
export type HostMove =
  | { readonly kind: 'waiting' | 'begun'; readonly host: string }
  | { readonly kind: 'answered'; readonly answer: HostAnswer };

/** How work is spread over hosts. */
export interface FanOutOptions {
  /** Hosts at work at once; 100 unless told. */
  readonly concurrency?: number | undefined;
  /** Hosts of one batch: the next batch begins when the whole of the one before is done. */
  readonly serial?: number | undefined;
  /** Hosts not begun by then are `skipped`. One host at a time where neither `serial` nor `concurrency` says more. */
  readonly stopOnFailure?: StopOnFailure | undefined;
  /** Hosts not begun when it aborts are `skipped`. */
  readonly signal?: AbortSignal | undefined;
  readonly onMove?: ((move: HostMove) => void) | undefined;
}

/** What is done, and to what. */
export interface FanOut<Member, Answer extends HostAnswer> {
  readonly members: readonly Member[];
  readonly nameOf: (member: Member) => string;
  /** Never rejects. */
  readonly work: (member: Member) => Promise<Answer>;
  /** The answer of a member that was not begun. */
  readonly skip: (member: Member, error: ShowrunError) => Answer;
}

const DEFAULT_CONCURRENCY = 100;

/** Does it to every member, side by side or batch by batch; one answer each, in their order. Rejects with `bad-usage` only. */
export async function fanOut<Member, Answer extends HostAnswer>(
  given: FanOut<Member, Answer>,
  options: FanOutOptions,
): Promise<Answer[]> {
  const { members, nameOf } = given;
  const widths = widthsOf(members.length, options);
  for (const member of members) options.onMove?.({ kind: 'waiting', host: nameOf(member) });
  const run = new Run(given, options);
  for (let at = 0; at < members.length && !run.isStopped; at += widths.batch) {
    await run.batch(members.slice(at, at + widths.batch), widths.workers);
  }
  return members.map((member) => run.answerOf(member));
}

class Run<Member, Answer extends HostAnswer> {
  readonly #given: FanOut<Member, Answer>;
  readonly #options: FanOutOptions;
  readonly #answers = new Map<Member, Answer>();
  /** Why no further host is begun. */
  #stopped: string | undefined;

  constructor(given: FanOut<Member, Answer>, options: FanOutOptions) {
    this.#given = given;
    this.#options = options;
  }

  get isStopped(): boolean {
    if (this.#options.signal?.aborted === true) this.#stopped ??= 'interrupted';
    return this.#stopped !== undefined;
  }

  /** As many workers as told take one member after the other. */
  async batch(members: readonly Member[], workers: number): Promise<void> {
    const waiting = members.values();
    const work = async (): Promise<void> => {
      while (!this.isStopped) {
        const next = waiting.next();
        if (next.done === true) return;
        await this.#one(next.value);
      }
    };
    await Promise.all(Array.from({ length: Math.min(workers, members.length) }, work));
  }

  answerOf(member: Member): Answer {
    const answer = this.#answers.get(member);
    if (answer !== undefined) return answer;
    const host = this.#given.nameOf(member);
    const message = `${host} was not begun: ${this.#stopped ?? 'interrupted'}`;
    const error = new ShowrunError('skipped', message, { subject: host });
    const skipped = this.#given.skip(member, error);
    this.#options.onMove?.({ kind: 'answered', answer: skipped });
    return skipped;
  }

  async #one(member: Member): Promise<void> {
    const { onMove, stopOnFailure } = this.#options;
    onMove?.({ kind: 'begun', host: this.#given.nameOf(member) });
    const answer = await this.#given.work(member);
    this.#answers.set(member, answer);
    onMove?.({ kind: 'answered', answer });
    if (stopOnFailure !== undefined) this.#stopped ??= reasonToStop(answer, stopOnFailure);
  }
}

function reasonToStop(answer: HostAnswer, stopOn: StopOnFailure): string | undefined {
  if (answer.status === 'failed') {
    return stopOn === 'refused' ? undefined : `${answer.host} has failed`;
  }
  const isRefused = answer.result.outcome === 'refused';
  return isRefused && stopOn !== 'lost' ? `${answer.host} has refused` : undefined;
}

function widthsOf(
  members: number,
  { serial, concurrency, stopOnFailure }: FanOutOptions,
): { readonly batch: number; readonly workers: number } {
  wholeNumber('serial', serial);
  wholeNumber('concurrency', concurrency);
  const isCareful = stopOnFailure !== undefined && serial === undefined;
  return {
    batch: serial ?? Math.max(1, members),
    workers: concurrency ?? (isCareful ? 1 : DEFAULT_CONCURRENCY),
  };
}

function wholeNumber(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return;
  const message = `${name} wants a whole number of hosts, 1 or more`;
  throw new ShowrunError('bad-usage', message, { advice: '' });
}
