import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SshOptions } from '../../../src/core/host.ts';
import { USUAL } from '../../../src/net/algorithm-names.ts';
import { legacyOffer } from '../../../src/net/legacy-offer.ts';
import { open, ScriptedAsker, testHost } from '../../helpers/ssh-client.ts';
import { startSshServer } from '../../helpers/ssh-server.ts';

async function hostWithKeyOf(bits: number, ssh: SshOptions = {}) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const logins: string[] = [];
  const server = await startSshServer({
    hostKeys: [privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    // A signature with SHA-512 does not fit into so small a key.
    algorithms: { serverHostKey: ['rsa-sha2-256'] },
    onLogin: (context) => {
      logins.push(context.method);
      context.accept();
    },
  });
  onTestFinished(() => server.close());
  return { host: testHost({ port: server.port, ssh }), logins };
}

describe('an RSA host key', () => {
  it.each([512, 768, 1_000])('of %d bits is refused before a person is asked', async (bits) => {
    const { host, logins } = await hostWithKeyOf(bits);
    const asker = new ScriptedAsker();
    await expect(open(host, asker)).rejects.toMatchObject({
      code: 'host-key-weak',
      message: `r1 shows an RSA host key of only ${bits} bits, which can be broken`,
      advice: expect.stringContaining(`write 'legacy: true' under r1 in the inventory`),
      legacy: { host: { name: 'r1' }, algorithms: [`RSA host key of ${bits} bits`] },
    });
    expect([asker.hostKeys, logins]).toEqual([[], []]);
  });

  it('of 512 bits is taken where a person has allowed it, and named', async () => {
    const { host } = await hostWithKeyOf(512, { legacy: true });
    const { transport } = await open(host);
    expect(transport.peer.weaknesses).toEqual(['RSA host key of 512 bits']);
    await transport.close();
  });

  it.each([1_024, 1_042, 2_040])('of %d bits is taken; a small one is named', async (bits) => {
    const { host } = await hostWithKeyOf(bits);
    const { transport } = await open(host);
    const weaknesses = bits < 2_048 ? [`RSA host key of ${bits} bits`] : [];
    expect(transport.peer).toMatchObject({ weaknesses, strictKex: 'yes' });
    await transport.close();
  });
});

describe('what a person may allow', () => {
  const host = testHost({ name: 'old-3' });
  const sound = { kex: ['curve25519-sha256'], hostKey: ['ssh-ed25519'], mac: ['hmac-sha2-256'] };

  it('is every old algorithm that is wanting, and no other', () => {
    const offer = {
      kex: ['diffie-hellman-group1-sha1', 'diffie-hellman-group14-sha1'],
      hostKey: ['ssh-rsa', 'ssh-dss'],
      cipher: ['aes128-ctr', '3des-cbc'],
      mac: ['hmac-md5', 'hmac-ripemd160'],
    };
    expect(legacyOffer({ host, offer, ours: USUAL })?.algorithms).toEqual([
      ...['diffie-hellman-group1-sha1', 'diffie-hellman-group14-sha1'],
      ...['ssh-rsa', 'ssh-dss', 'hmac-md5'],
    ]);
  });

  it('is nothing where that would not help', () => {
    const offer = { ...sound, kex: ['sntrup761x25519-sha512'], cipher: ['3des-cbc'] };
    expect(legacyOffer({ host, offer, ours: USUAL })).toBeUndefined();
    expect(
      legacyOffer({ host, offer: { ...sound, cipher: ['aes128-ctr'] }, ours: USUAL }),
    ).toBeUndefined();
  });

  it('has no MAC beside a cipher that needs none', () => {
    const offer = {
      ...sound,
      ...{ hostKey: ['ssh-rsa'], cipher: ['aes128-gcm@openssh.com'], mac: ['hmac-md5'] },
    };
    expect(legacyOffer({ host, offer, ours: USUAL })?.algorithms).toEqual(['ssh-rsa']);
  });
});
