import { CliSession } from '../../../src/lab/ios/session.ts';
import { Network } from '../../../src/lab/model/network.ts';
import { bootable } from '../../../src/lab/topology/bootable.ts';
import { loadTopology } from '../../../src/lab/topology/load.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { TerminalScreen } from '../../helpers/terminal-screen.ts';

/** The built-in square as a network whose clock the test owns. */
export function square(): { readonly network: Network; readonly clock: FakeClock } {
  const topology = loadTopology('square', undefined);
  const clock = new FakeClock();
  const network = new Network({ chassis: bootable(topology), segments: topology.segments, clock });
  return { network, clock };
}

/** A person at one device, without any SSH: types text, reads text or the screen. */
export class Seat {
  readonly network: Network;
  readonly clock: FakeClock;
  readonly session: CliSession;
  readonly #screen: TerminalScreen;
  #text = '';
  isEnded = false;

  constructor(
    at: { readonly network: Network; readonly clock: FakeClock } = square(),
    { device = 'r1', cols = 100, rows = 0 } = {},
  ) {
    this.network = at.network;
    this.clock = at.clock;
    this.#screen = new TerminalScreen({ cols, rows: rows || 24 }, () => undefined);
    this.session = new CliSession({
      network: at.network,
      device: at.network.device(device),
      user: 'admin',
      location: '127.0.0.1',
      size: { cols, rows },
      onText: (text) => {
        this.#text += text;
        this.#screen.write(Buffer.from(text));
      },
      onEnded: () => {
        this.isEnded = true;
      },
    });
    this.session.start();
    this.take();
  }

  type(text: string): void {
    this.session.feed(Buffer.from(text));
  }

  /** Everything written since the last call. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Types a line and gives what it printed, without echo and next prompt, `\n` ends. */
  run(line: string): string {
    this.take();
    this.type(`${line}\r`);
    const lines = this.take().split('\r\n');
    return lines.slice(1, -1).join('\n');
  }

  /** Types several lines at once, as a paste. */
  configure(...lines: string[]): void {
    this.type(`${['configure terminal', ...lines, 'end'].join('\r')}\r`);
    this.take();
  }

  /** Lets promises that are ready go on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  /** Lets time pass until a command that takes time is done. */
  async pass(totalMs: number, stepMs = 1_000): Promise<void> {
    for (let at = 0; at < totalMs; at += stepMs) {
      await this.settle();
      this.clock.advance(stepMs);
    }
    await this.settle();
  }

  async picture(): Promise<string> {
    await new Promise<void>((resolve) => this.#screen.flushed(resolve));
    return this.#screen.picture().trimEnd();
  }
}
