import type { ParsedKey } from 'ssh2';
import type { SecretVault } from '../core/secret-vault.ts';

/**
 * What one run remembers about logins, in memory only and shared by all its hosts: unlocked key files, passwords a
 * host has accepted, host keys trusted "once", and the vault once it is open.
 */
export class Memory {
  readonly #unlocked = new Map<string, { readonly text: Buffer; readonly key: ParsedKey }>();
  /** Passwords typed by the person and accepted, by `user@name`; forgotten when refused. */
  readonly passwords = new Map<string, string>();
  /** `name fingerprint` of keys trusted for this run. */
  readonly trustedOnce = new Set<string>();
  readonly vault: SecretVault | undefined;
  readonly #turns = new Map<string, Promise<void>>();

  constructor(vault?: SecretVault) {
    this.vault = vault;
  }

  /** A key file that was unlocked before, as long as it has not changed since. */
  unlockedKey(file: string, text: Buffer): ParsedKey | undefined {
    const known = this.#unlocked.get(file);
    return known?.text.equals(text) ? known.key : undefined;
  }

  keepUnlocked(file: string, text: Buffer, key: ParsedKey): void {
    this.#unlocked.set(file, { text, key });
  }

  /**
   * Runs `task` after every earlier task with the same key. Ten sessions through one new bastion ask about its key once:
   * the nine that waited find it known.
   */
  async inTurn<Value>(key: string, task: () => Promise<Value>): Promise<Value> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    let done = () => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    const tail = before.then(() => mine);
    this.#turns.set(key, tail);
    await before;
    try {
      return await task();
    } finally {
      done();
      if (this.#turns.get(key) === tail) this.#turns.delete(key);
    }
  }
}
