import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { USUAL } from '../../../src/net/algorithm-names.ts';
import {
  hungUp,
  type Trouble,
  timedOut,
  translateError,
} from '../../../src/net/translate-error.ts';

const TROUBLE: Trouble = {
  name: 'r1',
  who: 'r1',
  address: '10.0.0.1',
  port: 22,
  phase: 'handshake',
  offer: { kex: ['k1', 'k2'], hostKey: ['ssh-dss'], cipher: ['3des-cbc'], mac: ['hmac-md5'] },
};

function coded(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe('an error of a socket', () => {
  it.each([
    ['ENOTFOUND', 'unknown-host', "r1 has no address: '10.0.0.1' is not known"],
    ['EAI_AGAIN', 'unknown-host', 'no name server answered'],
    ['ECONNREFUSED', 'refused', 'r1 refused the connection at 10.0.0.1 port 22'],
    ['EHOSTUNREACH', 'unreachable', 'r1 cannot be reached at 10.0.0.1 port 22'],
    ['ENETUNREACH', 'unreachable', 'r1 cannot be reached at 10.0.0.1 port 22'],
    ['EACCES', 'unreachable', 'a local rule forbids it'],
    ['ETIMEDOUT', 'timeout', 'r1 at 10.0.0.1 port 22 does not answer'],
    ['ECONNRESET', 'hung-up', 'r1 broke the connection'],
    ['EMFILE', 'unreachable', 'too many files are open'],
  ])('%s becomes %s', (code, ours, words) => {
    const error = translateError(coded(code), TROUBLE);
    expect(error).toMatchObject({ code: ours, subject: 'r1' });
    expect(error.message).toContain(words);
    expect(error.line).not.toContain('\n');
  });

  it('is the first of several addresses', () => {
    const both = new AggregateError([coded('EHOSTUNREACH'), coded('ECONNREFUSED')]);
    expect(translateError(both, TROUBLE).code).toBe('unreachable');
  });
});

describe('an error of a handshake', () => {
  it.each([
    ['key exchange algorithm', 'the key exchange k1, k2'],
    ['host key format', 'the host key algorithm ssh-dss'],
    ['C->S cipher', 'the cipher 3des-cbc'],
    ['S->C MAC', 'the MAC hmac-md5'],
  ])('without a matching %s says what the device offers', (thing, words) => {
    const error = translateError(new Error(`Handshake failed: no matching ${thing}`), TROUBLE);
    expect(error.code).toBe('no-common-algorithm');
    expect(error.message).toBe(`r1 offers only ${words} that showrun does not use`);
  });

  it('names both sides, and the line that allows the device its way', () => {
    const error = translateError(new Error('Handshake failed: no matching C->S cipher'), {
      ...TROUBLE,
      ours: USUAL,
    });
    expect(error.message).toBe(
      `r1 offers only the cipher 3des-cbc; showrun offers ${USUAL.cipher.join(', ')}`,
    );
    expect(error.advice).toBe(
      "to allow it for this host alone, write 'legacy: true' under r1 in the inventory, " +
        "or 'Ciphers +3des-cbc' under 'Host r1' in ssh_config",
    );
  });

  it('offers no way where there is none', () => {
    const offer = { kex: ['sntrup761x25519-sha512'], hostKey: [], cipher: [], mac: [] };
    const error = translateError(new Error('no matching key exchange algorithm'), {
      ...TROUBLE,
      offer,
      ours: USUAL,
    });
    expect(error.message).toContain('r1 offers only the key exchange sntrup761x25519-sha512; ');
    expect(error.advice).toBe('update the device or enable a newer algorithm on it');
  });

  it('is the reason a server gives, made safe', () => {
    const error = translateError(new Error('Go away\u001b[2J\nnow'), TROUBLE);
    expect(error).toMatchObject({ code: 'hung-up', message: 'r1 hung up: Go away␛[2J␊now' });
  });

  it('after too many keys points at naming one', () => {
    const error = translateError(new Error('Too many authentication failures'), {
      ...TROUBLE,
      phase: 'login',
    });
    expect(error.code).toBe('auth-failed');
    expect(error.advice).toContain('name one key');
  });

  it('keeps one of ours as it is, and the cause of others', () => {
    const ours = new ShowrunError('busy', 'busy');
    expect(translateError(ours, TROUBLE)).toBe(ours);
    const cause = coded('ECONNRESET');
    expect(translateError(cause, TROUBLE).cause).toBe(cause);
  });
});

describe('silence', () => {
  it('says what was waited for', () => {
    expect(timedOut({ ...TROUBLE, phase: 'login' }, 15_000).message).toBe(
      'r1 did not answer the login (perhaps a wrong password) within 15 s',
    );
  });

  it('and an end without a word say when', () => {
    expect(hungUp({ ...TROUBLE, phase: 'login' }).message).toBe(
      'r1 closed the connection during the login',
    );
    expect(hungUp({ ...TROUBLE, isForeign: true }).message).toBe('r1 does not speak SSH 2 there');
  });
});

describe('words of the server in an error', () => {
  it.each(['no matching \x1b]0;x\x07', 'no matching C->S \u009b2J', 'bye \u202e'])(
    'are shown, never carried out: %j',
    (words) => {
      for (const phase of ['handshake', 'login', 'shell', 'open'] as const) {
        const { line } = translateError(new Error(words), { ...TROUBLE, phase });
        expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
      }
    },
  );
});
