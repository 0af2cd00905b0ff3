import type { Block } from '../../core/block.ts';
import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import { promptOf } from '../channel/prompt.ts';
import type { Driver } from '../driver/driver.ts';
import { BlockIndex } from './block-index.ts';
import type { PromptMark } from './command-watch.ts';
import { PromptMarks, readSeenCommand, type SeenCommand, type SeenOn } from './last-command.ts';
import type { RawLog } from './raw-log.ts';
import { type ReadBlocks, readBlocks } from './read-blocks.ts';

/** Finds the commands in what a session received, whoever typed them: the last one, and the latest ones as blocks. */
export class SeenCommands {
  readonly #rawLog: RawLog;
  readonly #clock: Clock;
  readonly #marks = new PromptMarks();
  readonly #index = new BlockIndex();
  #held: { readonly seen: SeenCommand; readonly atLine: number | undefined } | undefined;

  constructor(rawLog: RawLog, clock: Clock) {
    this.#rawLog = rawLog;
    this.#clock = clock;
  }

  /** The latest blocks, the oldest of them first. */
  blocks(given: ReadBlocks): readonly Block[] {
    return readBlocks(this.#index.blocks, this.#rawLog, given);
  }

  /** A person types. */
  typed(keys: Uint8Array): void {
    if (keys.includes(0x0d) || keys.includes(0x0a)) this.#index.entered(this.#clock.wallMs());
  }

  /** A script's command is done. */
  ran(result: Result): void {
    this.#index.ran(result);
  }

  /** Another connection begins. */
  forget(): void {
    this.#index.forgetMode();
    this.#held = undefined;
    this.#marks.forget(this.#rawLog.received);
  }

  /** Notes where the prompt stands, if the device shows one, and gives that. */
  mark({ channel }: Driver): PromptMark | undefined {
    const { lastLine, lineCount } = channel;
    const prompt = promptOf(channel.shapes, lastLine);
    if (prompt === undefined) return undefined;
    const offset = this.#rawLog.received;
    const seen = this.#marks.promptSeen({ offset, lineCount });
    const { range } = this.#marks;
    const { mode } = prompt;
    if (seen === 'the same' || range === undefined) this.#index.atPrompt(mode);
    else this.#index.ended(range, { mode, atMs: this.#clock.wallMs() });
    return { prompt, lineCount, offset };
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
