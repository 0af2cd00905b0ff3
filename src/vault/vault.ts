import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../core/clock.ts';
import { asShowrunError, retold, ShowrunError } from '../core/errors.ts';
import { oneAtATime } from '../core/one-at-a-time.ts';
import { safe } from '../core/safe.ts';
import { PASSPHRASE_VARIABLE, type SecretVault, type VaultReader } from '../core/secret-vault.ts';
import { codeOf, replaceFile, whileLocked } from '../core/shared-file.ts';
import {
  askNewPassphrase,
  askPassphrase,
  checkNewPassphrase,
  lockedVault,
} from './ask-passphrase.ts';
import {
  checkVault,
  isKeyFor,
  type KeyMaking,
  MAX_VAULT_BYTES,
  newVaultKey,
  openVault,
  sealVault,
  type VaultEntries,
  type VaultEntry,
  type VaultKey,
  vaultKeyFor,
} from './vault-file.ts';

export interface VaultOptions {
  readonly file: string;
  readonly clock: Clock;
  /** The passphrase where no person is to be asked for it. */
  readonly passphrase: string | undefined;
  /** How new keys are made, for tests, which cannot wait. */
  readonly making?: Omit<KeyMaking, 'salt'>;
}

const MAX_TRIES = 3;

/**
 * The person's encrypted secrets. It is unlocked when one is first needed, and from then on only its key is kept: each read looks
 * at the file, so that what another run sets is seen. Every method but `close` may ask for the passphrase.
 */
export class Vault implements SecretVault {
  readonly #options: VaultOptions;
  readonly #inTurn = oneAtATime();
  #key: VaultKey | undefined;
  #unlocking: Promise<Unlocked> | undefined;
  #isClosed = false;

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#key !== undefined;
  }

  get exists(): boolean {
    return existsSync(this.#options.file);
  }

  async read(name: string, reader: VaultReader): Promise<string> {
    const found = (await this.list(reader)).get(name);
    if (found !== undefined) return found.secret;
    const what = this.exists ? `there is no '${safe(name)}' in the vault` : 'there is no vault yet';
    throw new ShowrunError('auth-failed', said(reader, what), {
      advice: `set it with: showrun vault set ${safe(name)}`,
    });
  }

  /** Everything in it; nothing where there is no vault yet, and nobody is asked then. */
  async list(reader: VaultReader): Promise<VaultEntries> {
    for (;;) {
      const bytes = await this.#bytes();
      if (bytes === undefined) return new Map();
      const key = await this.#keyFor(bytes, reader);
      const entries = openVault(bytes, key, this.#options.file);
      if (entries !== undefined) return entries;
      this.#drop(key);
    }
  }

  /** Sets a secret. Makes the vault where there is none, with a passphrase asked for twice. */
  set(name: string, secret: string, reader: VaultReader): Promise<void> {
    const entry: VaultEntry = { secret, atMs: this.#options.clock.wallMs() };
    return this.#change(reader, (entries) => new Map([...entries, [name, entry]]));
  }

  /** Removes a secret; says whether it was there. */
  async remove(name: string, reader: VaultReader): Promise<'removed' | 'not there'> {
    if (!(await this.list(reader)).has(name)) return 'not there';
    await this.#change(reader, (entries) => new Map([...entries].filter(([one]) => one !== name)));
    return 'removed';
  }

  /** Asks for a new passphrase, twice, and seals the vault with it. */
  async changePassphrase(reader: VaultReader): Promise<void> {
    await this.list(reader);
    const next = await this.#newKey(await askNewPassphrase(reader));
    await this.#change(reader, (entries) => entries, next);
  }

  /** Forgets the key. Safe to call twice. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#drop();
    return Promise.resolve();
  }

  /** Puts a change into the file as it is now, with what other runs have written meanwhile. */
  #change(
    reader: VaultReader,
    change: (entries: VaultEntries) => VaultEntries,
    next?: VaultKey,
  ): Promise<void> {
    const { file, clock } = this.#options;
    return this.#inTurn(async () => {
      for (;;) {
        const before = await this.#bytes();
        const key = before ? await this.#keyFor(before, reader) : await this.#create(reader);
        // Keys are made before: it takes too long to be done under a lock.
        const isDone = await this.#writing(() =>
          whileLocked(file, clock, async () => {
            const now = await this.#bytes();
            const entries = now === undefined ? new Map() : openVault(now, key, file);
            // One that was dropped meanwhile is zeros: nothing may be sealed with it.
            if (entries === undefined || this.#key !== key) return false;
            await replaceFile(file, sealVault(change(entries), next ?? key));
            return true;
          }),
        );
        if (isDone) {
          if (next) this.#keep(next);
          return;
        }
        // Another run has made the vault, or changed its passphrase.
        this.#drop(key);
        if (this.#isClosed) throw new ShowrunError('interrupted', 'the vault was closed');
      }
    });
  }

  async #writing<Value>(task: () => Promise<Value>): Promise<Value> {
    try {
      return await task();
    } catch (thrown) {
      if (thrown instanceof ShowrunError) throw thrown;
      const message = `cannot write ${safe(this.#options.file)} (${codeOf(thrown)})`;
      throw new ShowrunError('bad-file', message, { cause: thrown, advice: 'nothing was changed' });
    }
  }

  async #create(reader: VaultReader): Promise<VaultKey> {
    const { passphrase } = this.#options;
    if (passphrase !== undefined) checkNewPassphrase(passphrase);
    return this.#keep(await this.#newKey(passphrase ?? (await askNewPassphrase(reader))));
  }

  #newKey(passphrase: string): Promise<VaultKey> {
    return newVaultKey(passphrase, this.#options.making);
  }

  /** The key of the file as it is; whoever comes while another one is asked waits for that answer. */
  async #keyFor(bytes: Buffer, reader: VaultReader): Promise<VaultKey> {
    for (;;) {
      const key = this.#key;
      if (key !== undefined && isKeyFor(bytes, key, this.#options.file)) return key;
      const isMine = this.#unlocking === undefined;
      this.#unlocking ??= this.#unlock(bytes, reader).finally(() => {
        this.#unlocking = undefined;
      });
      const outcome = await untilAborted(this.#unlocking, reader.signal);
      if (outcome.kind === 'open') return outcome.key;
      const { error, isForAll } = outcome;
      if (isMine || isForAll) throw retold(error, { message: said(reader, error.message) });
    }
  }

  async #unlock(bytes: Buffer, reader: VaultReader): Promise<Unlocked> {
    try {
      return { kind: 'open', key: await this.#typedKey(bytes, reader) };
    } catch (thrown) {
      const error = asShowrunError(thrown);
      // That nobody may be asked for one host, or that one has gone, says nothing of the others.
      const isForAll = !reader.signal.aborted && error.code !== 'needs-person';
      return { kind: 'locked', error, isForAll };
    }
  }

  async #typedKey(bytes: Buffer, reader: VaultReader): Promise<VaultKey> {
    const { passphrase, file } = this.#options;
    checkVault(bytes, file);
    if (passphrase !== undefined) {
      const key = await this.#tried(bytes, passphrase);
      if (key !== undefined) return key;
      throw lockedVault(`the passphrase in $${PASSPHRASE_VARIABLE} is not the vault's`);
    }
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = tries === 0 ? '' : 'That was not the passphrase of the vault.';
      const key = await this.#tried(bytes, await askPassphrase(reader, before));
      if (key !== undefined) return key;
    }
    throw lockedVault(`${MAX_TRIES} wrong passphrases for the vault`);
  }

  async #tried(bytes: Buffer, passphrase: string): Promise<VaultKey | undefined> {
    const { file } = this.#options;
    const key = await vaultKeyFor(bytes, passphrase, file);
    if (openVault(bytes, key, file) !== undefined) return this.#keep(key);
    key.key.fill(0);
    return undefined;
  }

  #keep(key: VaultKey): VaultKey {
    this.#drop();
    if (this.#isClosed) {
      key.key.fill(0);
      throw new ShowrunError('interrupted', 'the vault was closed');
    }
    this.#key = key;
    return key;
  }

  /** Drops the key, or one that does not fit unless there is another one already. */
  #drop(key = this.#key): void {
    key?.key.fill(0);
    if (this.#key === key) this.#key = undefined;
  }

  async #bytes(): Promise<Buffer | undefined> {
    const { file } = this.#options;
    try {
      if ((await stat(file)).size > MAX_VAULT_BYTES) throw new Error('it is too large');
      return await readFile(file);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === 'ENOENT') return undefined;
      throw new ShowrunError('bad-file', `cannot read ${safe(file)} (${code})`, { advice: '' });
    }
  }
}

type Unlocked =
  | { readonly kind: 'open'; readonly key: VaultKey }
  | { readonly kind: 'locked'; readonly error: ShowrunError; readonly isForAll: boolean };

function said({ who }: VaultReader, message: string): string {
  return who === undefined || message.startsWith(who) ? message : `${who}: ${message}`;
}

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const abort = (): void =>
      reject(new ShowrunError('interrupted', 'the vault is not needed now'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
