import type { ConfigResult } from '../core/config-result.ts';
import type { HeardResult } from '../core/heard-result.ts';
import type { Result } from '../core/result.ts';
import type { TextPattern } from './channel/text-pattern.ts';
import type { CommitOptions } from './operations/keep-config.ts';
import type { LineOperation } from './operations/line-operations.ts';
import type { OperationOptions, Operations } from './operations/operations.ts';
import type { PushOptions } from './operations/push-config.ts';
import type { SendOptions } from './operations/send-options.ts';
import { SessionFacts } from './session-facts.ts';

/** What scripts can have a session do beyond single commands, each in words of its own. */
export abstract class SessionCommands extends SessionFacts {
  protected abstract readonly operations: Operations;

  /** Any of these, as a value names it. */
  abstract operate(operation: LineOperation, options?: OperationOptions): Promise<Result>;

  /**
   * Sends a text where the device stands, answers what it asks, and reads to the prompt, to what is expected, or to silence. A
   * refused text is a result; everything else that goes wrong rejects, saying what was expected and what came last.
   */
  send(text: string, options: OperationOptions & SendOptions = {}): Promise<HeardResult> {
    return this.operations.run({ kind: 'send', text, ...options }, options);
  }

  /** Waits for a pattern in what the device sends from now on, in whole lines; takes no turn and sends nothing. */
  waitFor(
    pattern: TextPattern,
    { timeoutMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<HeardResult> {
    return this.operations.run({ kind: 'wait-for', pattern, timeoutMs }, { signal });
  }

  /** Goes to another mode by the platform's moves; waits for its turn. Rejects where the device does not follow. */
  async enterMode(mode: string, options: OperationOptions = {}): Promise<void> {
    await this.operations.run({ kind: 'mode', mode }, options);
  }

  /** Sends configuration lines up to the first one refused, which is a result; everything else that goes wrong rejects. */
  config(
    lines: readonly string[],
    options: OperationOptions & PushOptions = {},
  ): Promise<ConfigResult> {
    const { onLine, mode, answers, ...rest } = options;
    return this.operations.run({ kind: 'config', lines, onLine, mode, answers }, rest);
  }

  /** Makes the running configuration survive a reboot. Rejects with `bad-usage` where the platform has no such thing, as the next two do. */
  save(options: OperationOptions = {}): Promise<Result> {
    return this.operate({ kind: 'save' }, options);
  }

  /** Makes the candidate configuration the running one. */
  commit(options: OperationOptions & CommitOptions = {}): Promise<Result> {
    const { comment, confirmed, ...rest } = options;
    return this.operate({ kind: 'commit', comment, confirmed }, rest);
  }

  /** Drops the candidate configuration. */
  abort(options: OperationOptions = {}): Promise<Result> {
    return this.operate({ kind: 'abort' }, options);
  }
}
