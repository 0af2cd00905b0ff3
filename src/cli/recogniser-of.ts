import type { Host } from '../core/host.ts';
import type { RememberedHosts } from '../inventory/remembered-hosts.ts';
import type { Platforms } from '../platforms/platforms.ts';
import type { Recogniser } from '../session/driver/recognition.ts';

/** What tells the platform of one host: the platforms' signs and probes, and what was learned behind the same host key before. */
export function recogniserOf(
  host: Host,
  {
    platforms,
    remembered,
  }: { readonly platforms: Platforms; readonly remembered: RememberedHosts },
): Recogniser {
  const unknown = platforms.find('auto');
  // Commands of this machine have no address of their own, and nothing is typed on a shell to see what it is.
  const isLocal = host.transport === 'local';
  return {
    unknown,
    begin: (peer) => {
      const facts = isLocal ? undefined : remembered.of(host);
      const { platform, platformBy, fingerprint = '' } = facts ?? {};
      // Another key is another device.
      const isSame = peer === undefined || peer.fingerprint === fingerprint;
      const known = platform === undefined || !isSame ? undefined : platforms.lookup(platform);
      if (known === undefined) return { platform: unknown, trust: 'unknown' };
      return { platform: known, trust: platformBy === 'person' ? 'chosen' : 'remembered' };
    },
    look: (evidence) => platforms.recognise(evidence),
    nextStep: (evidence, answers) => {
      const step = platforms.nextStep(evidence, answers);
      return isLocal && step.kind === 'ask' ? { kind: 'give up' } : step;
    },
    isContradicted: (platform, evidence) => platforms.isContradicted(platform, evidence),
    found: ({ name }, { fingerprint }) => {
      if (isLocal) return;
      remembered.remember(host, { platform: name, platformBy: undefined, fingerprint });
    },
    chosen: (platform, { fingerprint }) => {
      if (isLocal) return;
      remembered.remember(
        host,
        platform
          ? { platform: platform.name, platformBy: 'person', fingerprint }
          : { platform: undefined, platformBy: undefined, fingerprint: undefined },
      );
    },
  };
}
