/** Gives a secret a device asks for; undefined when there is none. It goes to the device and nowhere else. */
export type AskSecret = (asked: SecretAsked) => Promise<SecretGiven | undefined>;

export interface SecretAsked {
  /** The session's name. */
  readonly host: string;
  /** The device's words: `Password:`. Safe to show. */
  readonly question: string;
  /** What was entered before: `enable`. Safe to show. */
  readonly after: string;
  readonly about: SecretKind;
  /** Aborted when the device asks no longer, or whoever waits for the answer has given up. */
  readonly signal: AbortSignal;
}

/** Which secret: the one the inventory has for `enable` and `sudo`, the login's, or one only the person knows. */
export type SecretKind = 'host secret' | 'login password' | 'unknown';

export interface SecretGiven {
  readonly secret: string;
  /** How the device took it, told once: others wait for that. `unknown`: it never came to that. */
  judge(verdict: 'accepted' | 'refused' | 'unknown'): void;
}
