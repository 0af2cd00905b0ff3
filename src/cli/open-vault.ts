import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { PASSPHRASE_VARIABLE } from '../core/secret-vault.ts';
import { Vault } from '../vault/vault.ts';
import type { Folders } from './folders.ts';

/** The person's vault, which is read when it is first needed; there may be none. */
export function openVaultOf(
  folders: Folders,
  env: Readonly<Record<string, string | undefined>>,
): Vault {
  const passphrase = env[PASSPHRASE_VARIABLE];
  return new Vault({
    file: join(folders.data, 'vault'),
    clock: systemClock,
    passphrase: passphrase === '' ? undefined : passphrase,
  });
}
