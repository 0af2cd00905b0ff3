import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { asShowrunError } from '../../src/core/errors.ts';
import type { Session } from '../../src/session/session.ts';
import { openHome } from '../helpers/backstage.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { homeKnowing, startSshDevice } from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

const bashMissing = firstMissing(sshdMissing, missingCommand('bash'));
const SECRET = 'Tr0ub4dor';
/** What asks as sudo does, on a real terminal with its echo off: three times, then it is over. */
const RC = `PS1='ann@box:~$ '
sudo() {
  local typed
  for try in 1 2 3; do
    read -rs -p '[sudo] password for ann: ' typed; echo
    if [ "$typed" = "$(rev <<< rod4bu0rT)" ]; then "$@"; return; fi
    echo 'Sorry, try again.'
  done
}
`;

peer('bash', bashMissing)('a conversation with bash behind a real sshd', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-send-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function atBash(env: Readonly<Record<string, string>> = {}): Promise<Session> {
    const file = join(folder, 'rc');
    writeFileSync(file, RC);
    const shell = `env HISTFILE= INPUTRC=/dev/null LANG=C.UTF-8 bash --rcfile ${file} -i`;
    const device = await startSshDevice({ forcedCommand: shell });
    onTestFinished(() => device.close());
    const { sshd, keyFile } = device;
    const host = `address: 127.0.0.1, port: ${sshd.port}, username: ${sshd.username}, key: ${keyFile}`;
    const inventory = `hosts:\n  box: { ${host}, platform: linux, secret: { env: SUDO } }\n`;
    return await openHome(homeKnowing({ device }), { inventory, env }).session('box');
  }

  it('has the questions of a program answered in order', async () => {
    const session = await atBash();
    const command = 'read -p "Name? " a; read -p "Place: " b; echo "$a in $b"';
    const result = await session.send(command, { answers: ['ann', 'Bergen'] });
    expect(result.text).toMatch(/^Name\? ann\nPlace: Bergen\nann in Bergen$/);
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('ends at what is expected while the program goes on, and ends that with a key', async () => {
    const session = await atBash();
    const command = 'for i in 1 2 3; do echo tick $i; done; cat';
    const heard = await session.send(command, { expect: /tick (3)/ });
    expect(heard).toMatchObject({ endedBy: 'pattern', match: { groups: ['3'] } });
    expect(heard.text).toBe('tick 1\ntick 2\ntick 3');
    expect(await session.send('\x03')).toMatchObject({ endedBy: 'prompt' });
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('hears what a program in the background says', async () => {
    const session = await atBash();
    const heard = session.waitFor(/^done after (?<ms>\d+) ms$/);
    await session.run('(sleep 0.3; echo "done after 300 ms") &');
    expect((await heard).match?.named).toEqual({ ms: '300' });
    // bash draws no prompt below it by itself.
    await session.send('');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('gives sudo its password from the inventory, unseen', async () => {
    const session = await atBash({ SUDO: SECRET });
    const result = await session.run('sudo echo as root');
    expect(result).toMatchObject({ outcome: 'ok', text: '[sudo] password for ann: \nas root' });
    const raw = Buffer.concat([...session.rawLog.parts()]).toString();
    expect(raw + JSON.stringify([result, await session.lastCommand()])).not.toContain(SECRET);
  });

  it('gives sudo a wrong password once, and is back at its prompt', async () => {
    const session = await atBash({ SUDO: 'wr0ngwr0ng' });
    const error = asShowrunError(await session.run('sudo id').catch((thrown) => thrown));
    expect(error.code).toBe('auth-failed');
    expect(error.line).not.toContain('wr0ng');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
    const again = asShowrunError(await session.run('sudo id').catch((thrown) => thrown));
    expect(again.message).toBe('box has refused that host secret before; it is not sent again');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('drives a full-screen program with bytes', async () => {
    const session = await atBash();
    const text = await session.exclusive('test', async (_, raw) => {
      await raw.write("printf '\\e[?1049h'; read -rsn1 key; printf '\\e[?1049l'; echo got $key\r");
      await raw.read({ until: '\x1b[?1049h' });
      await raw.write('q');
      return await raw.read({ until: 'got q' });
    });
    expect(text).toContain('\x1b[?1049l');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });
});
