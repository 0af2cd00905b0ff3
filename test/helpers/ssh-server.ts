import { connect, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2';

/** A running server on a loopback port. */
export interface TestServer {
  readonly port: number;
  close(): Promise<void>;
}

const hostKey = goodKey();

/**
 * An SSH server whose login the test decides: for what a real sshd cannot be told to do. Its shell says `hello` and ends
 * with exit code 0 at the first byte.
 */
export async function startSshServer(options: {
  readonly onLogin: (context: AuthContext) => void;
  /** How a connection to another host is answered (`connectForward`); none is made without it. */
  readonly onForward?: (
    forward: { accept(): ServerChannel; reject(): void },
    target: { readonly address: string; readonly port: number },
  ) => void;
  /** In place of an ed25519 key made for the run. */
  readonly hostKeys?: readonly string[];
  readonly onConnection?: (connection: Connection) => void;
  /** How many channels a connection may have at once. */
  readonly channels?: number;
  readonly onShell?: (channel: ServerChannel, connection: Connection) => void;
  readonly algorithms?: ssh2.Algorithms;
  readonly greeting?: string;
  readonly banner?: string;
}): Promise<TestServer> {
  const {
    onLogin,
    onShell = greet,
    onForward,
    channels,
    onConnection,
    hostKeys,
    ...rest
  } = options;
  const sockets = new Set<Connection>();
  const server = new ssh2.Server(
    { hostKeys: [...(hostKeys ?? [hostKey])], ...rest },
    (connection) => {
      sockets.add(connection);
      onConnection?.(connection);
      // ssh2's server leaves Nagle's algorithm on, which costs each test a few delays of 40 ms.
      (connection as unknown as { _sock: Socket })._sock.setNoDelay(true);
      connection.on('error', () => {});
      connection.on('authentication', onLogin);
      if (channels !== undefined) limitChannels(connection, channels);
      connection.on('ready', () => {
        connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
          const target = { address: destIP, port: destPort };
          if (onForward) onForward({ accept, reject }, target);
          else reject();
        });
        connection.on('session', (accept) => {
          const session = accept();
          session.on('pty', (acceptPty) => acceptPty?.());
          session.on('shell', (acceptShell) => onShell(acceptShell(), connection));
        });
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    close: () => {
      for (const one of sockets) one.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Connects a forwarded channel to where it wants to go. */
export function connectForward(
  { accept, reject }: { accept(): ServerChannel; reject(): void },
  { address, port }: { readonly address: string; readonly port: number },
): void {
  const socket = connect(port, address);
  let channel: ServerChannel | undefined;
  socket.on('error', () => channel?.close() ?? reject());
  socket.once('connect', () => {
    channel = accept();
    channel.on('error', () => {});
    channel.on('close', () => socket.destroy());
    socket.on('close', () => channel?.close());
    channel.pipe(socket).pipe(channel);
  });
}

/** A TCP server that says whatever the test wants, or nothing. */
export async function startTcpServer(onSocket: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** ssh2's server answers "resource shortage" when its table of channels is full; it has no setting for its size. */
function limitChannels(connection: Connection, limit: number): void {
  const { _chanMgr: table } = connection as unknown as {
    _chanMgr: { add(): number; _count: number };
  };
  const add = table.add.bind(table);
  table.add = () => (table._count >= limit ? -1 : add());
}

function greet(channel: ServerChannel): void {
  channel.write('hello\r\n');
  channel.once('data', () => {
    channel.exit(0);
    channel.end();
  });
}

/** ssh2 now and then makes an ed25519 key that it cannot read itself. */
function goodKey(): string {
  for (;;) {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}
