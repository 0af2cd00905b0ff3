import { describe, expect, it } from 'vitest';
import { LEGACY, USUAL } from '../../../src/net/algorithm-names.ts';
import { algorithmsFor, mayOfferKey } from '../../../src/net/algorithms.ts';
import { testHost } from '../../helpers/test-host.ts';

const none = { who: 'r1', recordedTypes: [] };

describe('the algorithms for a host', () => {
  it('are the usual ones, and nothing old', () => {
    expect(algorithmsFor(testHost(), none)).toEqual(USUAL);
    const names = Object.values(USUAL).flat();
    expect(names.filter((name) => /group1-|cbc|md5|dss|sha1|^ssh-rsa$/.test(name))).toEqual([]);
  });

  it('have the old ones after them where these are allowed', () => {
    const host = testHost({ ssh: { legacy: true } });
    const { kex, cipher, serverHostKey, hmac } = algorithmsFor(host, none);
    expect(serverHostKey.slice(-2)).toEqual(['ssh-rsa', 'ssh-dss']);
    expect(hmac).toContain('hmac-sha1');
    expect(kex).toEqual([...USUAL.kex, ...LEGACY.kex]);
    expect(cipher).toEqual([...USUAL.cipher, ...LEGACY.cipher]);
  });

  it('begin with those of the recorded host keys, unless ssh_config names the order', () => {
    const recorded = { who: 'r1', recordedTypes: ['ssh-rsa'] };
    const first = (rule: string | undefined) =>
      algorithmsFor(
        testHost({ ssh: { algorithms: rule === undefined ? {} : { hostKey: rule } } }),
        recorded,
      ).serverHostKey.slice(0, 2);
    expect(first(undefined)).toEqual(['rsa-sha2-512', 'rsa-sha2-256']);
    expect(first('-rsa-sha2-512')).toEqual(['rsa-sha2-256', 'ssh-ed25519']);
    expect(first('^ssh-ed25519')).toEqual(['ssh-ed25519', 'ecdsa-sha2-nistp256']);
  });

  it('are an error that names the rule when it leaves none', () => {
    const host = testHost({ ssh: { algorithms: { mac: 'umac-64@openssh.com' } } });
    expect(() => algorithmsFor(host, none)).toThrow(
      "r1: 'MACs umac-64@openssh.com' leaves nothing that showrun can use",
    );
  });

  it('keep back keys that ssh_config does not accept', () => {
    const host = (pubkey: string) => testHost({ ssh: { algorithms: { pubkey } } });
    expect(mayOfferKey(testHost(), 'ssh-ed25519')).toBe(true);
    expect(mayOfferKey(host('-ssh-ed25519'), 'ssh-ed25519')).toBe(false);
    expect(mayOfferKey(host('rsa-sha2-512'), 'ssh-rsa')).toBe(true);
    expect(mayOfferKey(host('ecdsa-*'), 'ssh-rsa')).toBe(false);
    expect(mayOfferKey(host('-rsa-sha2-*'), 'ssh-rsa')).toBe(false);
    expect(mayOfferKey(host('+ssh-rsa'), 'ssh-rsa')).toBe(true);
  });
});
