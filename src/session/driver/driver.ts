import type { Clock } from '../../core/clock.ts';
import type { TransportPeer } from '../../core/transport.ts';
import { isConfiguration } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Answer } from '../channel/answer.ts';
import { Channel } from '../channel/channel.ts';
import type { ChannelOptions, RunOptions } from '../channel/channel-options.ts';
import { type Prompt, promptOf } from '../channel/prompt.ts';
import type { TalkAnswer } from '../channel/talk.ts';
import { tidy } from '../life/tidy.ts';
import { Places } from './places.ts';
import { type Recogniser, Recognition } from './recognition.ts';

/** `platform` is the one named by the inventory, or the one to begin with. */
export interface DriverOptions extends Omit<ChannelOptions, 'onQuiet'> {
  /** Given when the platform is to be recognised; it then says what to begin with. */
  readonly recogniser: Recogniser | undefined;
  readonly peer: TransportPeer;
  /** Platform, host name or mode may be new. */
  readonly onLearned: () => void;
}

/** What a session is dispatched to; `recogniser` where that platform is only what to begin with. */
export interface NewPlatform {
  readonly platform: Platform;
  readonly recogniser: Recogniser | undefined;
}

interface State {
  readonly preparedFor: Platform | undefined;
  readonly recognition: Recognition | undefined;
}

/** A channel that knows its platform: recognises it, prepares the device once before the first command, keeps the mode. */
export class Driver {
  readonly channel: Channel;
  readonly #onLearned: () => void;
  readonly #recogniser: Recogniser | undefined;
  readonly #peer: TransportPeer;
  readonly #places = new Places<State>();
  #recognition: Recognition | undefined;
  readonly #clock: Clock;
  #preparedFor: Platform | undefined;
  #preparedMode: string | undefined;
  #isOnTheWay = false;

  constructor(options: DriverOptions) {
    const { recogniser, peer } = options;
    this.#onLearned = options.onLearned;
    this.#recogniser = recogniser;
    this.#peer = peer;
    this.#clock = options.clock;
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

  /** The names of the devices the session went through to the one it stands on, the outermost first. */
  get path(): readonly string[] {
    return this.#places.path;
  }

  /** Whether the session stands on one of those, or has just come back to one. */
  get isBack(): boolean {
    return this.#comeBack();
  }

  /**
   * The line belongs to another device from now on, of that platform or of one to be recognised: it is prepared anew. `from` is
   * the prompt it was reached from; by a person's word it is the last one of another name, if there is any. Where there is
   * none, that person corrects what the host itself is, and is believed from then on.
   */
  redispatch(to: NewPlatform, from: Prompt | 'seen' = 'seen'): void {
    const name = promptOf(to.platform, this.channel.lastLine)?.host;
    const other = from === 'seen' ? this.#places.lastOther(name) : undefined;
    const prompt = from === 'seen' ? other?.prompt : from;
    const isHere = prompt === undefined && this.#places.path.length === 0;
    const isOwn = isHere && this.#recognition?.isElsewhere === false;
    if (isOwn) this.#recogniser?.chosen(to.recogniser ? undefined : to.platform, this.#peer);
    const kept = { preparedFor: this.#preparedFor, recognition: this.#recognition };
    // Said twice, it is the same device still.
    const isNew = from !== 'seen' || prompt?.host !== this.#places.path.at(-1);
    if (prompt && isNew) {
      this.#places.goInside({ platform: other?.platform ?? this.platform, prompt, kept });
    }
    this.#isOnTheWay = from !== 'seen';
    if (from === 'seen') this.#places.arrive(name);
    else this.channel.forgetRecent();
    const recognition = isOwn ? this.#recognitionOf(to) : this.#recognitionInside(to);
    this.#become(to.platform, { preparedFor: undefined, recognition });
    if (from === 'seen') this.#learn();
  }

  /** The device a redispatch was for is reached. */
  arrived(): void {
    this.#isOnTheWay = false;
    this.#places.arrive(this.channel.observe()?.host);
    this.#learn();
  }

  /** The first prompt, or silence without one; either way the platform is recognised if it can be. */
  async ready(signal?: AbortSignal, idleTimeoutMs?: number): Promise<void> {
    await this.channel.firstPrompt(signal, idleTimeoutMs);
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
    if (!this.#isReady) await this.#prepare(options);
    const answer = await this.channel.run(this.#typed(command, options), options);
    this.#onLearned();
    return answer;
  }

  /** Sends a text where the device stands; prepared as for a command, unless it waits at a question. */
  async talk(words: Parameters<Channel['talk']>[0], options: RunOptions = {}): Promise<TalkAnswer> {
    if (!this.#isReady && !this.channel.isAsking) await this.#prepare(options);
    const answer = await this.channel.talk(words, options);
    this.channel.observe();
    this.#onLearned();
    return answer;
  }

  /** In the configuration of some platforms a show command needs a word before it. Lines of a configuration are left alone. */
  #typed(command: string, { body, sends }: RunOptions): string {
    const { doPrefix } = this.platform.config;
    const isShow = doPrefix !== '' && /^\s*sh(?:o|ow)?\s/.test(command);
    if (!isShow || body !== undefined || sends === 'key') return command;
    const mode = this.channel.observe()?.mode ?? this.prompt?.mode ?? '';
    return isConfiguration(mode) ? `${doPrefix} ${command.trimStart()}` : command;
  }

  /** Waits for a prompt to type at, prepared as for a command, and gives it. Rejects as `run` does. */
  async atPrompt(options: RunOptions = {}): Promise<Prompt> {
    if (!this.#isReady) await this.#prepare(options);
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
    const { platform } = this;
    if (this.#preparedFor === platform) return;
    for (const command of platform.onOpen) await this.channel.run(command, options);
    this.#preparedFor = platform;
    this.#preparedMode = this.prompt?.mode;
  }

  /** Before the connection is closed: leaves the device as it was found. */
  async tidy(): Promise<void> {
    if (this.#preparedFor !== this.platform) return;
    await tidy(this.channel, { clock: this.#clock, mode: this.#preparedMode });
  }

  /** Whether the device is prepared, as what it is known to be by now, and need not be asked. */
  get #isReady(): boolean {
    return this.#preparedFor === this.platform && !this.isAskable;
  }

  /** Looks at what stands there now. */
  look(): void {
    this.channel.observe();
    this.#learn();
  }

  #learn(): void {
    if (!this.#isOnTheWay) {
      this.#comeBack();
      this.#places.note(this.prompt, this.platform);
    }
    this.#recognition?.look();
    this.#onLearned();
  }

  #comeBack(): boolean {
    const { lastLine, recentText } = this.channel;
    const place = this.#places.comeBack(lastLine, recentText);
    if (place === undefined) return false;
    this.#isOnTheWay = false;
    this.channel.forgetRecent();
    this.#become(place.platform, place.kept);
    return true;
  }

  #become(platform: Platform, { preparedFor, recognition }: State): void {
    this.#preparedFor = preparedFor;
    this.#recognition = recognition;
    this.channel.platform = platform;
    this.channel.observe();
    this.#onLearned();
  }

  #recognitionOf({ platform, recogniser: isToBeFound }: NewPlatform): Recognition | undefined {
    const beginning = { platform, trust: isToBeFound ? 'unknown' : 'chosen' } as const;
    const [recogniser, peer] = [this.#recogniser, this.#peer];
    return recogniser && new Recognition({ recogniser, beginning, peer, channel: this.channel });
  }

  /** What the server at the outer end says of itself tells nothing of a device inside, and that one is not the host. */
  #recognitionInside({ platform, recogniser }: NewPlatform): Recognition | undefined {
    if (recogniser === undefined) return undefined;
    const beginning = { platform, trust: 'unknown' } as const;
    const peer = { software: '', banner: '', fingerprint: '' };
    const silent = { ...recogniser, found: () => undefined };
    return new Recognition({ recogniser: silent, beginning, peer, channel: this.channel });
  }
}
