import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { Calm } from './calm.ts';
import type { RunOptions } from './channel-options.ts';
import { HIDDEN_MS } from './exchange.ts';
import { noPrompt } from './exchange-errors.ts';
import type { Prompt } from './prompt.ts';
import { ERASE_LINE } from './stop-command.ts';
import type { TypedKeys } from './typed-keys.ts';
import type { Standing, Wire } from './wire.ts';

/** Silent devices are given up after this long; anything received starts it again. */
export const DEFAULT_IDLE_TIMEOUT_MS = 30_000;

export interface SettlingOptions {
  /** The host's name, for messages. */
  readonly host: string;
  readonly wire: Wire;
  readonly typed: TypedKeys;
}

/** Brings a channel to a bare prompt at which a command can be typed, and gives the person back what stood there. */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #wire: Wire;
  readonly #typed: TypedKeys;
  #erased = '';

  constructor(options: SettlingOptions) {
    this.#options = options;
    this.#wire = options.wire;
    this.#typed = options.typed;
  }

  /** What `settle` had to erase of the person's line; '' for nothing. */
  get erasedLine(): string {
    return this.#erased;
  }

  /** Where the device stands. What the person has entered is not answered yet: the line it stands on is an old prompt. */
  standing(): Standing {
    if (this.#wire.model.lineCount === this.#typed.enteredAtLine) return { kind: 'elsewhere' };
    return this.#wire.standing();
  }

  /**
   * Waits for a bare prompt. Half a line left by the person is erased, and typed again by `restore`.
   * Rejects with `busy` when something else has the terminal and does not give it back in time.
   */
  async settle(options: RunOptions = {}): Promise<Prompt> {
    const patienceMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS;
    const startMs = this.#wire.clock.nowMs();
    const calm = new Calm(this.#wire);
    let isNudged = false;
    await this.seeTyped(options);
    for (;;) {
      const standing = this.standing();
      const isCalm = calm.hasLasted();
      if (standing.kind === 'prompt' && (standing.sure === 'sure' || isCalm)) {
        return standing.prompt;
      }
      this.#refuseWhenTaken();
      const half = standing.kind === 'prompt' ? '' : this.#halfLine();
      const isHidden = standing.kind !== 'prompt' && !isNudged && this.#wire.hasHiddenPrompt;
      const isSettling = standing.kind === 'prompt' || half !== '' || isHidden;
      const quietMs = isHidden ? HIDDEN_MS : this.#quietAt(standing);
      const leftMs = patienceMs - (this.#wire.clock.nowMs() - startMs);
      if (leftMs <= 0) throw this.#busy();
      const what = await this.#wire.wait(
        isSettling ? Math.min(leftMs, quietMs) : leftMs,
        options.signal,
      );
      if (what === 'aborted') throw interruptedBefore(this.#options.host);
      if (what === 'bytes' || !isSettling) continue;
      if (half !== '') await this.#erase(half, options);
      else if (isHidden) {
        isNudged = true;
        this.#wire.write(this.#wire.returnKey);
      } else if (standing.kind === 'prompt') return standing.prompt;
    }
  }

  /** Types again what `settle` had to erase, without Return. */
  restore(): void {
    const text = this.#erased;
    this.#erased = '';
    if (text === '' || this.standing().kind !== 'prompt') return;
    this.#wire.write(text);
    this.#typed.touch(this.#wire.clock.nowMs());
  }

  /** Keys on their way to the device are not on the line yet; what they do to it must be seen first. */
  async seeTyped({ signal }: RunOptions): Promise<void> {
    const leftMs = (): number => this.#typed.atMs + this.#wire.quietMs - this.#wire.clock.nowMs();
    while (leftMs() > 0) {
      const what = await this.#wire.wait(leftMs(), signal);
      if (what === 'aborted') throw interruptedBefore(this.#options.host);
    }
  }

  /** How much silence makes what stands there certain. */
  #quietAt(standing: Standing): number {
    const isSoon = standing.kind === 'prompt' && standing.sure === 'soon';
    return isSoon ? this.#wire.soonMs : this.#wire.quietMs;
  }

  /** What stands behind the known prompt on the last line. */
  #halfLine(): string {
    const prompt = this.#wire.learned?.text ?? '';
    const { line } = this.#wire;
    const isEntered = this.#wire.model.lineCount === this.#typed.enteredAtLine;
    if (prompt === '' || isEntered || !line.startsWith(prompt)) return '';
    return line.slice(prompt.length);
  }

  async #erase(half: string, options: RunOptions): Promise<void> {
    this.#wire.write(ERASE_LINE);
    const startMs = this.#wire.clock.nowMs();
    for (let leftMs = 2_000; leftMs > 0; leftMs = startMs + 2_000 - this.#wire.clock.nowMs()) {
      await this.#wire.wait(leftMs, options.signal);
      if (options.signal?.aborted) throw interruptedBefore(this.#options.host);
      if (this.standing().kind !== 'prompt') continue;
      this.#erased = half;
      return;
    }
    throw new ShowrunError(
      'busy',
      `${this.#options.host} has '${safe(half, 80)}' typed at its prompt, and it cannot be erased`,
      { subject: this.#options.host, advice: 'finish or clear that line in the pane' },
    );
  }

  #refuseWhenTaken(): void {
    const line = this.#wire.model.current();
    const { pagers, questions } = this.#wire.platform;
    const isPaging = pagers.some(({ pattern }) => pattern.test(line));
    const isAsking = line.trim() !== '' && questions.some((pattern) => pattern.test(line));
    if (!this.#wire.model.isFullScreen && !isPaging && !isAsking) return;
    const what = this.#wire.model.isFullScreen
      ? 'is in a full-screen program'
      : `is waiting at '${safe(line.trim(), 100)}'`;
    throw new ShowrunError('busy', `${this.#options.host} ${what}`, {
      subject: this.#options.host,
      advice: 'leave it in the pane, then try again',
    });
  }

  #busy(): ShowrunError {
    const { host } = this.#options;
    const error = noPrompt({ host, what: 'shows no prompt to type at' }, this.#wire);
    const { message, advice } = error;
    return this.#wire.learned
      ? new ShowrunError('busy', message, { subject: host, advice })
      : error;
  }
}

export function interruptedBefore(host: string): ShowrunError {
  return new ShowrunError('interrupted', `interrupted before anything was sent to ${host}`, {
    subject: host,
  });
}
