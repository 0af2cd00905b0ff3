import type { Block } from '../core/block.ts';
import { ShowrunError } from '../core/errors.ts';
import type { Result } from '../core/result.ts';
import { safe } from '../core/safe.ts';
import type { CastEvent } from '../journal/cast/cast-event.ts';
import type { RecordedBlock, RecordedHost } from '../journal/recording.ts';
import { askFacts, factsTable } from '../session/operations/facts.ts';
import type { LineOperation } from '../session/operations/line-operations.ts';
import { isOfSeen, operateSeen } from '../session/operations/seen-operations.ts';
import { Session } from '../session/session.ts';
import type { AdoptedOptions } from '../session/sessions.ts';
import { drawEvent, gapLine } from './play/draw-event.ts';
import { countReached } from './play/last-reached.ts';
import { Tail } from './play/tail.ts';
import { PlayTransport } from './play-transport.ts';
import { answerTo, unanswered } from './session/answers.ts';
import type { Jump, Stage } from './stage.ts';

/** What a recorded session is made of, beside what every session is. */
export interface RecordedSessionOptions {
  readonly recorded: RecordedHost;
  /** Its own, by their beginnings. */
  readonly blocks: readonly RecordedBlock[];
  /** A block's answer, without echo and prompt. */
  readonly textOf: (block: RecordedBlock) => string;
  /** The moment that is shown, in the recording's seconds. */
  readonly atS: () => number;
  /** Keys of a person in its pane: they are the player's. */
  readonly onKeys: (keys: Uint8Array) => void;
}

/**
 * A session of a recording: everything works on it that works on a live one and sends nothing. What it knows of commands and their
 * answers is what the recording has up to the moment shown; its screen is as wide and high as it was then, whatever its pane's size.
 */
export class RecordedSession extends Session implements Stage {
  readonly #recorded: RecordedSessionOptions;
  readonly #newPlatform: AdoptedOptions['newPlatform'];
  readonly #transport: PlayTransport;
  #told = '';

  constructor(options: AdoptedOptions, recorded: RecordedSessionOptions) {
    const transport = new PlayTransport();
    super({ ...options, size: recorded.recorded.size, openTransport: async () => transport });
    this.#recorded = recorded;
    this.#newPlatform = options.newPlatform;
    this.#transport = transport;
  }

  // What is played on it.

  get isBehind(): boolean {
    return this.#transport.isPaused;
  }

  onCaughtUp(listener: () => void): void {
    this.#transport.onResumed(listener);
  }

  play(event: CastEvent): void {
    switch (event.kind) {
      case 'output':
        this.#transport.receive(event.bytes);
        break;
      case 'resize':
        super.resize(event.size);
        break;
      case 'printed':
        void this.print(event.line);
        break;
      case 'gap':
        void this.print(gapLine(event.bytes));
        break;
      case 'marker':
        this.#lookAgain();
        break;
      case 'input':
        break;
    }
  }

  jump({ from, events, log }: Jump): void {
    const tail = new Tail();
    this.screen?.redraw(from === 'here' ? 'here' : 'elsewhere', (emulator) => {
      if (from !== 'here') emulator.restore(from);
      for (const event of events) {
        drawEvent(emulator, event);
        tail.add(event);
      }
    });
    // Without a screen the events are still to be gone through.
    for (const event of events) tail.add(event);
    this.rawLog.continue(log());
    this.forgetSeen();
    this.#lookAgain();
    if (this.emulator) super.resize(this.emulator.size);
    this.#tell(tail);
  }

  /** Facts that somebody remembers hold as long as the answers they were made of are the latest ones. */
  #lookAgain(): void {
    const { blocks, atS } = this.#recorded;
    const commands = this.platform.facts?.commands ?? [];
    const told = commands.map(({ send }) => answerTo(send, blocks, atS())?.number).join();
    if (told === this.#told) return;
    this.#told = told;
    this.beginAnew();
  }

  /** The channel sees the end of what was received only: prompt, host name and mode are known from it. */
  #tell(tail: Tail): void {
    const driver = this.connections.current?.driver;
    if (driver === undefined) return;
    driver.channel.receive(ANEW);
    for (const part of tail.parts()) driver.channel.receive(part);
    driver.look();
  }

  // What it knows.

  /** How this session is called in the recording. */
  get recordedName(): string {
    return this.#recorded.recorded.name;
  }

  override get mode(): string | undefined {
    const latest = this.#latest;
    const isUnderWay = latest !== undefined && this.#recorded.atS() < latest.endS;
    return isUnderWay && latest.mode !== '' ? latest.mode : super.mode;
  }

  override async lastCommand(): Promise<Result | undefined> {
    const latest = this.#latest;
    if (latest === undefined) return await super.lastCommand();
    return await this.withTable(this.#resultOf(latest));
  }

  override blocks(most: number): readonly Block[] {
    const { blocks } = this.#recorded;
    const count = this.#blockCount;
    if (count === 0) return super.blocks(most);
    return blocks.slice(Math.max(0, count - most), count).map((block) => {
      const { table: _, refusedBy: __, ...known } = this.#resultOf(block);
      return known;
    });
  }

  /** The recording's own answer: the latest one up to the moment shown. Rejects with `bad-usage` where there is none, saying when there is. */
  override async run(
    command: string,
    options: { readonly table?: 'parse' | 'skip' } = {},
  ): Promise<Result> {
    const { blocks, atS } = this.#recorded;
    const block = answerTo(command, blocks, atS());
    if (block === undefined) throw unanswered(command, { name: this.name, blocks, atS: atS() });
    const result = this.#resultOf(block);
    // By the words it was asked in now: answers of several hosts are told together by them.
    const read = options.table === 'skip' ? result : await this.withTable(result);
    return { ...read, command: command.trim() };
  }

  override async operate(operation: LineOperation): Promise<Result> {
    if (isOfSeen(operation)) return await operateSeen(this, operation);
    if (operation.kind === 'facts') return await this.#facts();
    if (operation.kind === 'wait-for') return await this.operations.run(operation);
    throw this.#refusal();
  }

  async #facts(): Promise<Result> {
    const { name: host, platform } = this;
    const facts = await askFacts(platform, this.hostname, (command) => this.run(command));
    return {
      ...{ host, platform: platform.name, command: 'facts', text: '', table: factsTable(facts) },
      ...{ outcome: 'ok', mode: this.mode ?? '', startedAtMs: Date.now(), elapsedMs: 0 },
    };
  }

  /** How many commands had been entered by the moment shown. */
  get #blockCount(): number {
    const atS = this.#recorded.atS();
    return countReached(this.#recorded.blocks, (block) => block.atS <= atS);
  }

  get #latest(): RecordedBlock | undefined {
    return this.#recorded.blocks[this.#blockCount - 1];
  }

  #resultOf(block: RecordedBlock): Result {
    const { command, mode, startedAtMs, elapsedMs, outcome, platform } = block;
    const isKnown = platform !== '' && platform !== 'auto';
    return {
      ...{ host: this.name, command, mode, startedAtMs, elapsedMs },
      platform: isKnown ? platform : this.platform.name,
      text: this.#recorded.textOf(block),
      outcome: outcome === 'refused' ? 'refused' : 'ok',
      table: undefined,
    };
  }

  /** A person says what this was: it counts for the tables of commands whose platform was not known then. Nothing is sent. */
  override async redispatch(name: string): Promise<void> {
    const to = this.#newPlatform?.(name);
    if (to !== undefined) this.connections.current?.driver.redispatch(to);
  }

  // What it refuses.

  /** Nothing: its pane shows a part of it. */
  override resize(): void {}

  override write(keys: Uint8Array): void {
    this.#recorded.onKeys(keys);
  }

  override exclusive<Value>(): Promise<Value> {
    return Promise.reject(this.#refusal());
  }

  override hold(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  override typePaced(): Promise<number> {
    return Promise.reject(this.#refusal());
  }

  override sendBreak(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  override send(): Promise<never> {
    return Promise.reject(this.#refusal());
  }

  override enterMode(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  override config(): Promise<never> {
    return Promise.reject(this.#refusal());
  }

  #refusal(): ShowrunError {
    const message = `${safe(this.name, 100)} is a recording: nothing can be sent to it`;
    return new ShowrunError('bad-usage', message, { subject: this.name, advice: '' });
  }
}

/** Ends whatever was begun, and the line: what comes next follows nothing. */
const ANEW = Buffer.from('\x18\x1b[?1049l\r\n', 'latin1');
