import type { ServerChannel, Session } from 'ssh2';
import type { Clock } from '../../core/clock.ts';
import type { Size } from '../../core/size.ts';
import { CliSession } from '../ios/session.ts';
import type { Device } from '../model/device.ts';
import { formatLogEntry } from '../model/log.ts';
import type { Network } from '../model/network.ts';
import type { Faults } from './faults.ts';
import { FaultyOutput } from './faulty-output.ts';

export interface ShellParts {
  readonly network: Network;
  readonly device: Device;
  readonly user: string;
  readonly location: string;
  readonly faults: Faults;
  readonly clock: Clock;
  /** Breaks the whole connection. */
  readonly hangUp: () => void;
  /** Takes the device down, if it has not been down yet. */
  readonly reboot: () => void;
}

const RETURN = 0x0d;
const BURST = '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up';
const DEFAULT_SIZE: Size = { cols: 80, rows: 24 };
const MAX_CELLS = 2_000;

/** Serves one SSH session: a terminal and its resizes, then a shell or a single command. */
export function serveSession(session: Session, parts: ShellParts): void {
  let size = DEFAULT_SIZE;
  let cli: CliSession | undefined;
  session.on('error', ignore);
  session.on('pty', (accept, _reject, info) => {
    size = sizeFrom(info);
    accept?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    size = sizeFrom(info);
    cli?.resize(size);
    accept?.();
  });
  session.on('env', (accept) => accept?.());
  session.on('signal', (accept) => accept?.());
  session.on('shell', (accept) => {
    cli = connect(accept(), size, parts);
    cli.start();
  });
  session.on('exec', (accept, _reject, { command }) => {
    cli = connect(accept(), size, parts);
    cli.runOnce(command);
  });
}

function connect(channel: ServerChannel, size: Size, parts: ShellParts): CliSession {
  const output = new FaultyOutput({
    faults: parts.faults,
    clock: parts.clock,
    write: (text) => {
      // A client that does not read is not listened to either, or its answers would pile up here.
      if (channel.writable && !channel.write(text)) channel.pause();
    },
    hangUp: parts.hangUp,
    reboot: parts.reboot,
    logLine: () => formatLogEntry({ wallMs: parts.network.wallMs, message: BURST }),
  });
  const cli = new CliSession({
    network: parts.network,
    device: parts.device,
    user: parts.user,
    location: parts.location,
    size,
    paging: parts.faults.pagesAlways ? 'fixed' : 'free',
    onText: (text) => output.write(text),
    onEnded: () => output.later(() => sayGoodbye(channel)),
  });
  channel.on('error', ignore);
  channel.on('drain', () => channel.resume());
  channel.on('data', (bytes: Buffer) => {
    cli.feed(bytes);
    if (bytes.includes(RETURN)) rename(parts);
  });
  // No more input will come: a shell has nothing left to wait for.
  channel.on('end', () => cli.finish());
  channel.on('close', () => {
    output.close();
    cli.end();
  });
  return cli;
}

function rename({ network, device, faults: { renamesTo } }: ShellParts): void {
  if (renamesTo === undefined || device.config.hostname === renamesTo) return;
  network.configure(device, (config) => ({ ...config, hostname: renamesTo }));
}

function sayGoodbye(channel: ServerChannel): void {
  if (!channel.writable) return;
  channel.exit(0);
  channel.end();
}

/** Sizes come from the wire: zero means unknown, and absurd ones are cut. */
function sizeFrom({ cols, rows }: { readonly cols: number; readonly rows: number }): Size {
  return {
    cols: cols > 0 ? Math.min(cols, MAX_CELLS) : DEFAULT_SIZE.cols,
    rows: rows > 0 ? Math.min(rows, MAX_CELLS) : DEFAULT_SIZE.rows,
  };
}

// Errors of a client that vanished; the connection's own end is handled by the server.
function ignore(): void {}
