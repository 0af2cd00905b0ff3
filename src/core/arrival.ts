import type { SecretSource } from './host.ts';

/** What is done on a line once it is open, before anybody may type: up to the device a session is for. */
export interface Arrival {
  /** Whoever used it last may still be logged in, and nobody of us may stay so: we log out before we leave. */
  readonly isConsole: boolean;
  /** At the first device. */
  readonly first: Meeting;
  /** From there on, one device after the other. */
  readonly hops: readonly Hop[];
}

/** Where the secrets on the way come from: of hops, and of login scripts. */
export function secretsOnArrival({ first, hops }: Arrival): readonly SecretSource[] {
  const scripts = [first, ...hops].flatMap(({ login }) => (typeof login === 'string' ? [] : login));
  return [
    ...hops.flatMap(({ password }) => password ?? []),
    ...scripts.flatMap(({ send }) => (send.kind === 'secret' ? [send.source] : [])),
  ];
}

/** How a device is met. */
export interface Meeting {
  /** Enter is sent where it says nothing. */
  readonly wake: boolean;
  readonly login: LoginPlan;
}

/** The way from one device to the next. */
export interface Hop extends Meeting {
  /** The line typed at the one before: `telnet 10.0.0.9 2003`. */
  readonly send: string;
  /** A platform's name, or `auto`. */
  readonly platform: string;
  readonly username: string | undefined;
  readonly password: SecretSource | undefined;
}

/**
 * `usual`: as its transport does by itself; `platform`: what the platform knows of logins is answered on the line; `manual`:
 * nothing is; or a script.
 */
export type LoginPlan = 'usual' | 'platform' | 'manual' | readonly LoginStep[];

/** One thing a login script waits for, and what it says then. */
export interface LoginStep {
  /** A regular expression for what came since the last thing was sent, case ignored. */
  readonly expect: RegExp;
  readonly send: LoginWord;
  /** It need not come: where a later one comes first, this one is left out. */
  readonly isOptional: boolean;
}

export type LoginWord =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'username' }
  | { readonly kind: 'password' }
  | { readonly kind: 'secret'; readonly source: SecretSource };
