import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ShowrunError } from '../../src/core/errors.ts';
import type { Host } from '../../src/core/host.ts';
import { Bastions } from '../../src/net/bastions/bastions.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh } from '../../src/net/ssh.ts';
import { openTelnet } from '../../src/net/telnet/telnet.ts';
import { openWithFallback } from '../../src/net/telnet-fallback.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { clockThatTells } from '../helpers/clock-that-tells.ts';
import { peer } from '../helpers/peers.ts';
import { open, ScriptedAsker, Shell, testHost } from '../helpers/ssh-client.ts';
import { makeKey, type Sshd, sshdMissing, startSshd } from '../helpers/sshd.ts';

let folder: string;
let key: string;
let publicKey: string;
/** Three real servers: the first two are jump hosts, the last one is the target. */
let sshds: readonly [Sshd, Sshd, Sshd];
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  if (sshdMissing !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'showrun-jumps-'));
  key = join(folder, 'key');
  publicKey = makeKey(key);
  const authorizedKeys = [publicKey];
  sshds = await Promise.all([
    startSshd({ authorizedKeys, config: ['MaxSessions 1'] }),
    startSshd({ authorizedKeys }),
    startSshd({ authorizedKeys }),
  ]);
}, 30_000);
afterAll(async () => {
  for (const sshd of sshds ?? []) await sshd.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function hostAt(sshd: Sshd, name: string, known: Partial<Host> = {}): Host {
  const { port, username } = sshd;
  return testHost({ name, port, username, keys: [key], ...known });
}

/** The two jump hosts; `known` changes the one at `at`. */
function wayWith(at: 0 | 1, known: Partial<Host>): Host[] {
  return [hostAt(sshds[0], 'jump1'), hostAt(sshds[1], 'jump2')].map((host, index) =>
    index === at ? { ...host, ...known } : host,
  );
}

function setUp(asker = new ScriptedAsker()) {
  const handshakes = new Gate(8);
  const bastions = new Bastions({ asker, handshakes });
  opened.push(bastions);
  const shell = async (host: Host): Promise<Shell> => {
    const one = await open(host, asker, { bastions, handshakes });
    opened.push(one.transport);
    return one;
  };
  return { bastions, shell };
}

/** Why r7 cannot be reached this way. */
async function failure(via: readonly Host[]): Promise<ShowrunError> {
  const { shell } = setUp();
  return shell(hostAt(sshds[2], 'r7', { via })).then(
    () => expect.fail('it opened'),
    (error: ShowrunError) => error,
  );
}

function loginsAt(sshd: Sshd): number {
  return sshd.log().match(/Accepted publickey/g)?.length ?? 0;
}

peer('sshd', sshdMissing)('a chain of two jump hosts', () => {
  it('carries many sessions over one login each, though it takes one session', async () => {
    const { bastions, shell } = setUp();
    const before = sshds.map(loginsAt);
    const via = wayWith(0, {});
    const names = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
    const shells = await Promise.all(names.map((name) => shell(hostAt(sshds[2], name, { via }))));
    for (const one of shells) {
      one.types('echo here-$((1+1))\r');
      await one.sees(/here-2/);
    }
    const logins = sshds.map((sshd, at) => loginsAt(sshd) - (before[at] ?? 0));
    expect(logins).toEqual([1, 1, 6]);
    expect(bastions.list.map(({ name, devices }) => [name, devices])).toEqual([
      ['jump1', 6],
      ['jump2', 6],
    ]);
  });

  it('is blamed for its silence in all sessions, though they fall silent first', async () => {
    const ssh = { keepaliveMs: 1_000, keepalivesBorne: 2 };
    const via = wayWith(0, { ssh }).map((host) => ({ ...host, ssh }));
    const { clock, told } = clockThatTells({ delayMs: 800, times: 4 });
    const asker = new ScriptedAsker();
    const handshakes = new Gate(8);
    const bastions = new Bastions({ asker, handshakes, clock });
    opened.push(bastions);
    const names = ['r1', 'r2'];
    const shells = await Promise.all(
      names.map((name) =>
        open(hostAt(sshds[2], name, { via, ssh }), asker, { bastions, handshakes, clock }),
      ),
    );
    opened.push(...shells.map(({ transport }) => transport));
    // Only of a host that has answered once does silence mean anything.
    await told;
    for (const one of shells) {
      one.types('echo here-$((1+1))\r');
      await one.sees(/here-2/);
    }
    sshds[0].freezeSessions();
    for (const [at, one] of shells.entries()) {
      expect(await one.ended).toMatchObject({
        kind: 'lost',
        error: { message: `jump1 (on the way to ${names[at]}) does not answer any more` },
      });
    }
    sshds[0].killSessions();
  });

  it('takes all sessions with it when its first host dies, and says so in each', async () => {
    const { bastions, shell } = setUp();
    const via = wayWith(0, {});
    const [r1, r2] = await Promise.all([
      shell(hostAt(sshds[2], 'r1', { via })),
      shell(hostAt(sshds[2], 'r2', { via })),
    ]);
    const near = await shell(hostAt(sshds[1], 'near'));
    sshds[0].killSessions();
    for (const [name, one] of [['r1', r1] as const, ['r2', r2] as const]) {
      expect(await one.ended).toMatchObject({
        kind: 'lost',
        error: { message: `jump1 (on the way to ${name}) closed the connection` },
      });
    }
    expect(bastions.list).toEqual([]);
    near.types('exit 3\r');
    expect(await near.ended).toEqual({ kind: 'ended', exitCode: 3 });
    const again = await shell(hostAt(sshds[2], 'r1', { via }));
    again.types('exit 4\r');
    expect(await again.ended).toEqual({ kind: 'ended', exitCode: 4 });
  });
});

peer('sshd', sshdMissing)('a device behind them whose SSH port refuses', () => {
  it('is reached by telnet where the inventory says so', async () => {
    const device = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('sw1>');
    });
    await new Promise<void>((resolve) => device.listen(0, '127.0.0.1', resolve));
    opened.push({
      close: () => new Promise((resolve) => device.close(() => resolve())),
    });
    const { port } = device.address() as { port: number };
    const handshakes = new Gate(8);
    const services = { asker: new ScriptedAsker(), handshakes };
    const bastions = new Bastions(services);
    opened.push(bastions);
    const host = testHost({ name: 'sw1', port: await closedPort(), via: wayWith(0, {}) });
    const generic = openPlatforms().find('generic');
    const platform = { ...generic, isPrompt: (line: string) => line.endsWith('>') };
    const start = openWithFallback(host, {
      ssh: (onReached) => openSsh(host, { ...services, bastions, onReached }),
      telnet: (warning) => {
        const more = { bastions, platform, withoutPassword: 'pane', warning } as const;
        return openTelnet({ ...host, port }, { ...services, ...more });
      },
    });
    const steps: string[] = [];
    const size = { cols: 80, rows: 24 };
    const { signal } = new AbortController();
    const transport = await start({ size, signal, onProgress: (step) => steps.push(step) });
    opened.push(transport);
    await new Shell(transport).sees(/sw1>/);
    expect(transport.peer.warning).toBe('telnet (SSH refused), not encrypted');
    expect(steps).toContain('SSH refused, trying telnet');
    expect(bastions.list.map(({ devices }) => devices)).toEqual([1, 1]);
  });
});

peer('sshd', sshdMissing)('a hop that fails is named with the cause and the next step', () => {
  const cases: readonly {
    what: string;
    known: () => Partial<Host> | Promise<Partial<Host>>;
    code: string;
    first: RegExp;
    second: RegExp;
    advice: RegExp;
  }[] = [
    {
      what: 'it has no address',
      known: () => ({ address: 'no-such-host.invalid' }),
      code: 'un',
      first: /^jump1 \(on the way to r7\) has no address: /,
      second: /^jump1 \(on the way to r7\) cannot reach jump2 \(no-such-host\.invalid port \d+\): /,
      advice: /check the (name|address|network)/,
    },
    {
      what: 'nothing listens there',
      known: async () => ({ port: await closedPort() }),
      code: 'refused',
      first: /^jump1 \(on the way to r7\) refused the connection at 127\.0\.0\.1 port \d+$/,
      second:
        /^jump1 \(on the way to r7\) cannot reach jump2 \(127\.0\.0\.1 port \d+\): Connection refused$/,
      advice: /check the port/,
    },
    {
      what: 'its host key has changed',
      known: () => ({ knownHostsFiles: [otherKeys()] }),
      code: 'host-key-changed',
      first: /^jump1 \(on the way to r7\) shows another host key than recorded/,
      second: /^jump2 \(on the way to r7\) shows another host key than recorded/,
      advice: /ssh-keygen -R/,
    },
    {
      what: 'it lets nobody in',
      known: () => ({ keys: [] }),
      code: 'auth-failed',
      first: /^jump1 \(on the way to r7\) offers no way in for /,
      second: /^jump2 \(on the way to r7\) offers no way in for /,
      advice: /check the user name, key or password/,
    },
    {
      what: 'it shares no algorithm with us',
      known: () => ({ ssh: { algorithms: { mac: 'hmac-md5', cipher: 'aes128-cbc' } } }),
      code: 'no-common-algorithm',
      first: /^jump1 \(on the way to r7\) offers only the cipher /,
      second: /^jump2 \(on the way to r7\) offers only the cipher /,
      advice: /./,
    },
  ];
  for (const { what, known, code, first, second, advice } of cases) {
    it(`when ${what}`, async () => {
      const changed = await known();
      const errors = [await failure(wayWith(0, changed)), await failure(wayWith(1, changed))];
      expect(errors[0]?.message).toMatch(first);
      expect(errors[1]?.message).toMatch(second);
      for (const error of errors) {
        expect(error.code).toContain(code);
        expect(error.line).toMatch(advice);
      }
    });
  }

  it('when its ProxyCommand ends with an error', async () => {
    const proxy = (command: string) => ({ ssh: { proxy: { command, originalName: 'jump1' } } });
    const complaint = 'echo "gate: no ticket" >&2; exit 7';
    const error = await failure(wayWith(0, proxy(`sh -c '${complaint}'`)));
    expect(error.message).toBe(
      'jump1 (on the way to r7): its ProxyCommand ended with exit code 7: gate: no ticket',
    );
    expect(error.line).toContain('run the command of ssh_config in a shell to see why');
    const missing = await failure(wayWith(0, proxy('/no/such/command')));
    expect(missing.message).toMatch(
      /^jump1 \(on the way to r7\): its ProxyCommand ended with exit code 12[67]/,
    );
  });

  it('when it forbids connections to others', async () => {
    const authorizedKeys = [publicKey];
    const strict = await startSshd({ authorizedKeys, config: ['AllowTcpForwarding no'] });
    opened.push(strict);
    const { port } = strict;
    const first = await failure(wayWith(0, { port }));
    expect(first.message).toMatch(/^jump1 \(on the way to r7\) cannot reach jump2 .*prohibited/);
    expect(first.advice).toMatch(/^jump1 forbids it: see AllowTcpForwarding/);
    const second = await failure(wayWith(1, { port }));
    expect(second.message).toMatch(/^jump2 \(on the way to r7\) cannot reach r7 .*prohibited/);
  });

  it('when it has old algorithms only, which can be allowed for it alone', async () => {
    const authorizedKeys = [publicKey];
    const old = await startSshd({ authorizedKeys, config: ['Ciphers aes128-cbc'] });
    opened.push(old);
    const { port } = old;
    const error = await failure(wayWith(1, { port }));
    expect(error.message).toMatch(/^jump2 \(on the way to r7\) offers only the cipher aes128-cbc;/);
    expect(error.legacy).toMatchObject({
      host: { name: 'jump2', port, via: [{ name: 'jump1' }] },
      algorithms: ['aes128-cbc'],
    });
    const { shell } = setUp();
    const via = wayWith(1, { port, ssh: { legacy: true } });
    const { transport } = await shell(hostAt(sshds[2], 'r7', { via }));
    expect(transport.peer.weaknesses).toEqual([]);
  });

  it('when it is the target itself, without a way before it', async () => {
    const { shell } = setUp();
    const port = await closedPort();
    await expect(shell(testHost({ name: 'r7', port, via: wayWith(0, {}) }))).rejects.toThrow(
      /^jump2 \(on the way to r7\) cannot reach r7 \(127\.0\.0\.1 port \d+\): Connection refused$/,
    );
    const keyless = hostAt(sshds[2], 'r7', { keys: [], via: wayWith(0, {}) });
    await expect(shell(keyless)).rejects.toThrow(/^r7 offers no way in/);
  });
});

/** A known_hosts file that has another key for every server. */
function otherKeys(): string {
  const file = join(folder, `known_hosts_${Math.random().toString(36).slice(2)}`);
  const [type, body] = publicKey.split(' ');
  writeFileSync(file, sshds.map(({ port }) => `[127.0.0.1]:${port} ${type} ${body}\n`).join(''));
  return file;
}

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 1));
    });
  });
}
