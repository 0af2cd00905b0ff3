import type { Driver } from './driver.ts';
import { PromptMarks, readSeenCommand, type SeenCommand, type SeenOn } from './last-command.ts';
import { promptOf } from './prompt.ts';
import type { RawLog } from './raw-log.ts';

/** Finds the last command in what a session received, whoever typed it. */
export class SeenCommands {
  readonly #rawLog: RawLog;
  readonly #marks = new PromptMarks();

  constructor(rawLog: RawLog) {
    this.#rawLog = rawLog;
  }

  /** Another connection begins. */
  forget(): void {
    this.#marks.forget(this.#rawLog.received);
  }

  /** Notes where the prompt stands, if the device shows one. */
  mark({ channel, platform }: Driver): void {
    const { lastLine, lineCount } = channel;
    if (promptOf(platform, lastLine) === undefined) return;
    this.#marks.promptSeen({ offset: this.#rawLog.received, lineCount });
  }

  last(on: SeenOn): SeenCommand | undefined {
    const { range } = this.#marks;
    if (range === undefined) return undefined;
    const parts = this.#rawLog.slice(range.from, range.to);
    return readSeenCommand(parts, { ...range, ...on });
  }
}
