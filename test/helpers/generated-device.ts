import { isConfiguration } from '../../src/platforms/mode-of.ts';
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
  /** Its answers to probes come a line at a time, with its pager between. */
  readonly answersPaged?: 'by lines';
  /** Commands it does not have and says so. */
  readonly refused?: readonly string[];
  /** Whether a commit also leaves the configuration; it does not unless told. */
  readonly commit?: 'stays' | 'leaves';
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
/** A line of the configuration that leads into a context with a prompt of its own, where there is one. */
export const CONTEXT_LINE = 'interface example 1';
const PAGES = [['line 1', 'line 2'], ['line 3', '  line 4'], ['line 5']];
export const LONG_ANSWER = PAGES.flat().join('\n');
/** The name the program gives to what it opens. */
const SESSION_NAME = 'showrun';

/** A device built from a platform's own data: its prompts, moves, pager, refusals and configuration, taken from the samples. */
export class GeneratedDevice {
  readonly transport: FakeTransport;
  readonly device: FakeDevice;
  /** The pager it shows; one of the samples. */
  pager: string | undefined;
  /** What it says to a command it does not have. */
  refusal: string;
  /** How it takes its pager off the screen: a place in the list of ways. */
  eraser = 0;
  /** A question it asks before it saves; one of the samples. */
  asksAtSave: string | undefined;
  /** What it was told then. */
  readonly told: string[] = [];
  /** Keys that came while the pager waited and were not its platform's answer to it. */
  readonly strayKeys: string[] = [];
  /** Every line entered, behind the mode it was entered in. */
  readonly entered: string[] = [];
  mode: string;
  readonly #shape: DeviceShape;
  readonly #toTurnOff: Set<string>;
  #depth = 0;

  constructor(shape: DeviceShape) {
    this.#shape = shape;
    const { software = '', banner = '' } = shape.signs ?? {};
    this.transport = new FakeTransport({ software, banner });
    this.device = new FakeDevice(this.transport);
    this.mode = shape.mode;
    this.refusal = shape.samples.refusals?.[0] ?? 'no such command';
    [this.pager] = shape.samples.pagers ?? [];
    this.#toTurnOff = new Set(shape.platform.onOpen);
    this.device.otherwise = () => this.#enter(this.device.entered.at(-1) ?? '');
    for (const key of shape.platform.moves.flatMap(({ send }) => send.filter(isKey))) {
      this.device.keys[key] = () => this.#press(key);
    }
    for (const line of shape.refused ?? []) this.device.replies[line] = () => this.#refuse();
    for (const [command, text] of Object.entries(shape.signs?.answers ?? {})) {
      const lines = text.split('\n');
      const pages = shape.answersPaged === 'by lines' ? lines.map((line) => [line]) : [lines];
      this.device.replies[command] = () => this.#page(pages);
    }
    this.#toPrompt();
  }

  /** What a login shows. */
  greet(): void {
    const { screen = 'Authorised use only' } = this.#shape.signs ?? {};
    this.device.say(`\r\n${screen.replaceAll('\n', '\r\n')}\r\n\r\n${this.device.prompt}`);
  }

  #enter(line: string): void {
    const { platform } = this.#shape;
    const { save, commit, confirm, commitConfirm, commitComment, abort } = platform.config;
    this.entered.push(`${this.mode}: ${line}`);
    if (line === LONG_COMMAND) this.#page(PAGES);
    else if (line === REFUSED_COMMAND) this.#refuse();
    else if (platform.onOpen.includes(line) && this.entered.length <= platform.onOpen.length) {
      this.#turnOff(line);
    } else if (this.#isMove(line)) this.#move(line);
    else if (line === save.at(-1) && this.asksAtSave !== undefined) this.#askAtSave();
    else if (
      [commit, confirm, commitConfirm, commitComment, abort].some((one) => isLast(line, one))
    )
      this.#commit();
    else this.#take(line);
  }

  #press(key: string): void {
    this.entered.push(`${this.mode}: ${JSON.stringify(key)}`);
    this.#move(key);
  }

  #turnOff(line: string): void {
    const isRefused = this.#shape.paging === 'stays';
    if (!isRefused) this.#toTurnOff.delete(line);
    this.#say(isRefused ? `${this.refusal}\r\n` : '');
  }

  #isMove(line: string): boolean {
    return this.#shape.platform.moves.some(
      ({ from, send }) => this.#isIn(from) && named(send.at(-1)) === line,
    );
  }

  #isIn(mode: string): boolean {
    return mode === this.mode;
  }

  #move(line: string): void {
    const { moves } = this.#shape.platform;
    const move = moves.find(({ from, send }) => this.#isIn(from) && named(send.at(-1)) === line);
    if (move === undefined) this.#refuse();
    else if (this.#depth > 0 && ['exit', 'quit'].includes(line)) {
      this.#depth -= 1;
      this.#toPrompt();
      this.#say('');
    } else if (move.asks !== undefined && this.#shape.secrets === 'asked') this.#askSecret(move);
    else this.#arrive(move.to);
  }

  #askSecret(move: Move): void {
    this.device.onKeys = (keys) => {
      if (!keys.includes('\r')) return;
      this.device.onKeys = undefined;
      this.#arrive(move.to);
    };
    this.device.say('Password: ');
  }

  #arrive(mode: string): void {
    this.mode = mode;
    this.#depth = 0;
    this.#toPrompt();
    this.device.say(`\r\n${this.device.prompt}`);
  }

  /** Commits are answered with words; some devices leave the configuration with them. */
  #commit(): void {
    const out = this.#shape.platform.moves.find(({ from }) => from === this.mode);
    if (this.#shape.commit === 'leaves' && out && isConfiguration(this.mode)) {
      this.#arrive(out.to);
    } else this.#say('done\r\n');
  }

  #take(line: string): void {
    if (line === CONTEXT_LINE && this.#promptsOf(this.mode).length > 1) this.#depth = 1;
    this.#toPrompt();
    this.#say('');
  }

  #askAtSave(): void {
    this.device.onKeys = (keys) => {
      this.told.push(keys);
      this.device.onKeys = undefined;
      this.device.say(`\r\nsaved\r\n${this.device.prompt}`);
    };
    this.device.say(this.asksAtSave ?? '');
  }

  #refuse(): void {
    this.#say(`${this.refusal}\r\n`);
  }

  #say(words: string): void {
    this.device.say(`${words}${this.device.prompt}`);
  }

  #page(pages: readonly (readonly string[])[]): void {
    const [first = [], ...others] = pages;
    this.device.say(`${first.join('\r\n')}\r\n`);
    const { pager } = this;
    const isOff = this.#shape.platform.onOpen.length > 0 && this.#toTurnOff.size === 0;
    if (others.length === 0) this.#say('');
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

  #toPrompt(): void {
    const prompts = this.#promptsOf(this.mode);
    this.device.prompt = prompts[this.#depth] ?? prompts[0] ?? '';
  }

  #promptsOf(mode: string): readonly string[] {
    const { platform, samples } = this.#shape;
    return samples.modes?.[platform.looksLike.get(mode) ?? mode] ?? [];
  }
}

function isKey(line: string): boolean {
  return /^[\x00-\x1f]$/.test(line);
}

/** Whether a line is the last one of these words, whatever stands for the words in braces. */
function isLast(line: string, words: readonly string[]): boolean {
  const last = named(words.at(-1));
  return last?.split(/\{\w+\}/).every((piece) => line.includes(piece)) === true;
}

function named(line: string | undefined): string | undefined {
  return line?.replaceAll('{name}', SESSION_NAME);
}
