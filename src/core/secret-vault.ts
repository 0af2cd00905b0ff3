import type { Asker } from './asker.ts';

/** The person's encrypted secrets, as whoever logs in somewhere sees them. */
export interface SecretVault {
  /** Whether it gives what it has without asking anybody. */
  readonly isOpen: boolean;
  /**
   * The secret of that name. Asks for the passphrase if need be, once for all who wait. Rejects with `auth-failed` where there is
   * no such secret or the vault stays closed, and with whatever the asker rejects with.
   */
  read(name: string, reader: VaultReader): Promise<string>;
}

/** For whom a secret is read. */
export interface VaultReader {
  /** The host it is for, for messages and the question; safe to show. Absent where a person is at the vault itself. */
  readonly who?: string;
  /** Whom to ask for the passphrase. */
  readonly asker: Asker;
  readonly signal: AbortSignal;
  /** The question has come up before the person. */
  readonly onShown?: () => void;
}

/** The environment variable with the passphrase, for machines without a person; no command we start gets it. */
export const PASSPHRASE_VARIABLE = 'SHOWRUN_VAULT_PASSPHRASE';

/** Why a text cannot be the name of a secret; undefined where it can. */
export function vaultNameProblem(name: string): string | undefined {
  if (/^[A-Za-z0-9][\w.@:/-]{0,99}$/.test(name)) return undefined;
  return 'a name has letters, digits and . _ - @ : / in it, 100 at most, and begins with a letter or a digit';
}
