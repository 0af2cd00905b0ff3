import { createServer, type Server as NetServer, type Socket } from 'node:net';
import ssh2, { type ClientInfo, type Connection, type Server as SshServer } from 'ssh2';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Device } from '../model/device.ts';
import type { Network } from '../model/network.ts';
import type { Faults } from './faults.ts';
import type { HostKey } from './host-key.ts';
import { type Credentials, guardLogin } from './login.ts';
import { serveSession } from './shell.ts';

export const LOOPBACK = '127.0.0.1';
const IDENT = 'Cisco-1.25';

export interface DeviceServerParts {
  readonly network: Network;
  readonly device: Device;
  readonly credentials: Credentials;
  readonly hostKey: HostKey;
  /** 0 for any free port. */
  readonly port: number;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** The SSH server of one device, on loopback only. While the device reboots nothing listens. */
export class DeviceServer {
  readonly #parts: DeviceServerParts;
  readonly #ssh: SshServer;
  readonly #sockets = new Set<Socket>();
  #listener: NetServer | undefined;
  #port: number;
  #isClosed = false;
  #hasRebooted = false;
  #logins = 0;

  constructor(parts: DeviceServerParts) {
    this.#parts = parts;
    this.#port = parts.port;
    this.#ssh = new ssh2.Server({ hostKeys: [parts.hostKey.privateKey], ident: IDENT });
    this.#ssh.on('error', () => undefined);
    this.#ssh.on('connection', (connection, client) => this.#greet(connection, client));
  }

  /** The port it listens on; known once `listen` is through. */
  get port(): number {
    return this.#port;
  }

  /** Rejects with `bad-usage` when the port is taken. */
  async listen(): Promise<void> {
    if (this.#isClosed) return;
    const listener = createServer({ noDelay: true }, (socket) => this.#admit(socket));
    this.#listener = listener;
    await new Promise<void>((resolve, reject) => {
      listener.once('error', (cause) => {
        const message = `port ${this.#port} for ${this.#parts.device.name} cannot be opened`;
        reject(
          new ShowrunError('bad-usage', message, { cause, advice: 'choose another base port' }),
        );
      });
      listener.listen(this.#port, LOOPBACK, resolve);
    });
    listener.on('error', () => undefined);
    const address = listener.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  /** Stops listening and breaks all connections, as a power cut would. */
  async cut(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (!listener) return;
    await new Promise<void>((resolve) => {
      listener.close(() => resolve());
    });
  }

  /** Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.cut();
  }

  #admit(socket: Socket): void {
    if (this.#logins >= (this.#parts.faults.mostLogins ?? Infinity)) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    this.#ssh.injectSocket(socket);
  }

  #greet(connection: Connection, { ip, port }: ClientInfo): void {
    const { network, device, credentials, faults, clock } = this.#parts;
    connection.on('error', () => undefined);
    guardLogin(connection, { credentials, faults, clock });
    connection.on('ready', () => {
      this.#logins += 1;
    });
    connection.on('session', (accept) => {
      serveSession(accept(), {
        network,
        device,
        user: credentials.username,
        location: ip,
        faults,
        clock,
        hangUp: () => this.#drop(port),
        reboot: () => this.#reboot(),
      });
    });
  }

  #reboot(): void {
    if (this.#hasRebooted) return;
    this.#hasRebooted = true;
    const { network, device } = this.#parts;
    network.reload(device);
  }

  /** Breaks a connection without a goodbye, once what was written has left. */
  #drop(remotePort: number): void {
    for (const socket of this.#sockets) {
      if (socket.remotePort === remotePort) socket.destroySoon();
    }
  }
}
