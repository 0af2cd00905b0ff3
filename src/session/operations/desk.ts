import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { RunOptions } from '../channel/channel-options.ts';
import type { Driver } from '../driver/driver.ts';
import type { AskSecret } from '../secrets/ask-secret.ts';
import type { CommandOptions, RunCommand } from '../turns/turns.ts';

/** What is remembered of a session between its operations. */
export interface Memory {
  /** The mode last entered: some modes show the prompt of another. */
  entered: string | undefined;
  /** A commit was made for a while only. */
  isConfirmDue: boolean;
}

export interface DeskOptions {
  readonly host: string;
  readonly username: string | undefined;
  readonly driver: Driver;
  readonly run: RunCommand;
  readonly askSecret: AskSecret | undefined;
  readonly hideEchoOf: (secret: string) => void;
  readonly memory: Memory;
  readonly clock: Clock;
  /** For every command. */
  readonly options: Pick<RunOptions, 'signal' | 'idleTimeoutMs'>;
}

/** A session while one script has it to itself: where the device stands, and a way to type there. */
export class Desk {
  readonly host: string;
  readonly username: string | undefined;
  readonly askSecret: AskSecret | undefined;
  readonly hideEchoOf: (secret: string) => void;
  readonly memory: Memory;
  readonly #given: DeskOptions;

  constructor(options: DeskOptions) {
    this.host = options.host;
    this.username = options.username;
    this.askSecret = options.askSecret;
    this.hideEchoOf = options.hideEchoOf;
    this.memory = options.memory;
    this.#given = options;
  }

  get platform(): Platform {
    return this.#given.driver.platform;
  }

  get idleTimeoutMs(): number | undefined {
    return this.#given.options.idleTimeoutMs;
  }

  /** The last prompt, as it stands. */
  get promptText(): string {
    return this.#given.driver.prompt?.text ?? '';
  }

  /** The mode the prompt shows. */
  get shownMode(): string {
    return this.#given.driver.prompt?.mode ?? '';
  }

  /** The mode: the one last entered where the prompt does not tell. */
  get mode(): string {
    const { entered } = this.memory;
    const shown = this.shownMode;
    return entered !== undefined && this.promptModeOf(entered) === shown ? entered : shown;
  }

  /** The mode whose prompt a mode has. */
  promptModeOf(mode: string): string {
    return this.platform.looksLike.get(mode) ?? mode;
  }

  type(command: string, options: CommandOptions = {}): Promise<Result> {
    const { run, options: usual } = this.#given;
    return run(command, { ...usual, table: 'skip', ...options });
  }

  /** Waits for a prompt, so that the mode is the one there is now. */
  async settle(): Promise<void> {
    await this.#given.driver.atPrompt(this.#given.options);
  }

  nowMs(): number {
    return this.#given.clock.wallMs();
  }

  /** The same, deaf to whoever wants to stop it: to leave things in order after that. */
  undisturbed(): Desk {
    const { driver, options, host } = this.#given;
    const run: RunCommand = async (command, given = {}) => {
      const answer = await driver.run(command, { ...given, signal: undefined });
      return { host, platform: driver.platform.name, command, ...answer, table: undefined };
    };
    return new Desk({ ...this.#given, run, options: { ...options, signal: undefined } });
  }
}

/** The platform's answer to a question that loses nothing; undefined when it has none. */
export function safeAnswer(platform: Platform, asked: string): string | undefined {
  return platform.safeAnswers.find(({ pattern }) => pattern.test(asked))?.answer;
}
