/**
 * Asks the person at the keyboard. In the TUI a dialog outside all panes; for `showrun run` the terminal, if there is one.
 * Every foreign string in a question is already `safe()`.
 */
export interface Asker {
  /** Whether to trust a key seen for the first time. */
  trustHostKey(question: HostKeyQuestion): Promise<HostKeyAnswer>;
  /** A password, passphrase or one-time code; undefined when the person cancels or nobody is there. */
  secret(question: SecretQuestion): Promise<string | undefined>;
}

export interface HostKeyQuestion {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly keyType: string;
  /** `SHA256:…` as OpenSSH prints it. */
  readonly fingerprint: string;
  readonly signal: AbortSignal;
  /** Called as it comes up: what was typed before was perhaps the answer, typed early, and is no input for the device. */
  readonly onShown?: () => void;
}

export type HostKeyAnswer = 'store' | 'once' | 'reject' | 'nobody';

export interface SecretQuestion {
  readonly host: string;
  /** What is asked for: `password for admin@r1`, or the server's own prompt. */
  readonly text: string;
  /** The server's own instructions, if it sent any. */
  readonly instructions: string;
  /** Whether what is typed may be shown. */
  readonly echo: boolean;
  readonly signal: AbortSignal;
  /** As of a host key. */
  readonly onShown?: () => void;
}
