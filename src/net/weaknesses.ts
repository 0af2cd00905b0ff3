import { readRsaBits } from './known-hosts/key-blob.ts';

/** What two ends agreed on, as ssh2 reports it after the key exchange. */
export interface Negotiated {
  readonly kex: string;
  readonly serverHostKey: string;
  readonly cs: { readonly cipher: string; readonly mac: string };
  readonly sc: { readonly cipher: string; readonly mac: string };
}

/** Below this a key can be broken by anybody with patience, and OpenSSH refuses it. */
export const TOLERABLE_RSA_BITS = 1_024;
/** Below this nobody makes them any more. */
const SOUND_RSA_BITS = 2_048;

/**
 * What an attacker in the middle can cut off the beginning of unseen where the peer has no strict key exchange
 * (CVE-2023-48795): ChaCha20-Poly1305, and CBC with a MAC of the encrypted text.
 */
export function truncatable({ cs, sc }: Negotiated): string[] {
  const found = [cs, sc].flatMap(({ cipher, mac }) => {
    if (cipher.startsWith('chacha20-')) return [`cipher ${cipher} without strict key exchange`];
    const isCbcEtm = cipher.endsWith('-cbc') && mac.includes('-etm@');
    return isCbcEtm ? [`cipher ${cipher} with ${mac} without strict key exchange`] : [];
  });
  return [...new Set(found)];
}

/** The weak parts of a connection, a few words each; none for a sound one. `hostKey` is the public key's blob. */
export function weaknessesOf(
  negotiated: Negotiated,
  { hostKey, strictKex }: { readonly hostKey: Buffer; readonly strictKex: 'yes' | 'no' },
): string[] {
  const { kex, serverHostKey, cs, sc } = negotiated;
  const bits = readRsaBits(hostKey);
  const found = [
    ...(kex.endsWith('-sha1') ? [`key exchange ${kex}`] : []),
    ...(/^ssh-(rsa|dss)$/.test(serverHostKey) ? [`host key signature ${serverHostKey}`] : []),
    ...(strictKex === 'no' ? truncatable(negotiated) : []),
    ...(bits !== undefined && bits < SOUND_RSA_BITS ? [`RSA host key of ${bits} bits`] : []),
    ...[cs, sc]
      .filter(({ cipher }) => /-cbc$/.test(cipher))
      .map(({ cipher }) => `cipher ${cipher}`),
    ...[cs, sc].filter(({ mac }) => /md5|sha1/.test(mac)).map(({ mac }) => `MAC ${mac}`),
  ];
  return [...new Set(found)];
}
