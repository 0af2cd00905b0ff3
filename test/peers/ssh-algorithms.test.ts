import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SshOptions } from '../../src/core/host.ts';
import { LEGACY, type SshAlgorithms, USUAL } from '../../src/net/algorithm-names.ts';
import { peer } from '../helpers/peers.ts';
import { open, testHost } from '../helpers/ssh-client.ts';
import { makeKey, sshdMissing, startSshd } from '../helpers/sshd.ts';

/** What `ssh -Q` calls each kind, its keyword in sshd_config, and how showrun speaks of it. */
const KINDS = [
  ['kex', 'kex', 'KexAlgorithms', 'the key exchange'],
  ['cipher', 'cipher', 'Ciphers', 'the cipher'],
  ['mac', 'hmac', 'MACs', 'the MAC'],
  ['HostKeyAlgorithms', 'serverHostKey', 'HostKeyAlgorithms', 'the host key algorithm'],
] as const;

/** What OpenSSH has and ssh2 has not, and why nobody is locked out by that. */
const UNUSABLE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^(sntrup761|mlkem768)/, 'post-quantum; whoever has it has curve25519, too'],
  [/^umac-/, 'only OpenSSH has it, and always beside HMAC'],
  [/^hmac-(sha1-96|md5|md5-96)-etm@/, 'newer than every device that would need a weak MAC'],
  [/-cert-v01@/, 'a certificate of a host key; its host shows the plain key as well'],
  [/^(webauthn-)?sk-/, 'a security key someone must touch; no host signs with one'],
];

/** The keys a host can have, by the algorithm that signs with them. */
const KEY_OF: Readonly<Record<string, readonly string[]>> = {
  'ssh-ed25519': ['ed25519'],
  'ssh-rsa': ['rsa', '-b', '2048'],
  'rsa-sha2-256': ['rsa', '-b', '2048'],
  'rsa-sha2-512': ['rsa', '-b', '2048'],
  'ssh-dss': ['dsa'],
  'ecdsa-sha2-nistp256': ['ecdsa', '-b', '256'],
  'ecdsa-sha2-nistp384': ['ecdsa', '-b', '384'],
  'ecdsa-sha2-nistp521': ['ecdsa', '-b', '521'],
};

interface Case {
  readonly name: string;
  readonly keyword: string;
  readonly thing: string;
}

peer('sshd', sshdMissing)('a real sshd with one algorithm only', () => {
  let folder: string;
  let key: string;
  let publicKey: string;
  const hostKeys = new Set<string>();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'showrun-algorithms-'));
    key = join(folder, 'key');
    publicKey = makeKey(key);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function hostKeyFor(algorithm: string): string {
    const [type = '', ...bits] = KEY_OF[algorithm] ?? [];
    const file = join(folder, `host-${[type, ...bits].join('')}`);
    if (!hostKeys.has(file)) {
      execFileSync('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-f', file]);
      hostKeys.add(file);
    }
    return file;
  }

  function configFor({ keyword, name }: Case): string[] {
    const line = `${keyword} ${name}`;
    // A MAC counts only beside a cipher that does not authenticate by itself.
    if (keyword === 'MACs') return [line, 'Ciphers aes128-ctr'];
    if (keyword !== 'HostKeyAlgorithms') return [line];
    return name in KEY_OF ? [line, `HostKey ${hostKeyFor(name)}`] : [line];
  }

  /** Connects, runs a command, and says what was weak about it. */
  async function reach(
    one: Case,
    ssh: SshOptions,
    user = { key, publicKey },
  ): Promise<readonly string[]> {
    const sshd = await startSshd({ authorizedKeys: [user.publicKey], config: configFor(one) });
    try {
      const { username } = userInfo();
      const session = await open(testHost({ port: sshd.port, username, keys: [user.key], ssh }));
      session.types('echo o$((40+2))k; exit\r');
      await session.sees(/o42k/);
      const { weaknesses = [] } = session.transport.peer;
      await session.transport.close();
      return weaknesses;
    } finally {
      await sshd.close();
    }
  }

  const refusal = ({ name, thing }: Case) => ({
    code: 'no-common-algorithm',
    message: expect.stringContaining(`r1 offers only ${thing} ${name}; showrun offers `),
  });

  const all = KINDS.map(([query, part, keyword, thing]) => ({
    known: whatSshdKnows(query),
    part,
    toCase: (name: string): Case => ({ name, keyword, thing }),
  }));
  const casesOf = (lists: SshAlgorithms): Case[] =>
    all.flatMap(({ known, part, toCase }) =>
      known.filter((name) => lists[part].includes(name)).map(toCase),
    );

  it.each(casesOf(USUAL))('is reached as it is: $keyword $name', async (one) => {
    await reach(one, {});
  });

  it.each(casesOf(LEGACY))(
    'is refused until its host is allowed to: $keyword $name',
    async (one) => {
      await expect(reach(one, {})).rejects.toMatchObject(refusal(one));
      const weaknesses = await reach(one, { legacy: true });
      expect(weaknesses).toEqual([expect.stringContaining(one.name)]);
    },
  );

  // Of an RSA key's signatures one is enough here: sshd names all of them as welcome, whatever it accepts.
  it.each([
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-256',
  ])(
    'is logged in to with a key that signs as it wants: PubkeyAcceptedAlgorithms %s',
    async (name) => {
      const file = join(folder, `user-${name}`);
      execFileSync('ssh-keygen', ['-q', '-N', '', '-f', file, '-t', ...(KEY_OF[name] ?? [])]);
      const user = { key: file, publicKey: readFileSync(`${file}.pub`, 'utf8').trim() };
      await reach({ name, keyword: 'PubkeyAcceptedAlgorithms', thing: '' }, {}, user);
    },
  );

  it.each(all)('is known by name, $part, whatever it has', ({ known, part }) => {
    const usable = new Set([...USUAL[part], ...LEGACY[part]]);
    const others = known.filter((name) => !usable.has(name));
    const isExplained = (name: string) => UNUSABLE.some(([pattern]) => pattern.test(name));
    expect(others.filter((name) => !isExplained(name))).toEqual([]);
  });

  it('is refused in the same words when it is one we cannot use, legacy or not', async () => {
    const [kex, , mac] = all;
    for (const { known, toCase } of [kex, mac].filter((kind) => kind !== undefined)) {
      const unusable = known.filter((name) => UNUSABLE.some(([pattern]) => pattern.test(name)));
      const one = unusable[0];
      expect(one).toBeDefined();
      if (one === undefined) continue;
      await expect(reach(toCase(one), { legacy: true })).rejects.toMatchObject(
        refusal(toCase(one)),
      );
    }
  });
});

function whatSshdKnows(query: string): string[] {
  if (sshdMissing !== undefined) return [];
  return execFileSync('ssh', ['-Q', query], { encoding: 'utf8' }).split('\n').filter(Boolean);
}
