import type { Clock } from '../core/clock.ts';
import type { TransportPeer } from '../core/transport.ts';
import type { Evidence } from '../platforms/detect.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Answer } from './answer.ts';
import { Channel, type RunOptions } from './channel.ts';
import type { Prompt } from './prompt.ts';

/** The platform the evidence speaks for; undefined when nothing is sure. */
export type Recognise = (evidence: Evidence) => Platform | undefined;

export interface DriverOptions {
  readonly host: string;
  /** The platform named by the inventory, or the one to begin with. */
  readonly platform: Platform;
  /** Given when the platform is to be recognised; asked until it answers. */
  readonly recognise: Recognise | undefined;
  readonly peer: TransportPeer;
  readonly cols: number;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  readonly onNotice: (line: string) => void;
  /** Platform, host name or mode may be new. */
  readonly onLearned: () => void;
  readonly onFault: (thrown: unknown) => void;
}

/** Silences after which a device that shows no sign of its platform is left at the one it has. */
const MAX_LOOKS = 12;

/** A channel that knows its platform: recognises it, prepares the device once before the first command, keeps the mode. */
export class Driver {
  readonly channel: Channel;
  readonly #peer: TransportPeer;
  readonly #onLearned: () => void;
  #recognise: Recognise | undefined;
  #isPrepared = false;
  #looks = 0;

  constructor(options: DriverOptions) {
    this.#peer = options.peer;
    this.#recognise = options.recognise;
    this.#onLearned = options.onLearned;
    this.channel = new Channel({ ...options, onQuiet: () => this.#learn() });
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

  /** One command; the first one is preceded by the platform's own session settings. Rejects as `Channel.run` does. */
  async run(command: string, options: RunOptions = {}): Promise<Answer> {
    if (!this.#isPrepared) await this.#prepare(options);
    const answer = await this.channel.run(command, options);
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
    for (const command of this.platform.onOpen) await this.channel.run(command, options);
    this.#isPrepared = true;
  }

  #learn(): void {
    // What a device shows first tells most; looking at every silence for ever would cost a little of each.
    if (this.#looks++ === MAX_LOOKS) this.#recognise = undefined;
    const found = this.#recognise?.({
      software: this.#peer.software,
      banner: this.#peer.banner,
      screen: this.channel.recentText,
      prompt: this.channel.lastLine,
    });
    if (found) {
      this.#recognise = undefined;
      if (found !== this.platform) {
        this.channel.platform = found;
        this.channel.observe();
      }
    }
    this.#onLearned();
  }
}
