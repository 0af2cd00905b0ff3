import type { Host } from './host.ts';

/** Every way showrun can fail at something a person asked for. A new code needs a sentence in `advice`. */
export type ErrorCode =
  | 'unknown-host'
  | 'unreachable'
  | 'refused'
  | 'timeout'
  | 'no-common-algorithm'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'host-key-revoked'
  | 'host-key-rejected'
  | 'host-key-weak'
  | 'auth-failed'
  | 'needs-person'
  | 'key-unreadable'
  | 'hung-up'
  | 'no-prompt'
  | 'busy'
  | 'interrupted'
  | 'skipped'
  | 'not-open'
  | 'bad-file'
  | 'bad-usage'
  | 'bad-selector'
  | 'no-template'
  | 'template-failed'
  | 'internal';

export interface ErrorDetails {
  /** What failed: a host, a file, a selector. */
  readonly subject?: string;
  /** Overrides the standard advice of the code where more is known. */
  readonly advice?: string;
  /** `never` where trying again by itself would be of no use, or count against an account. */
  readonly retry?: 'never' | undefined;
  /** What a person could allow so that it works. */
  readonly legacy?: LegacyOffer | undefined;
  /** What a device had said until then, as it came; to be shown only after `safe()`. */
  readonly heard?: string | undefined;
  readonly cause?: unknown;
}

/** Old, weak algorithms without which a host cannot be reached; a person may allow them for this one host. */
export interface LegacyOffer {
  readonly host: Pick<Host, 'name' | 'address' | 'port' | 'via'>;
  /** What would be allowed, by the names of the algorithms or in a few words; safe to show. */
  readonly algorithms: readonly string[];
}

/**
 * The one error class. `message` names the thing and what happened, in one line; `advice` says what to do next.
 * Neither may hold a secret; both may hold foreign text only after `safe()`.
 */
export class ShowrunError extends Error {
  readonly code: ErrorCode;
  readonly advice: string;
  readonly subject: string | undefined;
  readonly retry: 'never' | undefined;
  readonly legacy: LegacyOffer | undefined;
  readonly heard: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ShowrunError';
    this.code = code;
    this.subject = details.subject;
    this.retry = details.retry;
    this.legacy = details.legacy;
    this.heard = details.heard;
    this.advice = details.advice ?? advise(code);
  }

  /** The one line a person gets: what is wrong, where, what to do. */
  get line(): string {
    return this.advice === '' ? this.message : `${this.message}: ${this.advice}`;
  }
}

/** Any thrown value as a `ShowrunError`; what nobody foresaw becomes `internal`. */
export function asShowrunError(thrown: unknown): ShowrunError {
  if (thrown instanceof ShowrunError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ShowrunError('internal', message, { cause: thrown });
}

/** The same failure, not to be tried again by itself. */
export function neverRetried(error: ShowrunError): ShowrunError {
  return error.retry === 'never' ? error : retold(error, { retry: 'never' });
}

/** The same failure with something said differently. */
export function retold(
  error: ShowrunError,
  changes: { readonly message?: string; readonly retry?: 'never'; readonly heard?: string },
): ShowrunError {
  const { code, advice, subject, cause, legacy } = error;
  const heard = changes.heard ?? error.heard;
  return new ShowrunError(code, changes.message ?? error.message, {
    ...(subject !== undefined && { subject }),
    ...{ advice, cause, legacy, heard, retry: changes.retry ?? error.retry },
  });
}

function advise(code: ErrorCode): string {
  switch (code) {
    case 'unknown-host':
      return 'check the name, or add it to the inventory or ~/.ssh/config';
    case 'unreachable':
      return 'check the address, the route and any jump host';
    case 'refused':
      return 'nothing listens there; check the port and that SSH is enabled on the device';
    case 'timeout':
      return 'the device did not answer in time; check it is up, then reconnect';
    case 'no-common-algorithm':
      return 'the device offers only algorithms that are switched off here';
    case 'host-key-unknown':
      return 'connect once in the terminal and compare the fingerprint, or add the key to known_hosts';
    case 'host-key-changed':
      return 'if the device was replaced, remove the old key with ssh-keygen -R and connect again';
    case 'host-key-revoked':
      return 'this key is marked @revoked in known_hosts; do not log in';
    case 'host-key-rejected':
      return 'the key was not accepted; nothing was sent';
    case 'host-key-weak':
      return 'make a new key on the device: RSA of 2048 bits or more, or ED25519';
    case 'auth-failed':
      return 'check the user name, key or password; it is not tried again by itself';
    case 'needs-person':
      return 'press Enter in its pane to log in again';
    case 'key-unreadable':
      return 'check the file, its permissions and its passphrase';
    case 'hung-up':
      return 'try again when the device is back';
    case 'no-prompt':
      return 'look at the pane; the device may be waiting for an answer';
    case 'busy':
      return 'wait for the running command or interrupt it';
    case 'interrupted':
    case 'skipped':
      return '';
    case 'not-open':
      return 'reconnect the session first';
    case 'bad-file':
      return 'correct the file and start again';
    case 'bad-usage':
      return 'see showrun --help';
    case 'bad-selector':
      return 'use a host, a,b, @group, a pattern such as r*, or all';
    case 'no-template':
      return 'showing the raw text';
    case 'template-failed':
      return 'showing the raw text';
    case 'internal':
      return 'this is a fault in showrun, please report it';
  }
}
