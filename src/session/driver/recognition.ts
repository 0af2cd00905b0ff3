import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import type { TransportPeer } from '../../core/transport.ts';
import type { Evidence, ProbeAnswer } from '../../platforms/detect.ts';
import type { NextStep } from '../../platforms/identify.ts';
import { modeOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Channel } from '../channel/channel.ts';
import type { RunOptions } from '../channel/channel-options.ts';
import type { Prompt } from '../channel/prompt.ts';

/** What tells a host's platform; one for each host. */
export interface Recogniser {
  /** The platform of a device about which nothing is known. */
  readonly unknown: Platform;
  /** What to begin with on a connection to `peer`; before there is one, without. */
  begin(peer?: TransportPeer): Beginning;
  /** The platform the signs speak for; undefined when nothing is sure. */
  look(evidence: Evidence): Platform | undefined;
  /** At a prompt where asking is harmless: what to ask, or what the answers come to. */
  nextStep(evidence: Evidence, answers: readonly ProbeAnswer[]): NextStep;
  isContradicted(platform: Platform, evidence: Evidence): boolean;
  /** To be remembered for the next connection to the same peer. */
  found(platform: Platform, peer: TransportPeer): void;
  /** The same, and believed always, for a person says so; undefined forgets it. */
  chosen(platform: Platform | undefined, peer: TransportPeer): void;
}

export interface Beginning {
  readonly platform: Platform;
  /** `remembered` is believed until the device contradicts it; `chosen` by a person, always. */
  readonly trust: 'unknown' | 'remembered' | 'chosen';
}

interface RecognitionOptions {
  readonly recogniser: Recogniser;
  readonly beginning: Beginning;
  readonly peer: TransportPeer;
  readonly channel: Channel;
}

/** Silences after which a device that shows no sign of its platform is left at the one it has. */
const MAX_LOOKS = 12;
/** A probe that brings nothing for so long is given up. */
const PROBE_SILENCE_MS = 10_000;

type State = 'looking' | 'checking' | 'settled';

const FIRST_STATE: Readonly<Record<Beginning['trust'], State>> = {
  unknown: 'looking',
  remembered: 'checking',
  chosen: 'settled',
};

/** How one connection comes to its platform: by looking at every silence, and by asking where a script needs to know. */
export class Recognition {
  readonly #options: RecognitionOptions;
  #state: State;
  #looks = 0;
  #isAsked = false;
  /** The last prompt before the person entered anything. Another one later may be another device's, reached from there. */
  #first: Prompt | undefined;

  constructor(options: RecognitionOptions) {
    this.#options = options;
    this.#state = FIRST_STATE[options.beginning.trust];
  }

  /** Whether asking the device could tell what looking has not. */
  get isAskable(): boolean {
    const { channel } = this.#options;
    const isFree = channel.erasedLine === '' && !channel.isFullScreen && !this.isElsewhere;
    return this.#state === 'looking' && !this.#isAsked && isFree;
  }

  /** Called when the stream is silent. */
  look(): void {
    const { recogniser, channel } = this.#options;
    if (!channel.hasEntered) this.#first = channel.prompt;
    if (this.#state === 'checking') this.#check();
    // What a device shows first tells most; looking at every silence for ever would cost a little of each.
    if (this.#state !== 'looking' || this.#looks++ >= MAX_LOOKS) return;
    const found = recogniser.look(this.#evidence);
    if (found) this.#settle(found);
  }

  /**
   * Asks the device with commands the platform files call harmless; the channel stands at a bare prompt. Gives up in
   * silence, and rejects only when the line ends or the signal aborts.
   */
  async ask(options: RunOptions): Promise<void> {
    if (!this.isAskable) return;
    const { recogniser, channel } = this.#options;
    const answers: ProbeAnswer[] = [];
    for (;;) {
      const step = recogniser.nextStep(this.#evidence, answers);
      if (step.kind === 'found') this.#settle(step.platform);
      if (step.kind !== 'ask') return;
      this.#isAsked = true;
      const text = await this.#answerTo(step.command, options);
      if (text === undefined) return;
      answers.push({ command: step.command, text });
      channel.observe();
    }
  }

  async #answerTo(
    command: string,
    { signal, idleTimeoutMs }: RunOptions,
  ): Promise<string | undefined> {
    const { channel } = this.#options;
    const forMs = Math.min(idleTimeoutMs ?? PROBE_SILENCE_MS, PROBE_SILENCE_MS);
    const answerTo = () =>
      Promise.reject(new ShowrunError('no-prompt', 'a probe is answered by a question'));
    try {
      const options = { signal, idleTimeoutMs: forMs, answerTo };
      return (await channel.run(command, options)).text;
    } catch (thrown) {
      const { code } = asShowrunError(thrown);
      if (code !== 'no-prompt' && code !== 'busy') throw thrown;
      if (code === 'no-prompt') await channel.giveUp();
      return undefined;
    }
  }

  /** A remembered platform is doubted when its prompt does not fit, or the device names itself something else. */
  #check(): void {
    const { recogniser, channel, beginning } = this.#options;
    const evidence = this.#evidence;
    const fits = channel.prompt !== undefined;
    const isOther = modeOf(recogniser.unknown, evidence.prompt) !== undefined && !fits;
    if (isOther || recogniser.isContradicted(beginning.platform, evidence)) {
      this.#state = 'looking';
      channel.platform = recogniser.unknown;
      channel.observe();
    } else if (fits || this.#looks++ >= MAX_LOOKS) this.#state = 'settled';
  }

  #settle(found: Platform): void {
    const { recogniser, channel, peer } = this.#options;
    this.#state = 'settled';
    if (found !== channel.platform) {
      channel.platform = found;
      channel.observe();
    }
    if (!this.isElsewhere) recogniser.found(found, peer);
  }

  /** Whether the person may have gone on to another device from there. */
  get isElsewhere(): boolean {
    const { channel } = this.#options;
    const now = channel.prompt;
    if (!channel.hasEntered) return false;
    if (now === undefined || this.#first === undefined) return true;
    // A greeting may end on the line of the first prompt.
    const isSame = now.host !== undefined && now.host === this.#first.host;
    return !isSame && !this.#first.text.endsWith(now.text);
  }

  get #evidence(): Evidence {
    const { peer, channel } = this.#options;
    const { software, banner } = peer;
    return { software, banner, screen: channel.recentText, prompt: channel.lastLine };
  }
}
