import type { Move, Platform } from '../../src/platforms/platform.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeTransport } from './fake-transport.ts';
import type { PlatformSamples } from './platform-samples.ts';

/** What the device is to be like. */
export interface DeviceShape {
  readonly platform: Platform;
  readonly samples: PlatformSamples;
  /** The mode a login ends in. */
  readonly mode: string;
  /** Whether this login may turn paging off. */
  readonly paging: 'can be turned off' | 'stays';
  /** Whether a move asks for the secret its platform knows of. */
  readonly secrets: 'asked' | 'none';
  /** What it shows of itself and answers to probes; nothing unless told. */
  readonly signs?: PlatformSamples['signs'];
  /** Commands it does not have and says so. */
  readonly refused?: readonly string[];
}

/** The ways in which devices take a pager's text off the screen again. */
const ERASERS: readonly ((length: number) => string)[] = [
  (length) => '\b'.repeat(length) + ' '.repeat(length) + '\b'.repeat(length),
  (length) => `\r${' '.repeat(length)}\r`,
  (length) => `\x1b[${length}D\x1b[K`,
];

/** A command every generated device has an answer of several pages for. */
export const LONG_COMMAND = 'show long';
export const REFUSED_COMMAND = 'show bogus';
const PAGES = [['line 1', 'line 2'], ['line 3', '  line 4'], ['line 5']];
export const LONG_ANSWER = PAGES.flat().join('\n');

/** A device built from a platform's own data: its prompts, moves, pager and refusals, taken from the samples. */
export class GeneratedDevice {
  readonly transport: FakeTransport;
  readonly device: FakeDevice;
  /** The pager it shows; one of the samples. */
  pager: string | undefined;
  /** What it says to a command it does not have. */
  refusal: string;
  /** How it takes its pager off the screen: a place in the list of ways. */
  eraser = 0;
  /** Keys that came while the pager waited and were not its platform's answer to it. */
  readonly strayKeys: string[] = [];
  mode: string;
  readonly #shape: DeviceShape;
  readonly #toTurnOff: Set<string>;

  constructor(shape: DeviceShape) {
    this.#shape = shape;
    const { software = '', banner = '' } = shape.signs ?? {};
    this.transport = new FakeTransport({ software, banner });
    this.device = new FakeDevice(this.transport);
    this.mode = shape.mode;
    this.refusal = shape.samples.refusals?.[0] ?? 'no such command';
    [this.pager] = shape.samples.pagers ?? [];
    this.#toTurnOff = new Set(shape.platform.onOpen);
    this.device.replies = this.#replies();
    this.device.prompt = this.#promptOf(this.mode);
  }

  /** What a login shows. */
  greet(): void {
    const { screen = 'Authorised use only' } = this.#shape.signs ?? {};
    this.device.say(`\r\n${screen.replaceAll('\n', '\r\n')}\r\n\r\n${this.device.prompt}`);
  }

  #replies(): FakeDevice['replies'] {
    const { platform, paging, signs, refused = [] } = this.#shape;
    const refuse = (): void => this.device.say(`${this.refusal}\r\n${this.device.prompt}`);
    const replies: FakeDevice['replies'] = {
      [LONG_COMMAND]: () => this.#page(PAGES),
      [REFUSED_COMMAND]: ({ prompt }) => this.device.say(`${this.refusal}\r\n${prompt}`),
    };
    for (const line of refused) replies[line] = refuse;
    for (const [command, text] of Object.entries(signs?.answers ?? {})) {
      replies[command] = `${text.replaceAll('\n', '\r\n')}\r\n`;
    }
    for (const line of platform.onOpen) {
      replies[line] = ({ prompt }) => {
        const isRefused = paging === 'stays';
        if (!isRefused) this.#toTurnOff.delete(line);
        this.device.say(isRefused ? `${this.refusal}\r\n${prompt}` : prompt);
      };
    }
    for (const move of platform.moves) {
      const last = move.send.at(-1) ?? '';
      replies[last] = () => this.#move(last);
    }
    return replies;
  }

  #move(line: string): void {
    const move = this.#shape.platform.moves.find(
      ({ from, send }) => from === this.mode && send.at(-1) === line,
    );
    if (move === undefined) this.device.say(`${this.refusal}\r\n${this.device.prompt}`);
    else if (move.asks !== undefined && this.#shape.secrets === 'asked') this.#askSecret(move);
    else this.#arrive(move);
  }

  #askSecret(move: Move): void {
    this.device.onKeys = (keys) => {
      if (!keys.includes('\r')) return;
      this.device.onKeys = undefined;
      this.#arrive(move);
    };
    this.device.say('Password: ');
  }

  #arrive(move: Move): void {
    this.mode = move.to;
    this.device.prompt = this.#promptOf(move.to);
    this.device.say(`\r\n${this.device.prompt}`);
  }

  #page(pages: readonly (readonly string[])[]): void {
    const [first = [], ...others] = pages;
    this.device.say(`${first.join('\r\n')}\r\n`);
    const { pager } = this;
    const isOff = this.#shape.platform.onOpen.length > 0 && this.#toTurnOff.size === 0;
    if (others.length === 0) this.device.say(this.device.prompt);
    else if (pager === undefined || isOff) this.#page(others);
    else {
      this.device.onKeys = (keys) => this.#answered(keys, { pager, others });
      this.device.say(pager);
    }
  }

  #answered(
    keys: string,
    waiting: { readonly pager: string; readonly others: readonly (readonly string[])[] },
  ): void {
    const { pager, others } = waiting;
    const { pagers } = this.#shape.platform;
    const expected = pagers.find(({ pattern }) => pattern.test(pager))?.answer;
    if (keys !== expected) this.strayKeys.push(keys);
    this.device.onKeys = undefined;
    this.device.say(ERASERS[this.eraser % ERASERS.length]?.(pager.length) ?? '');
    this.#page(others);
  }

  #promptOf(mode: string): string {
    const { platform, samples } = this.#shape;
    const shown = platform.looksLike.get(mode) ?? mode;
    return samples.modes?.[shown]?.[0] ?? '';
  }
}
