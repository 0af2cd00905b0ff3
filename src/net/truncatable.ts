import { ShowrunError } from '../core/errors.ts';
import type { LoginContext } from './login-context.ts';
import { legacyAdvice } from './translate-error.ts';
import type { Negotiated } from './weaknesses.ts';

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

/**
 * The end of a login to a peer without strict key exchange that has nothing but such a cipher, unless a person allows it.
 *
 * ssh2 makes its offer before it has read the peer's, so the cipher cannot be kept back from those who lack strict key
 * exchange. It comes last, is taken only where there is nothing else, and is refused here: before anything secret is sent.
 */
export function refusalOfTruncatable(
  { host, who }: Pick<LoginContext, 'host' | 'who'>,
  negotiated: Negotiated,
): ShowrunError | undefined {
  const [worst, ...others] = truncatable(negotiated);
  if (worst === undefined || host.ssh?.legacy || host.ssh?.algorithms?.cipher) return undefined;
  const { name, address, port, via } = host;
  return new ShowrunError('no-common-algorithm', `${who} has nothing better than ${worst}`, {
    ...{ subject: name, advice: legacyAdvice(name), retry: 'never' },
    legacy: { host: { name, address, port, via }, algorithms: [worst, ...others] },
  });
}
