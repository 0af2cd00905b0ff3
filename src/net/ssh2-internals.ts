import { safeLines } from '../core/safe.ts';

/** The server's identification without the protocol. The types do not name it; ssh2 sets it before `handshake`. */
export function softwareOf(client: object): string {
  const software = (client as { _remoteVer?: unknown })._remoteVer;
  return typeof software === 'string' ? safeLines(software).slice(0, 255) : '';
}

/** Starts ssh2's count of unanswered keepalives anew. There is no public call; it does so itself at every answer. */
export function resetKeepalive(client: object): void {
  (client as { _resetKA?: () => void })._resetKA?.();
}
