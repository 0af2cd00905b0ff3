import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockRecord, JournalRecord, RunRecord } from '../../src/journal/records.ts';
import type { Journal, JournalOptions } from '../../src/journal/write/journal.ts';
import { Session } from '../../src/session/session.ts';
import type { SessionOptions } from '../../src/session/session-options.ts';
import { type CastLine, outputOf, readCast, testJournal } from './cast-of.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeDevice } from './fake-device.ts';
import { fakePlatform } from './fake-platform.ts';
import { FakeTransport } from './fake-transport.ts';
import { testHost } from './test-host.ts';

/** A session to a device of the test, recorded by a journal of its own; the person types in it. */
export class RecordedSession {
  /** Where the run's folder is made. */
  folder = mkdtempSync(join(tmpdir(), 'showrun-journal-'));
  readonly clock = new FakeClock();
  /** The latest connection's. */
  transport = new FakeTransport();
  device = new FakeDevice(this.transport);
  readonly problems: string[] = [];
  readonly journal: Journal;
  readonly session: Session;
  /** Everything any device of this session has said. */
  readonly said: Uint8Array[] = [];

  constructor(
    options: {
      readonly session?: Partial<SessionOptions>;
      readonly journal?: Partial<JournalOptions>;
      readonly openJournal?: (folder: string) => Journal;
    } = {},
  ) {
    const onProblem = (line: string): void => void this.problems.push(line);
    const given = { clock: this.clock, onProblem, ...options.journal };
    this.journal = options.openJournal?.(this.folder) ?? testJournal(this.folder, given);
    this.session = new Session({
      name: 'r1',
      host: testHost({ platform: 'fake_ios', groups: ['core'] }),
      openTransport: async () => this.#connect(),
      platform: fakePlatform,
      size: { cols: 80, rows: 24 },
      clock: this.clock,
      tapFor: this.journal.tapFor,
      ...options.session,
    });
  }

  /** Connects, and waits for the prompt. */
  async open(): Promise<this> {
    await this.session.open();
    await this.clock.pass(300);
    return this;
  }

  async types(text: string): Promise<void> {
    this.session.write(Buffer.from(text));
    await this.clock.pass(300);
  }

  /** The folder of the run, once there is one. */
  get run(): string {
    return join(this.folder, readdirSync(this.folder)[0] ?? '');
  }

  get cast(): CastLine[] {
    return readCast(join(this.run, 'r1.cast'));
  }

  get castText(): string {
    return readFileSync(join(this.run, 'r1.cast'), 'utf8');
  }

  get records(): JournalRecord[] {
    const lines = readFileSync(join(this.run, 'blocks.jsonl'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  get blocks(): BlockRecord[] {
    return this.records.filter((one) => one.kind === 'block');
  }

  get runRecord(): RunRecord {
    return JSON.parse(readFileSync(join(this.run, 'run.json'), 'utf8'));
  }

  /** What the cast has between two bytes of its output. */
  textOf({ from, to }: BlockRecord): string {
    return outputOf(this.cast).subarray(from, to).toString();
  }

  /** Everything the run has written, as one text. */
  get everything(): string {
    return readdirSync(this.run)
      .filter((name) => !name.endsWith('.new'))
      .map((name) => readFileSync(join(this.run, name), 'utf8'))
      .join('\n');
  }

  /** Ends the session and the journal: everything is in the files. */
  async close(): Promise<void> {
    await this.session.close();
    await this.journal.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #connect(): FakeTransport {
    this.transport = new FakeTransport();
    const { prompt, replies } = this.device;
    this.device = new FakeDevice(this.transport);
    this.device.replies = replies;
    this.device.prompt = prompt;
    this.device.carry = (chunk) => {
      this.said.push(Uint8Array.from(chunk));
      this.transport.says(chunk);
    };
    this.device.say(`\r\n${prompt}`);
    return this.transport;
  }
}
