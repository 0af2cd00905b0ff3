import type { Arrival } from './arrival.ts';
import type { HostData } from './host-data.ts';

/** An inventory entry: everything needed to open a session, secrets only by where they come from. */
export interface Host {
  /** What people call it; unique; also its name in the REPL. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** How it is reached; SSH unless told. Telnet encrypts nothing. */
  readonly transport?: TransportKind;
  /** Tried where nothing answers at the SSH port; absent for nothing else. */
  readonly fallback?: { readonly transport: 'telnet'; readonly port: number };
  /** For `local`: words, run without a shell, or a text for `/bin/sh -c`; absent for the person's shell. */
  readonly command?: string | readonly string[];
  /** A platform's name, or `auto` to recognise it when it answers. */
  readonly platform: string;
  /** What its prompt looks like, beside those of its platform: the prompt as it stands, or a regular expression between slashes. */
  readonly prompt?: string;
  /** The name of the character set it writes text in; UTF-8 unless told. */
  readonly encoding?: string;
  readonly username: string | undefined;
  readonly password: SecretSource | undefined;
  /** What `enable` and `sudo` ask for; a person is asked unless told. Entries that share one source share the object. */
  readonly secret?: SecretSource;
  /** Private key files to try, in order; absolute paths. */
  readonly keys: readonly string[];
  /** Only `keys` are offered, not everything the agent holds. */
  readonly keysOnly: boolean;
  /** The agent's socket; undefined for none. */
  readonly agent: string | undefined;
  readonly groups: readonly string[];
  /** What the person keeps of it for their own use; absent for nothing. */
  readonly data?: HostData;
  /** Hosts to go through, nearest first. */
  readonly via: readonly Host[];
  /** The name under which the host key is looked up and stored; usually the address. */
  readonly hostKeyAlias: string | undefined;
  /** known_hosts files; the first one is written to. */
  readonly knownHostsFiles: readonly string[];
  /** New entries get a hashed name (`HashKnownHosts`); they do anyway in a file whose entries are hashed. */
  readonly hashKnownHosts?: boolean;
  /** `ask` asks a person on first contact; `accept-new` (only ever by name) stores it; `strict` refuses. */
  readonly hostKeyPolicy: 'ask' | 'accept-new' | 'strict';
  /** False where a lost connection is not to be tried again by itself. */
  readonly reconnect?: boolean;
  /** Idle time after which Enter is sent where the device shows a prompt, so that it does not log us out; absent for never. */
  readonly keepAwakeMs?: number;
  /** Whether its sessions are logged (`on`, `off`), or the pattern for the names of their logs; absent for as the settings have it. */
  readonly log?: string;
  /** What is done on the line once it is open; absent for nothing. */
  readonly arrival?: Arrival;
  /** How SSH to this host differs from what is usual; absent for nothing. */
  readonly ssh?: SshOptions;
  /** Where the entry came from, for messages: `lab`, `command line`, a file's name. */
  readonly source: string;
}

/** What the inventory or ssh_config says about SSH to one host. Absent is what is usual. */
export interface SshOptions {
  /** Old, weak algorithms are offered too, after the good ones. */
  readonly legacy?: boolean;
  /** Lists as ssh_config writes them: `a,b` for all of it, `+a` added, `-a*` removed, `^a` first. */
  readonly algorithms?: Readonly<Partial<Record<AlgorithmKind, string>>>;
  /** Silence after which the host is asked for a sign of life; 0 for never. */
  readonly keepaliveMs?: number;
  /** How many of these questions in a row may stay without an answer. */
  readonly keepalivesBorne?: number;
  readonly connectTimeoutMs?: number;
  /** Environment variables to set on the host; it takes those it is configured to take. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command whose input and output are the connection; `%n` in it is `originalName`. Not used with `via`. */
  readonly proxy?: { readonly command: string; readonly originalName: string };
}

export type AlgorithmKind = 'kex' | 'hostKey' | 'cipher' | 'mac' | 'pubkey';

/** `local` is a command of this machine, on a pty. */
export type TransportKind = 'ssh' | 'telnet' | 'local';

/** Where a secret comes from; the secret itself is fetched when it is needed and never stored. */
export type SecretSource =
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'command'; readonly command: string }
  | { readonly from: 'prompt' }
  /** Under that name in the person's vault. */
  | { readonly from: 'vault'; readonly name: string }
  /** Held in memory only: the embedded lab's own password. */
  | { readonly from: 'memory'; readonly reveal: () => string };
