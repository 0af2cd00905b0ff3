import { promptOf } from '../channel/prompt.ts';
import type { Driver } from '../driver/driver.ts';
import { PromptMarks, readSeenCommand, type SeenCommand, type SeenOn } from './last-command.ts';
import type { RawLog } from './raw-log.ts';

/** Finds the last command in what a session received, whoever typed it. */
export class SeenCommands {
  readonly #rawLog: RawLog;
  readonly #marks = new PromptMarks();
  #held: { readonly seen: SeenCommand; readonly atLine: number | undefined } | undefined;

  constructor(rawLog: RawLog) {
    this.#rawLog = rawLog;
  }

  /** Another connection begins. */
  forget(): void {
    this.#held = undefined;
    this.#marks.forget(this.#rawLog.received);
  }

  /** Notes where the prompt stands, if the device shows one. */
  mark({ channel }: Driver): void {
    const { lastLine, lineCount } = channel;
    if (promptOf(channel.shapes, lastLine) === undefined) return;
    this.#marks.promptSeen({ offset: this.#rawLog.received, lineCount });
  }

  /** What we have asked ourselves since counts for nothing: this stays the last command until another one is run. */
  hold(seen: SeenCommand): void {
    this.#held = { seen, atLine: this.#marks.latestLine };
  }

  last(on: SeenOn): SeenCommand | undefined {
    const { range } = this.#marks;
    if (range === undefined) return undefined;
    if (this.#held?.atLine === this.#marks.latestLine) return this.#held?.seen;
    const parts = this.#rawLog.slice(range.from, range.to);
    return readSeenCommand(parts, { ...range, ...on });
  }
}
