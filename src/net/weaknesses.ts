import { readRsaBits } from './known-hosts/key-blob.ts';
import { truncatable } from './truncatable.ts';

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
