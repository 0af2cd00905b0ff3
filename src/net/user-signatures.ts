import type { Host } from '../core/host.ts';
import { applyRule } from './algorithm-rule.ts';

/**
 * The signatures that the person's RSA keys may give a host, best first: SHA-1 only where old algorithms are allowed or
 * `PubkeyAcceptedAlgorithms` names it, which can also keep the others back from a device that stumbles over them.
 */
export function rsaSignatures({ ssh }: Pick<Host, 'ssh'>): readonly string[] {
  const defaults = ssh?.legacy ? [...SHA2, SHA1] : SHA2;
  return applyRule(ssh?.algorithms?.pubkey, { defaults, supported: [...SHA2, SHA1] });
}

const SHA2 = ['rsa-sha2-512', 'rsa-sha2-256'];
const SHA1 = 'ssh-rsa';

type Handler = (protocol: unknown, ...rest: unknown[]) => void;

/**
 * Keeps ssh2 to these signatures. It signs with what the server announces (RFC 8308), and with SHA-1 where the server
 * announces nothing; there is no setting for it, so what the server announces passes through here.
 */
export function limitSignatures(
  client: object,
  { allowed, onOld }: { readonly allowed: readonly string[]; readonly onOld: () => void },
): void {
  const { _protocol: protocol } = client as {
    _protocol?: { _handlers?: Record<string, Handler> };
  };
  const handlers = protocol?._handlers;
  const { EXT_INFO: announce, SERVICE_ACCEPT: accept } = handlers ?? {};
  if (handlers === undefined || announce === undefined || accept === undefined) return;
  let isAnnounced = false;
  handlers['EXT_INFO'] = (self, extensions) => {
    const kept = (extensions as readonly Extension[]).map((one) => {
      if (one.name !== 'server-sig-algs') return one;
      isAnnounced = true;
      if (!one.algs.some((name) => SHA2.includes(name))) onOld();
      return { ...one, algs: one.algs.filter((name) => !isRsa(name) || allowed.includes(name)) };
    });
    announce(self, kept);
  };
  handlers['SERVICE_ACCEPT'] = (self, ...rest) => {
    if (!isAnnounced && !allowed.includes(SHA1)) {
      // A server that announces nothing may know SHA-2 all the same.
      onOld();
      announce(self, [{ name: 'server-sig-algs', algs: allowed }]);
    }
    accept(self, ...rest);
  };
}

interface Extension {
  readonly name: string;
  readonly algs: readonly string[];
}

function isRsa(name: string): boolean {
  return name === SHA1 || SHA2.includes(name);
}
