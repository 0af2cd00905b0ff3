import type { Duplex } from 'node:stream';
import type { Clock } from '../core/clock.ts';
import type { SshOptions } from '../core/host.ts';
import { KeepaliveWatch } from './keepalive.ts';
import { ping, resetKeepalive } from './ssh2-internals.ts';

/** Watches whether the far end of a login is still there; undefined where ssh_config wants no keepalive. */
export function watchLife(request: {
  readonly client: object;
  readonly stream: Duplex;
  readonly clock: Clock;
  readonly ssh: SshOptions | undefined;
  readonly onSilence: (silentMs: number | undefined) => void;
}): KeepaliveWatch | undefined {
  const { client, stream, clock, onSilence } = request;
  const { keepaliveMs, keepalivesBorne } = request.ssh ?? {};
  if (keepaliveMs === 0) return undefined;
  const life = new KeepaliveWatch({
    ...{ clock, onSilence, keepaliveMs, keepalivesBorne },
    reset: () => resetKeepalive(client),
    ask: (onAnswer) => ping(client, onAnswer),
  });
  stream.on('data', () => life.heard());
  return life;
}
