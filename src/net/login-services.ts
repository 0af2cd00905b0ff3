import type { Asker } from '../core/asker.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Gate } from './gate.ts';
import { Memory } from './memory.ts';

/** What logging in to any host needs from the rest of the program. One of each for the whole run. */
export interface LoginServices {
  readonly asker: Asker;
  /** Limits how many handshakes run at once: `new Gate(MAX_HANDSHAKES)`. */
  readonly handshakes: Gate;
  /** Share one, so that a passphrase and a new host key are asked once for all hosts. */
  readonly memory?: Memory;
  readonly clock?: Clock;
  /** Where `password: {env: …}` looks; also the environment of password commands. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The same with the usual in place of what was not given. */
export function withDefaults(services: LoginServices): Required<LoginServices> {
  const { asker, handshakes, memory, clock, env } = services;
  return {
    asker,
    handshakes,
    memory: memory ?? new Memory(),
    clock: clock ?? systemClock,
    env: env ?? process.env,
  };
}
