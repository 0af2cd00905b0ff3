import type { Charset } from '../core/charset.ts';
import type { Clock } from '../core/clock.ts';
import type { TransportPeer } from '../core/transport.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Answer } from './answer.ts';
import { Channel, type RunOptions } from './channel.ts';
import type { Prompt } from './prompt.ts';
import { type Recogniser, Recognition } from './recognition.ts';
import type { TalkAnswer } from './talk.ts';

export interface DriverOptions {
  readonly host: string;
  /** The platform named by the inventory, or the one to begin with. */
  readonly platform: Platform;
  /** Given when the platform is to be recognised; it then says what to begin with. */
  readonly recogniser: Recogniser | undefined;
  readonly peer: TransportPeer;
  readonly cols: number;
  readonly charset?: Charset | undefined;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  readonly onNotice: (line: string) => void;
  /** Platform, host name or mode may be new. */
  readonly onLearned: () => void;
  readonly onFault: (thrown: unknown) => void;
}

/** A channel that knows its platform: recognises it, prepares the device once before the first command, keeps the mode. */
export class Driver {
  readonly channel: Channel;
  readonly #onLearned: () => void;
  readonly #recognition: Recognition | undefined;
  #isPrepared = false;

  constructor(options: DriverOptions) {
    const { recogniser, peer } = options;
    this.#onLearned = options.onLearned;
    const beginning = recogniser?.begin(peer);
    const platform = beginning?.platform ?? options.platform;
    const channel = new Channel({ ...options, platform, onQuiet: () => this.#learn() });
    this.channel = channel;
    this.#recognition =
      recogniser && beginning && new Recognition({ recogniser, beginning, peer, channel });
  }

  get platform(): Platform {
    return this.channel.platform;
  }

  get prompt(): Prompt | undefined {
    return this.channel.prompt;
  }

  /** The first prompt, or silence without one; either way the platform is recognised if it can be. */
  async ready(signal?: AbortSignal): Promise<void> {
    await this.channel.firstPrompt(signal);
    this.#learn();
  }

  /** Whether the device would have to be asked to learn its platform, and may be. */
  get isAskable(): boolean {
    return this.#recognition?.isAskable === true;
  }

  /** Asks the device what it is, where that is needed and harmless. Rejects as `run` does when it cannot be typed at. */
  async identify(options: RunOptions = {}): Promise<void> {
    if (!this.isAskable) return;
    await this.channel.settle(options);
    this.channel.observe();
    this.#learn();
    await this.#recognition?.ask(options);
    this.#onLearned();
  }

  /** One command; the first one is preceded by the platform's own session settings. Rejects as `Channel.run` does. */
  async run(command: string, options: RunOptions = {}): Promise<Answer> {
    if (!this.#isPrepared) await this.#prepare(options);
    const answer = await this.channel.run(command, options);
    this.#onLearned();
    return answer;
  }

  /** Sends a text where the device stands; prepared as for a command, unless it waits at a question. */
  async talk(words: Parameters<Channel['talk']>[0], options: RunOptions = {}): Promise<TalkAnswer> {
    if (!this.#isPrepared && !this.channel.isAsking) await this.#prepare(options);
    const answer = await this.channel.talk(words, options);
    this.channel.observe();
    this.#onLearned();
    return answer;
  }

  /** Waits for a prompt to type at, prepared as for a command, and gives it. Rejects as `run` does. */
  async atPrompt(options: RunOptions = {}): Promise<Prompt> {
    if (!this.#isPrepared) await this.#prepare(options);
    const prompt = await this.channel.settle(options);
    this.channel.observe();
    this.#onLearned();
    return prompt;
  }

  /** `terminal length 0` and the like. A device that refuses them has answered; pagers are answered anyway. */
  async #prepare(options: RunOptions): Promise<void> {
    await this.channel.settle(options);
    this.channel.observe();
    this.#learn();
    await this.#recognition?.ask(options);
    for (const command of this.platform.onOpen) await this.channel.run(command, options);
    this.#isPrepared = true;
  }

  #learn(): void {
    this.#recognition?.look();
    this.#onLearned();
  }
}
