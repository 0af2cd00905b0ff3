import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../../src/session/session.ts';
import { openHome } from '../helpers/backstage.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import { homeKnowing, type SshDevice, startSshDevice } from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

const bashMissing = firstMissing(sshdMissing, missingCommand('bash'));

/** Prompts people really have, as bash reads them from its start-up file. */
const PROMPTS = {
  'the usual one of Debian, in colour': String.raw`PS1='\[\e[01;32m\]\u@\h\[\e[00m\]:\[\e[01;34m\]\w\[\e[00m\]\$ '`,
  'two lines, the second with the sign only': String.raw`PS1='\[\e[1;32m\]\u@\h:\w\[\e[0m\]\n\$ '`,
  'two lines drawn with boxes': String.raw`PS1='\[\e[1;34m\]┌──(\[\e[1;31m\]\u㉿\h\[\e[1;34m\])-[\w]\n└─\$\[\e[0m\] '`,
  'one that sets the title, twice': String.raw`PS1='\[\e]0;\u@\h: \w\a\]\u@\h:\w\$ '
PROMPT_COMMAND='printf "\e]2;%s\e\\" "${'$'}PWD"'`,
  'one with the time of each command': String.raw`PS1='\t \u@\h:\w\$ '`,
  'one with the number of the command and its end': String.raw`PS1='[\!|${'$'}?] \u@\h:\w\$ '`,
  'an empty line before it': String.raw`PS1='\n\u@\h:\w\$ '`,
} as const;

peer('bash', bashMissing)('bash behind a real sshd', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-bash-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function bashWith(rc: string, platform = 'linux'): Promise<Session> {
    const file = join(folder, 'rc');
    writeFileSync(file, `${rc}\n`);
    const shell = `env HISTFILE= INPUTRC=/dev/null LANG=C.UTF-8 bash --rcfile ${file} -i`;
    const device: SshDevice = await startSshDevice({ forcedCommand: shell });
    onTestFinished(() => device.close());
    const home = homeKnowing({ device });
    const { sshd, keyFile } = device;
    const host = `address: 127.0.0.1, port: ${sshd.port}, username: ${sshd.username}, key: ${keyFile}`;
    const inventory = `hosts:\n  box: { ${host}, platform: ${platform} }\n`;
    return await openHome(home, { inventory }).session('box');
  }

  it.each(Object.entries(PROMPTS))('gives whole answers behind %s', async (_, rc) => {
    const session = await bashWith(rc);
    expect((await session.run('echo $((6*7))')).text).toBe('42');
    expect((await session.run('seq 3')).text).toBe('1\n2\n3');
    expect((await session.run('true')).text).toBe('');
    expect((await session.run('no-such-thing')).outcome).toBe('refused');
    expect((await session.run('cd /tmp && pwd')).text).toBe('/tmp');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it.each(Object.entries(PROMPTS))('is recognised and answers behind %s', async (_, rc) => {
    const session = await bashWith(rc, 'auto');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('may leave the last line of its output without an end', async () => {
    const session = await bashWith(PROMPTS['the usual one of Debian, in colour']);
    expect((await session.run("printf 'no end of line'")).text).toBe('no end of line');
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('may change its prompt in the middle', async () => {
    const session = await bashWith(PROMPTS['the usual one of Debian, in colour']);
    expect((await session.run("PS1='other@place:~$ '")).text).toBe('');
    expect((await session.run('seq 2')).text).toBe('1\n2');
    expect((await session.run(String.raw`PS1='\u@\h:\w\n\$ '`)).text).toBe('');
    expect((await session.run('seq 2')).text).toBe('1\n2');
    expect((await session.run("PS1='other@place:~$ '")).text).toBe('');
    expect((await session.run('echo root@place:/file')).text).toBe('root@place:/file');
    expect((await session.run('bash --norc')).outcome).toBe('ok');
    expect((await session.run('seq 2')).text).toBe('1\n2');
  });

  it('gives every one of 100,000 lines', async () => {
    const session = await bashWith(PROMPTS['two lines, the second with the sign only']);
    const { text } = await session.run('seq 100000');
    expect(text).toBe(Array.from({ length: 100_000 }, (_, i) => i + 1).join('\n'));
    expect((await session.run('echo $((6*7))')).text).toBe('42');
  });

  it('gives text of any script, wide and combined, and lines longer than the screen', async () => {
    const session = await bashWith(PROMPTS['the usual one of Debian, in colour']);
    const words = 'Grüße 東京 𝄞 e\u0301 ﷽ 👩‍🚀';
    expect((await session.run(`echo '${words}'`)).text).toBe(words);
    const long = '東'.repeat(300);
    expect((await session.run(`printf '東%.0s' {1..300}; echo`)).text).toBe(long);
  });
});
