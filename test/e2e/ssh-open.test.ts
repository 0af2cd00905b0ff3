import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { textOfColumns } from '../helpers/columns.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  homeWithKeyOf,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { startSshServer } from '../helpers/ssh-server.ts';
import { fingerprintOf, makeKey, sshdMissing } from '../helpers/sshd.ts';
import type { TempHome } from '../helpers/temp-home.ts';

const run = promisify(execFile);
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
