import { ShowrunError } from '../../src/core/errors.ts';
import type { OpenTransport } from '../../src/core/transport.ts';
import { Session } from '../../src/session/session.ts';
import type { SessionOptions } from '../../src/session/session-options.ts';
import { Feeder } from '../../src/term/feeder.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeDevice } from './fake-device.ts';
import { fakePlatform } from './fake-platform.ts';
import { FakeTransport } from './fake-transport.ts';
import { testHost } from './test-host.ts';

/** A host that comes and goes as the test wants, and everybody who knocked. */
export class FlakyHost {
  /** What the next attempts fail with; undefined while it is up. */
  trouble: ShowrunError | undefined;
  readonly devices: FakeDevice[] = [];
  /** When it was tried, in ms of the clock, and whether a person had asked for it. */
  readonly attempts: { readonly atMs: number; readonly attendance: string | undefined }[] = [];
  /** While set, attempts hang until it is called. */
  answer: (() => void) | undefined;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  readonly open: OpenTransport = async ({ attendance, onProgress, signal }) => {
    this.attempts.push({ atMs: this.#clock.nowMs(), attendance });
    onProgress('logging in');
    if (this.answer) await this.#answered(signal);
    if (signal.aborted) throw new ShowrunError('interrupted', 'the attempt was given up');
    if (this.trouble) throw this.trouble;
    const transport = new FakeTransport({ software: 'Cisco-1.25' });
    const device = new FakeDevice(transport);
    this.devices.push(device);
    device.say(`\r\n${device.prompt}`);
    return transport;
  };

  /** Attempts hang from now on, until the returned function is called. */
  hangs(): () => void {
    this.answer = () => undefined;
    return () => {
      const { answer } = this;
      this.answer = undefined;
      answer?.();
    };
  }

  /** The host is gone: the connection there is, and the attempts to come. */
  dies(trouble: ShowrunError = refused()): void {
    this.trouble = trouble;
    this.breaks();
  }

  /** The connection is gone, and nothing else. */
  breaks(): void {
    const error = new ShowrunError('hung-up', 'r1 broke the connection');
    this.devices.at(-1)?.transport.end({ kind: 'lost', error });
  }

  #answered(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.answer = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

export function refused(): ShowrunError {
  return new ShowrunError('refused', 'r1 refused the connection at 192.0.2.1 port 22');
}

/** A session to such a host that is tried again by itself. Close it in the end. */
export function flakySession(options: Partial<SessionOptions> = {}) {
  const clock = new FakeClock();
  const host = new FlakyHost(clock);
  const session = new Session({
    name: 'r1',
    host: testHost({ platform: 'fake_ios' }),
    openTransport: host.open,
    platform: fakePlatform,
    feeder: new Feeder(),
    size: { cols: 250, rows: 30 },
    clock,
    retries: 'on',
    random: () => 0.5,
    ...options,
  });
  return { session, host, clock };
}
