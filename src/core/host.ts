/** An inventory entry: everything needed to open a session, secrets only by where they come from. */
export interface Host {
  /** What people call it; unique; also its name in the REPL. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** A platform's name, or `auto` to recognise it when it answers. */
  readonly platform: string;
  readonly username: string | undefined;
  readonly password: SecretSource | undefined;
  /** Private key files to try, in order; absolute paths. */
  readonly keys: readonly string[];
  /** Only `keys` are offered, not everything the agent holds. */
  readonly keysOnly: boolean;
  /** The agent's socket; undefined for none. */
  readonly agent: string | undefined;
  readonly groups: readonly string[];
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
  /** Where the entry came from, for messages: `lab`, `command line`, a file's name. */
  readonly source: string;
}

/** Where a secret comes from; the secret itself is fetched when it is needed and never stored. */
export type SecretSource =
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'command'; readonly command: string }
  | { readonly from: 'prompt' }
  /** Held in memory only: the embedded lab's own password. */
  | { readonly from: 'memory'; readonly reveal: () => string };
