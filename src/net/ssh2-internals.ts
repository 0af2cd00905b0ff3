import { safeLines } from '../core/safe.ts';

/** The server's identification without the protocol. The types do not name it; ssh2 sets it before `handshake`. */
export function softwareOf(client: object): string {
  const software = (client as { _remoteVer?: unknown })._remoteVer;
  return typeof software === 'string' ? safeLines(software).slice(0, 255) : '';
}

/** Whether both ends keep to the strict key exchange, which nobody in the middle can shorten; known after the handshake. */
export function strictKexOf(client: object): 'yes' | 'no' {
  const { _protocol: protocol } = client as { _protocol?: { _strictMode?: boolean } };
  return protocol?._strictMode === true ? 'yes' : 'no';
}

/** Starts ssh2's count of unanswered keepalives anew. There is no public call; it does so itself at every answer. */
export function resetKeepalive(client: object): void {
  (client as { _resetKA?: () => void })._resetKA?.();
}

/**
 * Asks the server for a sign of life; any proper answer calls back. There is no public call for it; this is what ssh2's own
 * keepalive timer does.
 */
export function ping(client: object, onAnswer: () => void = () => {}): void {
  const inner = client as {
    _callbacks?: ((failure: unknown) => void)[];
    _protocol?: { ping?: () => void };
    _sock?: { writable?: boolean };
  };
  if (!Array.isArray(inner._callbacks) || typeof inner._protocol?.ping !== 'function') return;
  if (inner._sock?.writable === false) return;
  // The answers are matched to requests in order; at the end of the connection all get an error.
  inner._callbacks.push((failure) => {
    if (!(failure instanceof Error)) onAnswer();
  });
  inner._protocol.ping();
}
