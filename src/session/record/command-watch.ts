import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import type { Channel } from '../channel/channel.ts';
import type { Prompt } from '../channel/prompt.ts';
import { EnterCount } from './enter-count.ts';
import { promptBefore } from './last-command.ts';
import { type EndedLine, promptEnds } from './prompt-ends.ts';
import type { RawLog } from './raw-log.ts';
import type { SessionTap, TappedBlock } from './session-tap.ts';
import { wasRefused } from './was-refused.ts';

/** Where a prompt stood: how many lines had ended, and how many bytes had come. */
export interface PromptMark {
  readonly prompt: Prompt;
  readonly lineCount: number;
  readonly offset: number;
}

export interface CommandWatchOptions {
  readonly rawLog: RawLog;
  readonly clock: Clock;
  readonly charset: Charset;
  readonly cols: () => number;
  /** Who types now: `person`, or the owner of the turn. */
  readonly by: () => string;
  readonly tell: (what: (tap: SessionTap) => void) => void;
}

const MOST_BEFORE_BYTES = 4_096;

interface Begun extends Pick<TappedBlock, 'command' | 'mode' | 'by' | 'startedAtMs' | 'from'> {
  readonly startMs: number;
  /** Lines that had ended by then, its own among them. */
  readonly lineCount: number;
}

/** A line that ended with an Enter at a prompt; '' for a command where it was a bare one. */
interface Entered {
  readonly line: string;
  readonly prompt: Prompt;
  readonly command: string;
  readonly lineCount: number;
  /** Known where somebody had looked at the prompt before; else it is found in the bytes. */
  readonly from: number | undefined;
}

/**
 * Finds the commands in what comes and goes, whoever typed them: each begins where the line of a prompt with a command behind it ends, and is over where
 * the next prompt stands. It knows by the marks of `SeenCommands` on which line a prompt stands, and looks at other lines only while an Enter was
 * sent that has not been answered yet: commands typed ahead leave prompts that nobody looks at. A flood costs a comparison a line.
 */
export class CommandWatch {
  readonly #options: CommandWatchOptions;
  readonly #enters: EnterCount;
  #channel: Channel | undefined;
  #mark: PromptMark | undefined;
  #begun: Begun | undefined;
  #entered: Entered[] = [];
  #lastByteMs = 0;
  /** Of the chunk before the last. */
  #byteBeforeMs = 0;
  #chunkStart = 0;

  constructor(options: CommandWatchOptions) {
    this.#options = options;
    this.#enters = new EnterCount(options.clock);
  }

  /** Another connection: its lines count from 0. */
  begin(channel: Channel): void {
    this.#channel = channel;
    this.#mark = undefined;
    this.#entered = [];
    this.#enters.forget();
    channel.onLineEnd((line) => this.#lineEnded(channel, line));
  }

  /** Bytes on their way to the device. */
  sent(bytes: Uint8Array): void {
    this.#enters.sent(bytes);
  }

  /** So many bytes have come, and are in the log; their lines are not known yet. */
  received(bytes: number): void {
    this.#chunkStart = this.#options.rawLog.received - bytes;
    this.#byteBeforeMs = this.#lastByteMs;
    this.#lastByteMs = this.#options.clock.nowMs();
  }

  /** The lines of the bytes that have come are known. */
  heard(): void {
    if (this.#entered.length === 0) return;
    const entered = this.#entered;
    this.#entered = [];
    const offsets = this.#offsetsOf(entered);
    for (const [at, one] of entered.entries()) this.#begin(one, offsets[at] ?? one.from);
  }

  /** A prompt stands there. */
  marked(mark: PromptMark): void {
    this.#enters.answered();
    const isNew = this.#begun !== undefined && mark.lineCount >= this.#begun.lineCount;
    if (isNew) this.#end(mark.offset, 'answered');
    this.#mark = mark;
  }

  /** The connection is over, or the session. */
  over(): void {
    this.#end(this.#options.rawLog.received, 'unfinished');
    this.#mark = undefined;
    this.#channel = undefined;
  }

  #lineEnded(channel: Channel, line: string): void {
    if (channel !== this.#channel || this.#enters.open === 0) return;
    const { lineCount, shapes } = channel;
    const mark = this.#mark?.lineCount === lineCount - 1 ? this.#mark : undefined;
    const found = mark ? behind(mark.prompt, line) : promptBefore(shapes, line, channel.prompt);
    if (found === undefined) return;
    this.#enters.taken();
    this.#entered.push({ ...found, line, lineCount, from: mark?.offset });
  }

  /** Behind the prompt on each line; for those nobody has looked at by going through the bytes again. */
  #offsetsOf(entered: readonly Entered[]): readonly (number | undefined)[] {
    const unknown = entered.filter(({ from }) => from === undefined);
    if (unknown.length === 0) return entered.map(({ from }) => from);
    const { rawLog, charset, cols } = this.#options;
    const lines = unknown.map(({ line, prompt }): EndedLine => ({ line, prompt: prompt.text }));
    // The line may have begun before the bytes in which it ended.
    const after = Math.max(this.#begun?.from ?? 0, this.#chunkStart - MOST_BEFORE_BYTES);
    const found = [...promptEnds(lines, { rawLog, after, charset, cols: cols() })];
    return entered.map(({ from }) => from ?? found.shift());
  }

  #begin(entered: Entered, from: number | undefined): void {
    const { rawLog, clock, by, tell } = this.#options;
    const at = from ?? rawLog.received;
    this.#end(at, 'answered');
    const { command, prompt, lineCount } = entered;
    if (command === '') return;
    const { mode } = prompt;
    const nowMs = clock.nowMs();
    const startMs = this.#startMs(nowMs);
    const startedAtMs = clock.wallMs() - (nowMs - startMs);
    this.#begun = { command, mode, by: by(), from: at, lineCount, startedAtMs, startMs };
    tell((tap) => tap.commandLine({ command, mode }));
  }

  /** When its Enter went out: its line may come in one piece with its answer. One typed ahead does not begin before the answer to the one before it. */
  #startMs(nowMs: number): number {
    const { lastMs } = this.#enters;
    return lastMs === undefined ? nowMs : Math.min(nowMs, Math.max(lastMs, this.#byteBeforeMs));
  }

  #end(to: number, how: 'answered' | 'unfinished'): void {
    const begun = this.#begun;
    if (begun === undefined) return;
    this.#begun = undefined;
    const { command, mode, by, startedAtMs, startMs, from } = begun;
    const elapsedMs = Math.max(0, Math.round(this.#lastByteMs - startMs));
    const block = { command, mode, by, startedAtMs, elapsedMs, from, to };
    const outcome = how === 'answered' ? this.#outcome(from, to) : how;
    this.#options.tell((tap) => tap.block({ ...block, outcome }));
  }

  #outcome(from: number, to: number): TappedBlock['outcome'] {
    const platform = this.#channel?.platform;
    const { rawLog, charset, cols } = this.#options;
    if (platform === undefined) return 'ok';
    return wasRefused({ rawLog, from, to, charset, cols: cols(), platform }) ? 'refused' : 'ok';
  }
}

/** What stands behind a prompt on its line; it may stand behind output that did not end its own. */
function behind(
  prompt: Prompt,
  line: string,
): { readonly prompt: Prompt; readonly command: string } | undefined {
  const shown = prompt.text.trimEnd();
  const at = line.startsWith(shown) ? 0 : line.indexOf(shown);
  return at < 0 ? undefined : { prompt, command: line.slice(at + shown.length).trim() };
}
