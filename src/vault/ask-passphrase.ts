import { ShowrunError } from '../core/errors.ts';
import type { VaultReader } from '../core/secret-vault.ts';

const MIN_CHARS = 8;
const MAX_CHARS = 1_000;

/** Asks for the vault's passphrase; `before` is what was wrong with the last one. Rejects where none is given. */
export async function askPassphrase(reader: VaultReader, before: string): Promise<string> {
  const { who, signal } = reader;
  const why = who === undefined ? '' : `${who} takes its secret from the vault.`;
  const typed = await asked(reader, { text: 'passphrase', instructions: lines(before, why) });
  if (typed !== undefined && typed !== '') return typed;
  if (signal.aborted) throw new ShowrunError('interrupted', 'nobody waits for the vault any more');
  throw lockedVault('no passphrase was given, so the vault stays locked', '');
}

/** Asks for a new passphrase, twice. Rejects with `bad-usage` for one that is short or not the same again. */
export async function askNewPassphrase(reader: VaultReader): Promise<string> {
  const instructions = `It protects every secret in the vault: at least ${MIN_CHARS} characters. Nothing helps where it is forgotten.`;
  const first = await asked(reader, { text: 'new passphrase', instructions });
  if (first === undefined) throw lockedVault('no passphrase was given, so nothing was changed', '');
  checkNewPassphrase(first);
  const second = await asked(reader, { text: 'the same again', instructions: '' });
  if (second === first) return first;
  throw new ShowrunError('bad-usage', 'the two passphrases differ, so nothing was changed', {
    advice: 'try again',
  });
}

/** Throws `bad-usage` for a passphrase that protects nothing. */
export function checkNewPassphrase(passphrase: string): void {
  const { length } = [...passphrase];
  if (length >= MIN_CHARS && length <= MAX_CHARS) return;
  throw new ShowrunError('bad-usage', `a passphrase has ${MIN_CHARS} characters or more`, {
    advice: 'nothing was changed; a few words are easy to remember',
  });
}

/** Why a vault cannot be read. */
export function lockedVault(message: string, advice = TRY): ShowrunError {
  return new ShowrunError('auth-failed', message, { advice });
}

const TRY = "'showrun vault' shows whether a passphrase is right";

async function asked(
  { who, asker, signal, onShown }: VaultReader,
  question: { readonly text: string; readonly instructions: string },
): Promise<string | undefined> {
  try {
    return await asker.secret({
      ...{ ...question, host: 'vault', echo: false, signal },
      ...(onShown && { onShown }),
    });
  } catch (thrown) {
    if (!(thrown instanceof ShowrunError) || thrown.code !== 'needs-person') throw thrown;
    const message = `${who ?? 'a host'} takes its secret from the vault, which is locked`;
    throw new ShowrunError('needs-person', message, who === undefined ? {} : { subject: who });
  }
}

function lines(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
