import { ShowrunError } from '../core/errors.ts';
import type { AlgorithmKind, Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { LEGACY, type SshAlgorithms, SUPPORTED, USUAL } from './algorithm-names.ts';
import { applyRule, keepsOrder } from './algorithm-rule.ts';
import { rsaSignatures } from './user-signatures.ts';

/**
 * What to offer a host: the usual lists, changed by its ssh_config rules, and the old ones after them where `legacy` is
 * allowed. Host key algorithms of recorded keys (`recordedTypes`) come first, so that a server with several keys shows the
 * one we know; ssh_config has the last word on the order when it names the list itself.
 *
 * Throws `no-common-algorithm` when a rule leaves nothing that showrun can use.
 */
export function algorithmsFor(
  host: Host,
  { who, recordedTypes }: { readonly who: string; readonly recordedTypes: readonly string[] },
): SshAlgorithms {
  const list = (kind: AlgorithmKind, part: keyof SshAlgorithms): string[] => {
    const rule = host.ssh?.algorithms?.[kind];
    const chosen = applyRule(rule, { defaults: USUAL[part], supported: SUPPORTED[part] });
    const all = host.ssh?.legacy ? [...new Set([...chosen, ...LEGACY[part]])] : chosen;
    if (all.length > 0) return all;
    const keyword = KEYWORDS[kind];
    throw new ShowrunError(
      'no-common-algorithm',
      `${who}: '${keyword} ${safe(rule ?? '', 200)}' leaves nothing that showrun can use`,
      { subject: host.name, advice: `it can use ${SUPPORTED[part].join(', ')}` },
    );
  };
  const hostKeys = list('hostKey', 'serverHostKey');
  return {
    kex: list('kex', 'kex'),
    serverHostKey: keepsOrder(host.ssh?.algorithms?.hostKey)
      ? orderAlgorithms(recordedTypes, hostKeys)
      : hostKeys,
    cipher: list('cipher', 'cipher'),
    hmac: list('mac', 'hmac'),
  };
}

/** Signature algorithms of recorded key types first, the rest in its order. */
export function orderAlgorithms(
  types: readonly string[],
  algorithms: readonly string[] = USUAL.serverHostKey,
): string[] {
  const preferred = types
    .flatMap((type) => (type === 'ssh-rsa' ? RSA_SIGNATURES : [type]))
    .filter((algorithm) => algorithms.includes(algorithm));
  return [...new Set([...preferred, ...algorithms])];
}

/** Whether ssh_config lets a key of this type be offered (`PubkeyAcceptedAlgorithms`). */
export function mayOfferKey(host: Host, type: string): boolean {
  if (type === 'ssh-rsa') return rsaSignatures(host).length > 0;
  const own = { defaults: [type], supported: [type] };
  return applyRule(host.ssh?.algorithms?.pubkey, own).length > 0;
}

const RSA_SIGNATURES = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];

/** How ssh_config names the lists. */
export const KEYWORDS: Readonly<Record<AlgorithmKind, string>> = {
  kex: 'KexAlgorithms',
  hostKey: 'HostKeyAlgorithms',
  cipher: 'Ciphers',
  mac: 'MACs',
  pubkey: 'PubkeyAcceptedAlgorithms',
};
