import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { atShowrun, showrunCommand } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  homeWithKeyOf,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { startSshServer, startTcpServer } from '../helpers/ssh-server.ts';
import { fingerprintOf, makeKey, sshdMissing } from '../helpers/sshd.ts';
import type { TempHome } from '../helpers/temp-home.ts';

const run = promisify(execFile);
const blackHoleMissing = firstMissing(
  process.getuid?.() === 0 ? undefined : 'network namespaces take root',
  missingCommand('ip', 'iproute2'),
  missingCommand('unshare', 'util-linux'),
);
const opened: SshDevice[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function device(...options: Parameters<typeof startSshDevice>): Promise<SshDevice> {
  const one = await startSshDevice(...options);
  opened.push(one);
  return one;
}

function target({ sshd }: SshDevice): string {
  return `${sshd.username}@${sshd.address}:${sshd.port}`;
}

function knownHosts(home: TempHome): string {
  const file = join(home.path, '.ssh/known_hosts');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What panes side by side say, each column read from top to bottom as one line. */
function textOfColumns(screen: string): string {
  const columns: string[] = [];
  for (const row of screen.split('\n')) {
    for (const [i, part] of row.split('│').entries()) columns[i] = `${columns[i] ?? ''} ${part}`;
  }
  return columns.join('\n').replace(/ +/g, ' ');
}

peer('sshd', sshdMissing)('a host seen for the first time', () => {
  it('is asked about with the fingerprint ssh-keygen prints; yes stores it, and plain ssh agrees', async () => {
    const one = await device();
    const home = homeWithKeyOf(one);
    const person = await atShowrun([target(one)], { home });
    await person.sees(fingerprintOf(one.sshd));
    expect(person.screen()).toContain(`port ${one.sshd.port}`);
    person.types('yes').presses('enter');
    await person.sees(DEVICE_PROMPT);
    const name = `[127.0.0.1]:${one.sshd.port}`;
    const file = join(home.path, '.ssh/known_hosts');
    const found = await run('ssh-keygen', ['-F', name, '-f', file]);
    expect(found.stdout).toContain(one.sshd.hostKey());
    await run('ssh', [
      ...['-F', 'none', '-i', one.keyFile, '-p', String(one.sshd.port), '-nT'],
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
      ...['-o', `UserKnownHostsFile=${file}`],
      ...['-o', 'GlobalKnownHostsFile=/dev/null', `${one.sshd.username}@127.0.0.1`],
    ]);
  });

  it('is not logged in to after no, and Enter in the pane asks again', async () => {
    const one = await device();
    const home = homeWithKeyOf(one);
    const person = await atShowrun([target(one)], { home });
    await person.sees('answer ›');
    person.types('no').presses('enter');
    await person.sees('was not trusted');
    await one.sshd.logged(/\[preauth\]/);
    expect(one.sshd.log()).not.toMatch(/Accepted|Failed|authenticating user/);
    expect(knownHosts(home)).toBe('');
    person.presses('enter');
    await person.sees('answer ›');
  });

  it('may be trusted once, or by typing its fingerprint; anything else asks again', async () => {
    const one = await device();
    const home = homeWithKeyOf(one);
    const first = await atShowrun([target(one)], { home });
    await first.sees('answer ›');
    first.types('y');
    await first.sees('answer › y');
    first.presses('enter');
    await first.losesSightOf('answer › y');
    await first.sees(/answer › *│/);
    first.types('once').presses('enter');
    await first.sees(DEVICE_PROMPT);
    expect(knownHosts(home)).toBe('');
    const second = await atShowrun([target(one)], { home });
    await second.sees('answer ›');
    second.types(fingerprintOf(one.sshd)).presses('enter');
    await second.sees(DEVICE_PROMPT);
    expect(knownHosts(home)).toContain(one.sshd.hostKey());
  });

  it('that plain ssh has been on is not asked about', async () => {
    const one = await device();
    const person = await atShowrun(['edge'], { home: homeKnowing({ edge: one }) });
    const screens: string[] = [];
    await person.sees((screen) => {
      screens.push(screen);
      return screen.includes(DEVICE_PROMPT);
    });
    expect(screens.join('\n')).not.toContain('answer ›');
    expect(person.row(0)).toContain('1 edge');
  });
});

peer('sshd', sshdMissing)('a host whose key has changed', () => {
  it('is refused with both fingerprints and what to do; others live on', async () => {
    const [good, swapped] = [await device(), await device()];
    const home = homeKnowing({ good, swapped });
    const before = fingerprintOf(swapped.sshd);
    await swapped.sshd.swapHostKey();
    const person = await atShowrun(['good', 'swapped'], { home, cols: 200, rows: 40 });
    await person.sees('another host key than recorded');
    const text = textOfColumns(person.screen());
    expect(text).toContain(`ED25519 ${fingerprintOf(swapped.sshd)} now, ED25519 ${before} in`);
    expect(text).toContain('known_hosts:2');
    expect(text).toContain(`ssh-keygen -R '[127.0.0.1]:${swapped.sshd.port}'`);
    expect(person.screen()).not.toContain('answer ›');
    await person.sees(DEVICE_PROMPT);
    person.types('echo alive-$((40+2))').presses('enter');
    await person.sees('alive-42');
    expect(swapped.sshd.log()).not.toMatch(/Accepted|authenticating user/);
  });
});

peer('ssh-agent', firstMissing(sshdMissing, missingCommand('ssh-agent', 'openssh-client')))(
  'a key',
  () => {
    it('with a passphrase asks for it, and the passphrase is not shown', async () => {
      const one = await device();
      const home = homeKnowing({ core: one });
      execFileSync('ssh-keygen', ['-q', '-p', '-N', 'open sesame', '-f', one.keyFile]);
      const person = await atShowrun(['core'], { home });
      await person.sees('passphrase for');
      person.types('open sesame').presses('enter');
      await person.sees(DEVICE_PROMPT);
      expect(person.rawOutput.includes('sesame')).toBe(false);
    });

    it('the server does not know is refused in clear words', async () => {
      const one = await device();
      const home = homeKnowing({ core: one });
      rmSync(one.keyFile);
      rmSync(`${one.keyFile}.pub`);
      makeKey(one.keyFile);
      const person = await atShowrun(['core'], { home });
      await person.sees(/refused the keys? of/);
      await person.sees('login failed · Enter tries again');
    });

    it('that only an agent has opens a shell', async () => {
      const one = await device();
      const home = homeWithKeyOf(one);
      const socket = join(home.path, 'agent');
      const { stdout } = await run('ssh-agent', ['-a', socket]);
      try {
        const env = { SSH_AUTH_SOCK: socket };
        copyFileSync(one.keyFile, join(home.path, 'moved'));
        execFileSync('chmod', ['600', join(home.path, 'moved')]);
        await run('ssh-add', ['-q', join(home.path, 'moved')], { env: { ...process.env, ...env } });
        for (const name of ['id_ed25519', 'id_ed25519.pub']) rmSync(join(home.path, '.ssh', name));
        const person = await atShowrun([target(one)], { home, env });
        await person.sees('answer ›');
        person.types('once').presses('enter');
        await person.sees(DEVICE_PROMPT);
      } finally {
        process.kill(Number(/SSH_AGENT_PID=(\d+)/.exec(stdout)?.[1]));
      }
    });
  },
);

it('a host that refuses, is not known, or hangs up is told in its own pane, and the others live on', async () => {
  const silent = await startTcpServer((socket) => socket.end());
  const foreign = await startTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const closed = await startTcpServer(() => undefined);
  await closed.close();
  const hosts = [silent, foreign, closed].map(({ port }) => `127.0.0.1:${port}`);
  const person = await atShowrun(['nowhere.invalid', ...hosts], { cols: 200, rows: 40 });
  await person.sees((screen) => screen.split('Enter tries again').length === 5);
  const text = textOfColumns(person.screen());
  expect(text).toContain("nowhere.invalid has no address: 'nowhere.invalid' is not known");
  expect(text).toContain(`${hosts[0]} closed the connection before it said anything`);
  expect(text).toContain(`${hosts[1]} does not speak SSH 2 there`);
  expect(text).toContain(`${hosts[2]} refused the connection at 127.0.0.1 port ${closed.port}`);
  for (const server of [silent, foreign]) await server.close();
});

it('a host that never answers says what it waits for, and its pane can be closed at any time', async () => {
  const mute = await startTcpServer(() => undefined);
  onTestFinished(() => mute.close());
  const person = await atShowrun([`127.0.0.1:${mute.port}`]);
  await person.sees(/◌ \w+/);
  person.presses('ctrl-]', 'x');
  await person.losesSightOf(`127.0.0.1:${mute.port}`);
  person.presses('ctrl-]', 'q');
  expect(await person.exits()).toEqual({ code: 0, signal: 0 });
});

it('keyboard-interactive shows the words of the device and asks each question, hidden or not', async () => {
  const asked: string[][] = [];
  const server = await startSshServer({
    onLogin: (login) => {
      if (login.method !== 'keyboard-interactive') return login.reject(['keyboard-interactive']);
      const questions = [
        { prompt: 'Token code: ', echo: true },
        { prompt: 'PIN: ', echo: false },
      ];
      return login.prompt(questions, 'Corporate login', 'Use your token', (answers) => {
        asked.push(answers);
        if (answers.join() === '424242,0815') login.accept();
        else login.reject();
      });
    },
  });
  onTestFinished(() => server.close());
  const person = await atShowrun([`ann@127.0.0.1:${server.port}`]);
  await person.sees('answer ›');
  person.types('once').presses('enter');
  await person.sees('Token code');
  expect(person.screen()).toContain('Use your token');
  person.types('424242');
  await person.sees('› 424242');
  person.presses('enter');
  await person.sees('PIN');
  person.types('0815');
  await person.sees('› ••••');
  person.presses('enter');
  await person.sees('hello');
  expect(asked).toEqual([['424242', '0815']]);
});

peer('sshd', sshdMissing)('a session that is killed', () => {
  it('in the middle of its output keeps its text, says so, and Enter connects again below it', async () => {
    const one = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core: one }) });
    await person.sees(DEVICE_PROMPT);
    person.types('i=0; while :; do i=$((i+1)); echo line-$i; done').presses('enter');
    await person.sees(/^line-\d{3,}/m);
    one.sshd.killSessions();
    await person.sees(/connection lost/);
    await person.sees('Enter reconnects');
    const last = [...person.screen().matchAll(/^line-(\d+) *$/gm)].at(-1)?.[1];
    expect(last).toBeDefined();
    person.presses('enter');
    await person.sees(DEVICE_PROMPT);
    expect(person.screen()).toContain(`line-${last}`);
    expect(person.screen()).toMatch(/connection lost/);
    person.types('echo again-$((1+1))').presses('enter');
    await person.sees('again-2');
    person.presses('ctrl-]', '[', 'pageup');
    await person.sees(/↑ \d+ lines/);
    await person.sees(/^line-\d+/m);
  });
});

peer('a network namespace', blackHoleMissing)('an address from which nothing comes back', () => {
  it('can be given up at any time: the pane closed, the program left', async () => {
    const { command, args } = inBlackHole(showrunCommand(['198.51.100.2', '198.51.100.3']));
    const person = await atKeyboard({ command, args, cols: 120, rows: 36 });
    await person.sees((screen) => screen.split('◌ connecting').length === 3);
    person.presses('ctrl-]', 'x');
    await person.losesSightOf('198.51.100.2');
    person.presses('ctrl-]', 'q');
    expect(await person.exits({ withinMs: 3_000 })).toEqual({ code: 0, signal: 0 });
  });

  it('is given up with Ctrl-C in a run, at once', async () => {
    const run = inBlackHole(showrunCommand(['run', 'show version', '-H', '198.51.100.2']));
    const person = await atKeyboard(run);
    await person.sees('0 of 1 hosts');
    person.presses('ctrl-c');
    expect(await person.exits({ withinMs: 3_000 })).toMatchObject({ code: 130 });
  });
});

/** Runs a command in a network of its own, in which every packet is lost. */
function inBlackHole({ command, args = [] }: ReturnType<typeof showrunCommand>) {
  const setUp = [
    'ip link add hole type veth peer name end',
    'ip address add 198.51.100.1/24 dev hole',
    'ip link set hole up',
    'ip link set end up',
    // Known neighbours, so that nobody reports that they are not there.
    ...[2, 3].map((n) => `ip neigh add 198.51.100.${n} lladdr 02:00:00:00:00:0${n} dev hole`),
    'exec "$@"',
  ];
  return {
    command: 'unshare',
    args: ['--net', 'sh', '-c', setUp.join(' && '), 'sh', command, ...args],
  };
}
