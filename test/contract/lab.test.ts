import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Client, type ClientChannel, type ConnectConfig } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { describeLab } from '../../src/lab/describe.ts';
import {
  type Lab,
  type LabDevice,
  type LabOptions,
  listTopologies,
  startLab,
} from '../../src/lab/lab.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function lab(options: LabOptions = {}): Promise<Lab> {
  const started = await startLab(options);
  opened.push(started);
  return started;
}

function device(of: Lab, name: string): LabDevice {
  const found = of.devices.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

/** Logs in with ssh2's client, checking the host key the lab promised. */
async function login(to: LabDevice, settings: Partial<ConnectConfig> = {}): Promise<Client> {
  const client = new ssh2.Client();
  client.on('error', () => undefined);
  opened.push({
    close: async () => {
      client.destroy();
    },
  });
  client.on('keyboard-interactive', (_name, _text, _language, _prompts, finish) => {
    finish([to.password]);
  });
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.connect({
      host: to.address,
      port: to.port,
      username: to.username,
      password: to.password,
      hostVerifier: (key: Buffer) => to.publicKey === `ssh-ed25519 ${key.toString('base64')}`,
      ...settings,
    });
  });
  client.setNoDelay(true);
  return client;
}

/** A shell whose output is collected, and that can wait for a text. */
class Shell {
  readonly channel: ClientChannel;
  text = '';
  readonly closed: Promise<void>;
  #check: () => void = () => undefined;

  constructor(channel: ClientChannel) {
    this.channel = channel;
    channel.on('data', (bytes: Buffer) => {
      this.text += bytes.toString();
      this.#check();
    });
    this.closed = new Promise((resolve) => channel.on('close', () => resolve()));
  }

  async until(pattern: RegExp): Promise<string> {
    if (!pattern.test(this.text)) {
      await new Promise<void>((resolve) => {
        this.#check = () => {
          if (pattern.test(this.text)) resolve();
        };
      });
    }
    const seen = this.text;
    this.text = '';
    return seen;
  }
}

async function shell(client: Client, size = { cols: 80, rows: 24 }): Promise<Shell> {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.shell({ term: 'xterm', ...size }, (error, opening) =>
      error ? reject(error) : resolve(opening),
    );
  });
  return new Shell(channel);
}

async function exec(client: Client, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      let text = '';
      channel.on('data', (bytes: Buffer) => {
        text += bytes.toString();
      });
      channel.on('close', () => resolve(text));
      return undefined;
    });
  });
}

describe('the lab over SSH', () => {
  it('opens four devices on loopback, each with its own key, and says how to reach them', async () => {
    const started = await lab();
    expect(started.devices.map((one) => one.name)).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(new Set(started.devices.map((one) => one.publicKey)).size).toBe(4);
    const text = describeLab(started);
    for (const { port, password } of started.devices) {
      expect(text).toContain(`ssh -p ${port} admin@127.0.0.1`);
      expect(text).toContain(password);
    }
  });

  it('shares one model between sessions', async () => {
    const started = await lab();
    const first = await shell(await login(device(started, 'r1')));
    const second = await shell(await login(device(started, 'r2')));
    await first.until(/r1#$/);
    await second.until(/r2#$/);
    second.channel.write('terminal monitor\r');
    await second.until(/r2#$/);
    first.channel.write('conf t\rint gi0/1\rshutdown\rend\r');
    expect(await second.until(/%LINEPROTO-5-UPDOWN.*down\r\nr2#$/)).toContain('%OSPF-5-ADJCHG');
    second.channel.write('show ip interface brief | include 0/0\r');
    expect(await second.until(/Protocol|down +\r\nr2#$/)).toMatch(/10\.0\.12\.2 .*down +down/);
  });

  it('follows the size of the terminal', async () => {
    const started = await lab();
    const one = await shell(await login(device(started, 'r1')), { cols: 80, rows: 10 });
    await one.until(/r1#$/);
    one.channel.write('show run\r');
    await one.until(/ --More-- $/);
    one.channel.write('q');
    await one.until(/r1#$/);
    one.channel.setWindow(50, 132, 0, 0);
    one.channel.write('show terminal\r');
    expect(await one.until(/history size.*\r\nr1#$/)).toContain('Length: 50 lines, Width: 132');
  });

  it('answers a single command and hangs up', async () => {
    const client = await login(device(await lab(), 'r3'));
    expect(await exec(client, 'show ip ospf neighbor')).toMatch(/\n4\.4\.4\.4 .*FULL\/DR/);
    expect(await exec(client, 'show nonsense')).toContain(
      "% Invalid input detected at '^' marker.",
    );
  });

  it('accepts keyboard-interactive and refuses wrong passwords and users', async () => {
    const started = await lab();
    const r1 = device(started, 'r1');
    await login(r1, { tryKeyboard: true, authHandler: ['keyboard-interactive'] });
    await expect(login(r1, { password: 'wrong' })).rejects.toThrow(/authentication/);
    await expect(login(r1, { username: 'root' })).rejects.toThrow(/authentication/);
  });

  it('is gone while it reloads, then back on the same port with what was saved', async () => {
    const started = await lab();
    const r2 = device(started, 'r2');
    const one = await shell(await login(r2));
    await one.until(/r2#$/);
    one.channel.write('reload\r\r');
    await one.closed;
    await expect(login(r2)).rejects.toThrow(/ECONNREFUSED/);
    const watcher = await shell(await login(device(started, 'r1')));
    await watcher.until(/r1#$/);
    watcher.channel.write('terminal monitor\r');
    await watcher.until(/%OSPF-5-ADJCHG: .*Nbr 2\.2\.2\.2 .*to FULL/);
    const again = await shell(await login(r2));
    again.channel.write('show version | include uptime\r');
    expect(await again.until(/uptime is [^\r]*\r\nr2#$/)).toContain('r2 uptime is 0 minutes');
  }, 20_000);

  it('closes with people logged in, twice, and its ports are free again', async () => {
    const started = await lab();
    const r1 = device(started, 'r1');
    const one = await shell(await login(r1));
    one.channel.write('ping 9.9.9.9 repeat 1000\r');
    await one.until(/timeout is 2 seconds/);
    await started.close();
    await started.close();
    await one.closed;
    await expect(login(r1)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('says which port is taken', async () => {
    const [first] = (await lab()).devices;
    await expect(startLab({ basePort: first?.port ?? 0 })).rejects.toThrow(
      `port ${first?.port} for r1 cannot be opened`,
    );
  });

  it('lives through clients that send rubbish', async () => {
    const started = await lab();
    const r1 = device(started, 'r1');
    await new Promise<void>((resolve) => {
      const socket = connect(r1.port, r1.address, () => socket.end('GET / HTTP/1.0\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.resume();
    });
    expect(await exec(await login(r1), 'show clock')).toMatch(/UTC/);
  });

  it('lists its topologies', () => {
    expect(listTopologies()).toContainEqual(
      expect.objectContaining({ name: 'square', devices: 4 }),
    );
  });
});

describe('faults on demand', () => {
  it('hang up in the middle', async () => {
    const started = await lab({ faults: { r1: { hangUpAfterBytes: 100 } } });
    const one = await shell(await login(device(started, 'r1')));
    one.channel.write('show running-config\r');
    await one.closed;
    expect(one.text).toHaveLength(100);
  });

  it('stay silent after the login', async () => {
    const started = await lab({ faults: { r1: { silent: true } } });
    const client = await login(device(started, 'r1'));
    const one = await shell(client);
    one.channel.write('show clock\rexit\r');
    await one.closed;
    expect(one.text).toBe('');
  });

  it('answer late, in order and completely', async () => {
    const started = await lab({ faults: { r1: { slowMs: 50 } } });
    const beganMs = performance.now();
    expect(await exec(await login(device(started, 'r1')), 'show clock')).toMatch(/UTC .*\r\n$/);
    expect(performance.now() - beganMs).toBeGreaterThan(50);
  });
});

const hasOpenSsh = spawnSync('ssh', ['-V']).status === 0;

describe.skipIf(!hasOpenSsh)('the lab with the OpenSSH client (needs ssh)', () => {
  it('logs in with the printed password and the promised host key', async () => {
    const [r1] = (await lab()).devices;
    if (!r1) throw new Error('no device');
    const folder = mkdtempSync(join(tmpdir(), 'lab-ssh-'));
    opened.push({ close: async () => rmSync(folder, { recursive: true }) });
    const known = join(folder, 'known_hosts');
    writeFileSync(known, `[${r1.address}]:${r1.port} ${r1.publicKey}\n`);
    const askpass = join(folder, 'askpass');
    writeFileSync(askpass, '#!/bin/sh\nprintf "%s\\n" "$LAB_PASSWORD"\n');
    chmodSync(askpass, 0o700);
    const settings = [
      '-F',
      'none',
      '-p',
      String(r1.port),
      '-o',
      `UserKnownHostsFile=${known}`,
      '-o',
      'GlobalKnownHostsFile=/dev/null',
      '-o',
      'StrictHostKeyChecking=yes',
      '-o',
      'PubkeyAuthentication=no',
    ];
    const child = spawn('ssh', [...settings, `${r1.username}@${r1.address}`, 'show version'], {
      env: {
        ...process.env,
        SSH_ASKPASS: askpass,
        SSH_ASKPASS_REQUIRE: 'force',
        LAB_PASSWORD: r1.password,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString();
      });
    }
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(text).toMatch(/r1 uptime is /);
    expect(code).toBe(0);
  }, 20_000);
});
