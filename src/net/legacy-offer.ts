import type { LegacyOffer } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { LEGACY, type SshAlgorithms } from './algorithm-names.ts';
import type { ServerOffer } from './server-offer.ts';

/** Which old algorithms a host would be reached with if they were allowed; undefined where they would not help. */
export function legacyOffer({
  host,
  offer,
  ours,
}: {
  readonly host: LegacyOffer['host'];
  readonly offer: ServerOffer;
  readonly ours: SshAlgorithms;
}): LegacyOffer | undefined {
  const algorithms: string[] = [];
  for (const [part, offered] of PARTS) {
    const theirs = offer[offered];
    const isAgreed = theirs.some((name) => ours[part].includes(name));
    // A cipher that authenticates by itself needs no MAC.
    const isNeedless = part === 'hmac' && offer.cipher.some((name) => isWhole(name, ours));
    if (isAgreed || isNeedless) continue;
    const usable = theirs.filter((name) => LEGACY[part].includes(name));
    if (usable.length === 0) return undefined;
    algorithms.push(...usable.map((name) => safe(name, 100)));
  }
  return algorithms.length === 0 ? undefined : { host, algorithms };
}

const PARTS = [
  ['kex', 'kex'],
  ['serverHostKey', 'hostKey'],
  ['cipher', 'cipher'],
  ['hmac', 'mac'],
] as const satisfies readonly (readonly [keyof SshAlgorithms, keyof ServerOffer])[];

function isWhole(cipher: string, ours: SshAlgorithms): boolean {
  return ours.cipher.includes(cipher) && /gcm|poly1305/.test(cipher);
}
