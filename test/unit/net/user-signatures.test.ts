import { describe, expect, it } from 'vitest';
import type { SshOptions } from '../../../src/core/host.ts';
import { limitSignatures, rsaSignatures } from '../../../src/net/user-signatures.ts';

const SHA2 = ['rsa-sha2-512', 'rsa-sha2-256'];

describe('the signatures of an RSA key', () => {
  const of = (ssh: SshOptions) => rsaSignatures({ ssh });

  it('have SHA-1 only for a host that is allowed old algorithms, or by ssh_config', () => {
    expect(of({})).toEqual(SHA2);
    expect(of({ legacy: true })).toEqual([...SHA2, 'ssh-rsa']);
    expect(of({ algorithms: { pubkey: '+ssh-rsa' } })).toEqual([...SHA2, 'ssh-rsa']);
    expect(of({ legacy: true, algorithms: { pubkey: '-rsa-sha2-*' } })).toEqual(['ssh-rsa']);
    expect(of({ algorithms: { pubkey: 'ssh-ed25519' } })).toEqual([]);
  });
});

/** What ssh2 is told that the server announces, and whether the server is taken for an old one. */
function heard(allowed: readonly string[], announced: readonly string[] | undefined) {
  const seen: unknown[] = [];
  const handlers: Record<string, (...parts: unknown[]) => void> = {
    EXT_INFO: (_, extensions) => seen.push(extensions),
    SERVICE_ACCEPT: () => seen.push('accepted'),
  };
  let isOld = false;
  const client = { _protocol: { _handlers: handlers } };
  limitSignatures(client, {
    allowed,
    onOld: () => {
      isOld = true;
    },
  });
  if (announced) handlers['EXT_INFO']?.({}, [{ name: 'server-sig-algs', algs: announced }]);
  handlers['SERVICE_ACCEPT']?.({}, 'ssh-userauth');
  return { seen, isOld };
}

const algs = (names: readonly string[]) => [{ name: 'server-sig-algs', algs: names }];

describe('what the library hears of the server', () => {
  it('are the allowed signatures among those announced, and every other kind of key', () => {
    const announced = ['ssh-ed25519', 'rsa-sha2-256', 'ssh-rsa'];
    expect(heard(SHA2, announced)).toEqual({
      seen: [algs(['ssh-ed25519', 'rsa-sha2-256']), 'accepted'],
      isOld: false,
    });
    expect(heard(['ssh-rsa'], announced).seen[0]).toEqual(algs(['ssh-ed25519', 'ssh-rsa']));
  });

  it('is SHA-2 where the server announces nothing and SHA-1 is not allowed', () => {
    expect(heard(SHA2, undefined)).toEqual({ seen: [algs(SHA2), 'accepted'], isOld: true });
    expect(heard([...SHA2, 'ssh-rsa'], undefined)).toEqual({ seen: ['accepted'], isOld: false });
  });

  it('is an old server where no SHA-2 is announced', () => {
    expect(heard(SHA2, ['ssh-rsa', 'ssh-dss'])).toMatchObject({ isOld: true });
  });

  it('changes nothing in a library that works in another way', () => {
    expect(() => limitSignatures({}, { allowed: [], onOld: () => {} })).not.toThrow();
  });
});
