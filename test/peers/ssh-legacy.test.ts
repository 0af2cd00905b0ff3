import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SshOptions } from '../../src/core/host.ts';
import { peer } from '../helpers/peers.ts';
import { open, testHost } from '../helpers/ssh-client.ts';
import { makeKey, type Sshd, sshdMissing, startSshd } from '../helpers/sshd.ts';

let folder: string;
let key: string;
let publicKey: string;
const opened: { close(): Promise<void> }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-legacy-'));
  key = join(folder, 'key');
  publicKey = makeKey(key);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function sshdWith(...config: string[]): Promise<Sshd> {
  const sshd = await startSshd({ authorizedKeys: [publicKey], config });
  opened.push(sshd);
  return sshd;
}

function hostAt({ port }: { port: number }, ssh: SshOptions = {}) {
  const { username } = userInfo();
  return testHost({ port, username, keys: [key], ssh });
}

async function shell(host: ReturnType<typeof hostAt>) {
  const session = await open(host);
  opened.push(session.transport);
  session.types('echo o$((40+2))k; exit\r');
  await session.sees(/o42k/);
  return session.transport.peer;
}

/** What an old device has, the words of the refusal, and what is then known to be weak. */
const OLD = [
  ['KexAlgorithms', 'diffie-hellman-group1-sha1', 'the key exchange', 'key exchange '],
  ['KexAlgorithms', 'diffie-hellman-group14-sha1', 'the key exchange', 'key exchange '],
  ['KexAlgorithms', 'diffie-hellman-group-exchange-sha1', 'the key exchange', 'key exchange '],
  ['Ciphers', '3des-cbc', 'the cipher', 'cipher '],
  ['Ciphers', 'aes128-cbc', 'the cipher', 'cipher '],
  ['Ciphers', 'aes192-cbc', 'the cipher', 'cipher '],
  ['Ciphers', 'aes256-cbc', 'the cipher', 'cipher '],
  ['MACs', 'hmac-sha1', 'the MAC', 'MAC '],
  ['MACs', 'hmac-sha1-96', 'the MAC', 'MAC '],
  ['MACs', 'hmac-md5', 'the MAC', 'MAC '],
  ['MACs', 'hmac-md5-96', 'the MAC', 'MAC '],
] as const;

peer('sshd', sshdMissing)('a real sshd with nothing but an old algorithm', () => {
  // A MAC counts only beside a cipher that does not authenticate by itself.
  const line = (keyword: string, name: string) =>
    keyword === 'MACs' ? [`MACs ${name}`, 'Ciphers aes128-ctr'] : [`${keyword} ${name}`];

  it.each(OLD)('is refused with both offers: %s %s', async (keyword, name, thing) => {
    const attempt = open(hostAt(await sshdWith(...line(keyword, name))));
    await expect(attempt).rejects.toMatchObject({
      code: 'no-common-algorithm',
      message: expect.stringContaining(`r1 offers only ${thing} ${name}; showrun offers `),
      advice: expect.stringContaining(`write 'legacy: true' under r1 in the inventory`),
    });
    await expect(attempt).rejects.toMatchObject({
      advice: expect.stringContaining(`'${keyword} +${name}' under 'Host r1' in ssh_config`),
    });
  });

  it.each(OLD)('is reached with the legacy profile: %s %s', async (keyword, name, _, weak) => {
    const sshd = await sshdWith(...line(keyword, name));
    const { weaknesses } = await shell(hostAt(sshd, { legacy: true }));
    expect(weaknesses).toEqual([`${weak}${name}`]);
  });

  it.each(OLD)('is reached as ssh_config allows it: %s %s', async (keyword, name, _, weak) => {
    const kind = ({ KexAlgorithms: 'kex', Ciphers: 'cipher', MACs: 'mac' } as const)[keyword];
    const sshd = await sshdWith(...line(keyword, name));
    const { weaknesses } = await shell(hostAt(sshd, { algorithms: { [kind]: `+${name}` } }));
    expect(weaknesses).toEqual([`${weak}${name}`]);
  });

  it('is reached when everything about it is old', async () => {
    const rsa = join(folder, 'rsa-1024');
    execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '1024', '-N', '', '-f', rsa]);
    const sshd = await sshdWith(
      'KexAlgorithms diffie-hellman-group1-sha1',
      'Ciphers 3des-cbc',
      'MACs hmac-md5',
      'HostKeyAlgorithms ssh-rsa',
      `HostKey ${rsa}`,
    );
    await expect(open(hostAt(sshd))).rejects.toMatchObject({ code: 'no-common-algorithm' });
    expect((await shell(hostAt(sshd, { legacy: true }))).weaknesses).toEqual([
      'key exchange diffie-hellman-group1-sha1',
      'host key signature ssh-rsa',
      'RSA host key of 1024 bits',
      'cipher 3des-cbc',
      'MAC hmac-md5',
    ]);
  });

  it('is refused, and reached where that is allowed, when its host key signs with SHA-1 only', async () => {
    const rsa = join(folder, 'rsa-3072');
    makeKey(rsa, { type: 'rsa' });
    const sshd = await sshdWith('HostKeyAlgorithms ssh-rsa', `HostKey ${rsa}`);
    await expect(open(hostAt(sshd))).rejects.toMatchObject({
      code: 'no-common-algorithm',
      message: expect.stringContaining('r1 offers only the host key algorithm ssh-rsa; showrun'),
      legacy: { algorithms: ['ssh-rsa'] },
    });
    const named = ['host key signature ssh-rsa'];
    expect((await shell(hostAt(sshd, { legacy: true }))).weaknesses).toEqual(named);
    const rule = hostAt(sshd, { algorithms: { hostKey: '+ssh-rsa' } });
    expect((await shell(rule)).weaknesses).toEqual(named);
  });
});

peer('sshd', sshdMissing)('an RSA key of the person', () => {
  async function hostThatTakes(signature: string, ssh: SshOptions) {
    const file = join(folder, 'user-rsa');
    if (!existsSync(file)) makeKey(file, { type: 'rsa' });
    const config = [`PubkeyAcceptedAlgorithms ${signature}`];
    const authorizedKeys = [readFileSync(`${file}.pub`, 'utf8').trim()];
    const sshd = await startSshd({ authorizedKeys, config });
    opened.push(sshd);
    return testHost({ port: sshd.port, username: userInfo().username, keys: [file], ssh });
  }

  it('signs with SHA-1 where ssh_config leaves it nothing else, and only there', async () => {
    const old = (ssh: SshOptions) => hostThatTakes('ssh-rsa', ssh);
    // sshd announces SHA-2 even where it does not take it, as some devices do.
    await expect(open(await old({}))).rejects.toMatchObject({ code: 'auth-failed' });
    await shell(await old({ algorithms: { pubkey: 'ssh-rsa' } }));
    await shell(await old({ legacy: true, algorithms: { pubkey: '-rsa-sha2-*' } }));
    const keyless = await old({ algorithms: { pubkey: '-rsa-*' } });
    await expect(open(keyless)).rejects.toThrow(/offers no way in/);
  });

  it('signs with SHA-2 everywhere else', async () => {
    await shell(await hostThatTakes('rsa-sha2-512,rsa-sha2-256', {}));
    await shell(await hostThatTakes('rsa-sha2-512,rsa-sha2-256', { legacy: true }));
  });
});

peer('sshd', sshdMissing)('what ssh_config says of a real sshd', () => {
  it('leaves a sound connection without a weakness', async () => {
    expect((await shell(hostAt(await sshdWith()))).weaknesses).toEqual([]);
  });

  it('about algorithms is done, in its order', async () => {
    const sshd = await sshdWith('LogLevel DEBUG');
    const algorithms = { kex: 'ecdh-sha2-nistp521', cipher: '^aes256-ctr', mac: 'hmac-sha2-512' };
    await shell(hostAt(sshd, { algorithms }));
    expect(sshd.log()).toMatch(/kex: algorithm: ecdh-sha2-nistp521/);
    expect(sshd.log()).toMatch(/client->server cipher: aes256-ctr MAC: hmac-sha2-512/);
  });

  it('that leaves nothing to offer is an error before anything is sent', async () => {
    const host = hostAt(await sshdWith(), { algorithms: { cipher: 'arcfour,blowfish-cbc' } });
    await expect(open(host)).rejects.toMatchObject({
      code: 'no-common-algorithm',
      message: "r1: 'Ciphers arcfour,blowfish-cbc' leaves nothing that showrun can use",
    });
  });

  it('about keys keeps those back that are not wanted', async () => {
    const host = hostAt(await sshdWith(), { algorithms: { pubkey: '-ssh-ed25519' } });
    await expect(open(host)).rejects.toMatchObject({ code: 'auth-failed' });
  });

  it('about the environment is asked of it', async () => {
    const sshd = await sshdWith('AcceptEnv SITE WORDS');
    const session = await open(hostAt(sshd, { env: { SITE: 'lab', WORDS: 'a b', OTHER: 'no' } }));
    opened.push(session.transport);
    session.types('echo "[$SITE|$WORDS|$OTHER]"; exit\r');
    await session.sees(/\[lab\|a b\|\]/);
  });
});

peer('sshd', sshdMissing)('a ProxyCommand', () => {
  const proxy = (command: string): SshOptions => ({ proxy: { command, originalName: 'first' } });
  // Carries bytes between its own ends and the port named last, in the words of any shell.
  const carrier = `${process.execPath} -e 'const s=require("net").connect(+process.argv[2],process.argv[1]);process.stdin.pipe(s);s.pipe(process.stdout)'`;

  it('is the connection, with its tokens filled in', async () => {
    const sshd = await sshdWith();
    const witness = join(folder, 'witness');
    const noted = `sh -c 'echo "$@" > ${witness}; shift 2; exec ${carrier.replaceAll("'", '"').replaceAll('"net"', '\\"net\\"')} "$@"' x %n %r %h %p`;
    await shell(hostAt(sshd, proxy(noted)));
    expect(readFileSync(witness, 'utf8').trim()).toBe(
      `first ${sshd.username} 127.0.0.1 ${sshd.port}`,
    );
  });

  it('ends with the session', async () => {
    const sshd = await sshdWith();
    const session = await open(hostAt(sshd, proxy(`${carrier} %h %p`)));
    const children = () =>
      readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    const [child = ''] = children().filter((pid) => commandOf(pid).includes('process.argv[2]'));
    expect(child).not.toBe('');
    await session.transport.close();
    await untilGone(child);
  });

  it('that fails says why, in its own last words', async () => {
    const command = 'echo starting >&2; echo "no route to %h" >&2; exit 7';
    await expect(open(hostAt({ port: 9 }, proxy(`sh -c '${command}'`)))).rejects.toMatchObject({
      code: 'unreachable',
      message: 'r1: its ProxyCommand ended with exit code 7: no route to 127.0.0.1',
    });
    await expect(open(hostAt({ port: 9 }, proxy('/none/such')))).rejects.toThrow(
      /^r1: its ProxyCommand ended with exit code 127: .*\/none\/such/,
    );
  });

  it('is not run with a name that a shell would read', async () => {
    const witness = join(folder, 'ran');
    const host = { ...hostAt({ port: 9 }, proxy('echo %h')), address: `x;touch ${witness}` };
    await expect(open(host)).rejects.toMatchObject({ code: 'bad-usage' });
    expect(() => readFileSync(witness)).toThrow();
  });
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Each look waits for the event loop to hear of ended children. */
async function untilGone(pid: string): Promise<void> {
  while (commandOf(pid) !== '') await new Promise((resolve) => setImmediate(resolve));
}
