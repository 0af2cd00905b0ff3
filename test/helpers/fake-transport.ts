import type { Clock } from '../../src/core/clock.ts';
import type { Host } from '../../src/core/host.ts';
import type { Size } from '../../src/core/size.ts';
import type { Transport, TransportEnd, TransportPeer } from '../../src/core/transport.ts';
import type { Platform } from '../../src/platforms/platform.ts';

/** A transport whose far end is the test. */
export class FakeTransport implements Transport {
  readonly peer: TransportPeer;
  /** Everything written, as text. */
  written = '';
  readonly sizes: Size[] = [];
  isPaused = false;
  isClosed = false;
  /** Called with everything written; a scripted device answers from here. */
  onWritten: (text: string) => void = () => undefined;
  #onBytes: ((chunk: Uint8Array) => void) | undefined;
  #onClosed: ((end: TransportEnd) => void) | undefined;
  #early: Uint8Array[] = [];

  constructor(peer: Partial<TransportPeer> = {}) {
    this.peer = { software: '', banner: '', fingerprint: '', ...peer };
  }

  onBytes(listener: (chunk: Uint8Array) => void): void {
    this.#onBytes = listener;
    for (const chunk of this.#early.splice(0)) listener(chunk);
  }

  onClosed(listener: (end: TransportEnd) => void): void {
    this.#onClosed = listener;
  }

  write(bytes: Uint8Array): void {
    if (this.isClosed) return;
    const text = Buffer.from(bytes).toString('utf8');
    this.written += text;
    this.onWritten(text);
  }

  resize(size: Size): void {
    this.sizes.push(size);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  async close(): Promise<void> {
    this.end({ kind: 'ended', exitCode: undefined });
  }

  /** The device says something. */
  says(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
    if (this.#onBytes) this.#onBytes(bytes);
    else this.#early.push(bytes);
  }

  /** The line ends. */
  end(end: TransportEnd): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#onClosed?.(end);
  }
}

/** What a scripted device does with one command: text to say before its prompt, or something else altogether. */
export type Reply = string | ((device: FakeDevice) => void);

/**
 * A small line-editing CLI on a fake transport: echoes, knows Ctrl-E, Ctrl-U, Ctrl-C and backspace, answers from a script.
 * `chunksOf` decides how its words are cut into chunks.
 */
export class FakeDevice {
  readonly transport: FakeTransport;
  prompt = 'r1#';
  line = '';
  /** Commands entered, in order. */
  readonly entered: string[] = [];
  replies: Record<string, Reply> = {};
  chunksOf: (bytes: Uint8Array) => Iterable<Uint8Array> = (bytes) => [bytes];
  /** How one typed character is echoed. */
  echo: (character: string) => string = (character) => character;
  /** Takes the keys instead of the line editor, e.g. while a pager waits. */
  onKeys: ((keys: string) => void) | undefined;

  constructor(transport: FakeTransport) {
    this.transport = transport;
    transport.onWritten = (text) => {
      // As on a real line, answers come later, never inside the write.
      setImmediate(() => this.#type(text));
    };
  }

  say(text: string): void {
    for (const chunk of this.chunksOf(Buffer.from(text, 'utf8'))) this.transport.says(chunk);
  }

  #type(text: string): void {
    if (this.onKeys) {
      this.onKeys(text);
      return;
    }
    let said = '';
    for (const character of text) {
      if (character === '\r') {
        this.say(`${said}\r\n`);
        said = '';
        this.#enter();
      } else said += this.#edit(character);
    }
    if (said !== '') this.say(said);
  }

  #edit(character: string): string {
    if (character === '\x05') return '';
    if (character === '\x15') {
      const { length } = this.line;
      this.line = '';
      return `${'\b'.repeat(length)}${' '.repeat(length)}${'\b'.repeat(length)}`;
    }
    if (character === '\x03') {
      this.line = '';
      return `^C\r\n${this.prompt}`;
    }
    this.line += character;
    return this.echo(character);
  }

  #enter(): void {
    const command = this.line;
    this.line = '';
    this.entered.push(command);
    const reply = this.replies[command] ?? '';
    if (typeof reply === 'string') this.say(`${reply}${this.prompt}`);
    else reply(this);
  }
}

/** Time that passes only when the test says so. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return Date.UTC(2026, 0, 2, 12, 3, 4) + this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, timer by timer, with everything they set going settled in between. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (;;) {
      const next = this.#timers
        .filter(({ atMs }) => atMs <= endMs)
        .sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#nowMs = next.atMs;
      this.#timers = this.#timers.filter((other) => other !== next);
      next.callback();
      await settled();
    }
    this.#nowMs = endMs;
  }
}

/** Everything that needs no time has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** A platform in the manner of IOS, for tests of what is above platforms. */
export const fakePlatform: Platform = {
  name: 'fake_ios',
  title: 'Fake IOS',
  aliases: [],
  prompts: [
    { mode: 'configuration', pattern: /^(?<host>[\w.-]+)\(config[\w-]*\)#\s?$/ },
    { mode: 'privileged', pattern: /^(?<host>[\w.-]+)#\s?$/ },
    { mode: 'exec', pattern: /^(?<host>[\w.-]+)>\s?$/ },
  ],
  homeMode: undefined,
  onOpen: [],
  pagers: [{ pattern: /^ ?--More-- ?$/, answer: ' ' }],
  refusals: [/^% (?:Invalid|Ambiguous|Incomplete)/],
  questions: [/\[confirm\]\s?$/, /\? \[.*\]: ?$/],
  logLines: [/^[*.]?\w{3} +\d+ \d\d:\d\d:\d\d(?:\.\d+)?: %[A-Z0-9_]+-\d-[A-Z0-9_]+:/],
  interruptKey: '\x03',
  detect: [],
};

export function fakeHost(name: string, more: Partial<Host> = {}): Host {
  return {
    name,
    address: '192.0.2.1',
    port: 22,
    platform: 'fake_ios',
    username: 'admin',
    password: undefined,
    keys: [],
    keysOnly: false,
    agent: undefined,
    groups: [],
    via: [],
    hostKeyAlias: undefined,
    knownHostsFiles: [],
    hostKeyPolicy: 'ask',
    source: 'test',
    ...more,
  };
}
