import { inspect } from 'node:util';
import {
  type ConfigRefusal,
  type ConfigResult as CoreConfigResult,
  configLine,
  isConfigResult,
} from '../../core/config-result.ts';
import { type ExpectResult, isExpectResult } from '../../core/expect-result.ts';
import {
  type HeardResult as CoreHeardResult,
  isHeardResult,
  type TextMatch,
} from '../../core/heard-result.ts';
import type { Result as CoreResult } from '../../core/result.ts';
import type { HostAnswer } from '../link/backend.ts';
import { NOTHING_BESIDE } from './beside.ts';
import { Block } from './block.ts';
import { type FailedAnswer, HostError } from './host-error.ts';
import type { Row } from './rows.ts';
import { TableValue } from './table-value.ts';

/** What a Result is made of; of a lost host there is nothing. */
type From = Omit<CoreResult, 'outcome'> & { readonly outcome: CoreResult['outcome'] | 'lost' };

/** What one command gave on one host, as cells see it. */
export class Result {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  /** The device's words. */
  readonly text: string;
  readonly outcome: From['outcome'];
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly table: TableValue | undefined;
  readonly #answer: HostAnswer;

  constructor(answer: HostAnswer) {
    const from: From = answer.status === 'done' ? answer.result : nothingOf(answer);
    this.host = from.host;
    this.platform = from.platform;
    this.command = from.command;
    this.text = from.text;
    this.outcome = from.outcome;
    this.mode = from.mode;
    this.startedAtMs = from.startedAtMs;
    this.elapsedMs = from.elapsedMs;
    this.table = from.table && new TableValue(from.table, { ...NOTHING_BESIDE, answers: [answer] });
    this.#answer = answer;
    if (new.target === Result) Object.freeze(this);
  }

  /** The result as it came from the sessions; undefined for a host that gave none. */
  static coreOf(result: Result): CoreResult | undefined {
    const answer = Result.answerOf(result);
    return answer.status === 'done' ? answer.result : undefined;
  }

  /** The host's answer as it came from the sessions, a lost host's too. */
  static answerOf(result: Result): HostAnswer {
    return result.#answer;
  }

  /** Whether the device answered and took the command. */
  get ok(): boolean {
    return this.outcome === 'ok';
  }

  /** The device's line that says why it did not take the command; of a configuration, which line it was and why. */
  get refusal(): string | ConfigRefusal | undefined {
    const answer = this.#answer;
    if (answer.status === 'failed' || this.outcome !== 'refused') return undefined;
    return refusalLine(answer.result);
  }

  /** Why there is no answer. */
  get error(): HostError | undefined {
    return undefined;
  }

  /** The table's rows as objects; none if there is no table. */
  get rows(): readonly Row[] {
    return this.table?.rows ?? NO_ROWS;
  }

  get lines(): readonly string[] {
    return this.text === '' ? [] : this.text.split('\n');
  }

  /** The block it is among those of its host. */
  get block(): Block {
    return new Block(this, () => Promise.resolve(this));
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return `Result { ${this.host}: ${this.command}, ${this.outcome} }`;
  }
}

const NO_ROWS: readonly Row[] = Object.freeze([]);

function nothingOf({ host, command = '' }: FailedAnswer): From {
  const nothing = { platform: '', text: '', mode: '', startedAtMs: 0, elapsedMs: 0 };
  return { ...nothing, host, command, outcome: 'lost', table: undefined };
}

function refusalLine({ text, refusedBy }: CoreResult): string {
  const lines = text.split('\n').map((line) => line.trim());
  return refusedBy ?? lines.find((line) => line.startsWith('%')) ?? lines.find(Boolean) ?? '';
}

/** What pushing configuration lines gave on one host. */
export class ConfigResult extends Result {
  readonly #config: CoreConfigResult;
  readonly sent: number;
  readonly total: number;
  readonly state: CoreConfigResult['state'];

  constructor(from: CoreConfigResult) {
    super({ status: 'done', result: from });
    this.sent = from.sent;
    this.total = from.total;
    this.state = from.state;
    this.#config = from;
    Object.freeze(this);
  }

  override get refusal(): ConfigRefusal | undefined {
    return this.#config.refusal;
  }

  override [inspect.custom](): string {
    return `ConfigResult { ${this.host}: ${configLine(this.#config)} }`;
  }
}

/** What a host said up to something awaited. */
export class HeardResult extends Result {
  readonly endedBy: CoreHeardResult['endedBy'];
  readonly match: TextMatch | undefined;

  constructor(from: CoreHeardResult) {
    super({ status: 'done', result: from });
    this.endedBy = from.endedBy;
    this.match = from.match;
    Object.freeze(this);
  }
}

/** What a host said up to the first of several things awaited. */
export class Expected extends Result {
  readonly endedBy: ExpectResult['endedBy'];
  /** Which of them it was, from 0; -1 for none. */
  readonly index: number;
  readonly pattern: string;
  readonly before: string;
  readonly after: string;
  readonly match: Pick<TextMatch, 'text' | 'groups' | 'named'> | undefined;

  constructor(from: ExpectResult) {
    super({ status: 'done', result: from });
    const { after: text, groups, named } = from;
    this.endedBy = from.endedBy;
    this.index = from.index;
    this.pattern = from.pattern;
    this.before = from.before;
    this.after = text;
    this.match = from.endedBy === 'pattern' ? { text, groups, named } : undefined;
    Object.freeze(this);
  }

  override [inspect.custom](): string {
    const what = this.index === -1 ? '' : ` ${this.pattern}`;
    return `Expected { ${this.host}: ${this.endedBy}${what}, before: ${inspect(this.before.slice(-200))} }`;
  }
}

/** In place of the answer of a host that was lost before it gave one. */
export class LostResult extends Result {
  readonly #error: HostError;

  constructor(failure: FailedAnswer) {
    super(failure);
    this.#error = new HostError(failure);
    Object.freeze(this);
  }

  override get error(): HostError {
    return this.#error;
  }

  override [inspect.custom](): string {
    return `Result { ${this.#error.message} }`;
  }
}

/** A result as it came from the sessions, as cells see it. */
export function resultFrom(result: CoreResult): Result {
  if (isConfigResult(result)) return new ConfigResult(result);
  if (isExpectResult(result)) return new Expected(result);
  return isHeardResult(result) ? new HeardResult(result) : new Result({ status: 'done', result });
}
