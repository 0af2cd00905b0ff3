import { readFile, stat } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';
import { safe } from '../core/safe.ts';

/** A private key file as far as it can be read without a passphrase. */
export type KeyFile =
  | { readonly state: 'ready'; readonly file: string; readonly key: ParsedKey }
  /** `publicKey` is known when it lies open in the file or beside it as `.pub`. */
  | {
      readonly state: 'locked';
      readonly file: string;
      readonly publicKey: ParsedKey | undefined;
      readonly text: Buffer;
    }
  /** `reason` is one clear line. The login goes on with the next method. */
  | { readonly state: 'unusable'; readonly file: string; readonly reason: string };

/** Reads a key file; every trouble with it is a value, because other ways to log in may still work. */
export async function readKeyFile(file: string): Promise<KeyFile> {
  const unusable = (reason: string): KeyFile => ({
    state: 'unusable',
    file,
    reason: `key ${safe(file)} ${reason}`,
  });
  let text: Buffer;
  try {
    const { mode, size } = await stat(file);
    // As ssh(1): a private key that others may read is no longer private.
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
      return unusable(`is open to others (mode ${(mode & 0o777).toString(8)}): chmod 600 it`);
    }
    if (size > MAX_KEY_BYTES) return unusable('is too large for a key');
    text = await readFile(file);
  } catch (error) {
    return unusable(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  const parsed = parsePrivate(text);
  if (!(parsed instanceof Error)) return { state: 'ready', file, key: parsed };
  if (/encrypted|passphrase/i.test(parsed.message)) {
    return { state: 'locked', file, text, publicKey: await publicHalf(file, text) };
  }
  return unusable(`is not supported (${safe(parsed.message, 100)})`);
}

/** Opens a locked key file; undefined when the passphrase is wrong. */
export function unlockKey(text: Buffer, passphrase: string): ParsedKey | undefined {
  const parsed = parsePrivate(text, passphrase);
  return parsed instanceof Error ? undefined : parsed;
}

/** Reads a public key in any form; undefined for what the library does not know, such as `sk-` keys. */
export function parsePublic(key: Buffer | string): ParsedKey | undefined {
  const parsed = ssh2.utils.parseKey(key);
  return parsed instanceof Error ? undefined : parsed;
}

const MAX_KEY_BYTES = 1024 * 1024;

function parsePrivate(text: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    const parsed: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(text, passphrase);
    if (parsed instanceof Error) return parsed;
    const key = Array.isArray(parsed) ? parsed[0] : parsed;
    return key?.isPrivateKey() ? key : new Error('no private key in it');
  } catch (error) {
    return error instanceof Error ? error : new Error('damaged');
  }
}

async function publicHalf(file: string, text: Buffer): Promise<ParsedKey | undefined> {
  const inside = openSshPublicHalf(text);
  if (inside) return parsePublic(inside);
  try {
    return parsePublic(await readFile(`${file}.pub`));
  } catch {
    // There is none; the passphrase is then asked before the server has accepted the key.
    return undefined;
  }
}

/** OpenSSH's own format (PROTOCOL.key) keeps the public key outside the encrypted part. */
function openSshPublicHalf(text: Buffer): Buffer | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(
    text.toString('latin1'),
  )?.[1];
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64');
  let at = 'openssh-key-v1\0'.length;
  const string = () => {
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt32BE(at);
    const start = at + 4;
    at = start + length;
    return at <= bytes.length ? bytes.subarray(start, at) : undefined;
  };
  // Cipher, key derivation and its options come first, then the number of keys.
  if (!string() || !string() || !string()) return undefined;
  at += 4;
  return string();
}
