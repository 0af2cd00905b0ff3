import type { Host } from '../core/host.ts';
import type { RememberedHosts } from '../inventory/remembered-hosts.ts';
import type { Platforms } from '../platforms/platforms.ts';
import type { Recogniser } from '../session/recognition.ts';

/** What tells the platform of one host: the platforms' signs and probes, and what was learned behind the same host key before. */
export function recogniserOf(
  host: Host,
  {
    platforms,
    remembered,
  }: { readonly platforms: Platforms; readonly remembered: RememberedHosts },
): Recogniser {
  const unknown = platforms.find('auto');
  return {
    unknown,
    begin: (peer) => {
      const { platform, platformBy, fingerprint = '' } = remembered.of(host) ?? {};
      // Another key is another device.
      const isSame = peer === undefined || peer.fingerprint === fingerprint;
      const known = platform === undefined || !isSame ? undefined : platforms.lookup(platform);
      if (known === undefined) return { platform: unknown, trust: 'unknown' };
      return { platform: known, trust: platformBy === 'person' ? 'chosen' : 'remembered' };
    },
    look: (evidence) => platforms.recognise(evidence),
    nextStep: (evidence, answers) => platforms.nextStep(evidence, answers),
    isContradicted: (platform, evidence) => platforms.isContradicted(platform, evidence),
    found: ({ name }, { fingerprint }) =>
      remembered.remember(host, { platform: name, platformBy: undefined, fingerprint }),
  };
}
