import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import * as v from 'valibot';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** What a vault holds, by name. */
export type VaultEntries = ReadonlyMap<string, VaultEntry>;

export interface VaultEntry {
  readonly secret: string;
  /** When it was set, since the epoch. */
  readonly atMs: number;
}

/** A key made of a passphrase, with how it was made. */
export interface VaultKey {
  /** 32 bytes; zeroed when it is dropped. */
  readonly key: Buffer;
  readonly making: KeyMaking;
}

/** The parameters of scrypt (RFC 7914): N = 2^log2N. */
export interface KeyMaking {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
}

/*
 * The file: magic, version, log2 N, r, p, salt, nonce, all of it authenticated; the entries, encrypted with AES-256-GCM; its
 * tag; and a SHA-256 of everything before, which tells a damaged file from a wrong passphrase and protects nothing.
 */
const MAGIC = Buffer.from('SHOWRUNV', 'latin1');
const VERSION = 1;
const SALT_AT = MAGIC.length + 4;
const SALT_BYTES = 32;
const NONCE_AT = SALT_AT + SALT_BYTES;
const NONCE_BYTES = 12;
/** The bytes of the header. */
export const HEADER_BYTES = NONCE_AT + NONCE_BYTES;
const TAG_BYTES = 16;
const SUM_BYTES = 32;
/** A file that is larger than this is none of ours. */
export const MAX_VAULT_BYTES = 8_000_000;
/** Lengths of secrets shall not be told by the length of the file. */
const PADDED_TO = 512;

const USUAL = { log2N: 17, r: 8, p: 1 };
const MIN_LOG2_N = 10;
/** A file must not make us take a gigabyte and more. */
const MAX_LOG2_N = 20;
const MAX_MEMORY = 2 ** 30;
const LEAST_MAXMEM = 2 ** 28;

/** A key for a new vault, with a salt of its own. `making` is for tests, which cannot wait. */
export function newVaultKey(
  passphrase: string,
  making: Omit<KeyMaking, 'salt'> = USUAL,
): Promise<VaultKey> {
  return keyOf(passphrase, { ...making, salt: randomBytes(SALT_BYTES) });
}

/** The key of a vault's file. Rejects with `bad-file` for a file that is damaged or none of ours. Does not say whether the passphrase fits. */
export async function vaultKeyFor(
  file: Uint8Array,
  passphrase: string,
  name: string,
): Promise<VaultKey> {
  return keyOf(passphrase, makingOf(checked(file, name), name));
}

/** Throws `bad-file` for a file that no passphrase opens. */
export function checkVault(file: Uint8Array, name: string): void {
  makingOf(checked(file, name), name);
}

/** Whether a key was made with this file's salt and parameters. */
export function isKeyFor(file: Uint8Array, { making }: VaultKey, name: string): boolean {
  const { salt, log2N, r, p } = makingOf(checked(file, name), name);
  return (
    making.salt.equals(salt) && [log2N, r, p].join() === [making.log2N, making.r, making.p].join()
  );
}

/** The bytes of a vault's file, with a nonce of their own each time. */
export function sealVault(entries: VaultEntries, { key, making }: VaultKey): Buffer {
  const { log2N, r, p, salt } = making;
  const nonce = randomBytes(NONCE_BYTES);
  const header = Buffer.concat([MAGIC, Buffer.from([VERSION, log2N, r, p]), salt, nonce]);
  const listed = [...entries].map(([name, { secret, atMs }]) => ({ name, secret, atMs }));
  const text = JSON.stringify({ entries: listed });
  const length = Math.ceil((Buffer.byteLength(text) + 1) / PADDED_TO) * PADDED_TO;
  const plain = Buffer.alloc(length, ' ');
  plain.write(text);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(header);
  const body = Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  plain.fill(0);
  return Buffer.concat([body, sumOf(body)]);
}

/**
 * What a vault's file holds; undefined where the key does not fit. Throws `bad-file` for a file that is damaged, none of ours, or
 * from a newer showrun. `name` is the file's, for messages.
 */
export function openVault(
  file: Uint8Array,
  { key }: VaultKey,
  name: string,
): VaultEntries | undefined {
  const body = checked(file, name);
  const tagAt = body.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(NONCE_AT, HEADER_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(body.subarray(0, HEADER_BYTES));
  decipher.setAuthTag(body.subarray(tagAt));
  const plain = decipher.update(body.subarray(HEADER_BYTES, tagAt));
  try {
    decipher.final();
    return entriesOf(plain, name);
  } catch (thrown) {
    if (thrown instanceof ShowrunError) throw thrown;
    return undefined;
  } finally {
    plain.fill(0);
  }
}

const CONTENT = v.object({
  entries: v.array(
    v.object({ name: v.string(), secret: v.string(), atMs: v.pipe(v.number(), v.finite()) }),
  ),
});

function entriesOf(plain: Buffer, name: string): VaultEntries {
  const content = v.safeParse(CONTENT, parsed(plain.toString('utf8')));
  if (!content.success) throw damaged(name);
  return new Map(
    content.output.entries.map(({ name, secret, atMs }) => [name, { secret, atMs }] as const),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The file without its sum, which is right. */
function checked(file: Uint8Array, name: string): Buffer {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw bad(`${safe(name)} is no vault`, 'move it away, or restore it from a backup');
  }
  if ((bytes[MAGIC.length] ?? VERSION) > VERSION) {
    throw bad(`${safe(name)} was written by a newer showrun`, 'use that one');
  }
  const body = bytes.subarray(0, -SUM_BYTES);
  const isWhole = bytes.length >= HEADER_BYTES + TAG_BYTES + SUM_BYTES;
  if (!isWhole || !sumOf(body).equals(bytes.subarray(-SUM_BYTES))) throw damaged(name);
  return body;
}

function makingOf(body: Buffer, name: string): KeyMaking {
  const [log2N = 0, r = 0, p = 0] = body.subarray(MAGIC.length + 1, SALT_AT);
  const isSane = log2N >= MIN_LOG2_N && log2N <= MAX_LOG2_N && r >= 1 && p >= 1 && p <= 16;
  if (!isSane || 128 * 2 ** log2N * r > MAX_MEMORY) {
    throw bad(
      `${safe(name)} asks for scrypt with N = 2^${log2N}, r = ${r}, p = ${p}, which showrun does not do`,
      'restore it from a backup: showrun does not write such files',
    );
  }
  // A copy: the file's bytes are not kept for it.
  return { log2N, r, p, salt: Buffer.from(body.subarray(SALT_AT, NONCE_AT)) };
}

function keyOf(passphrase: string, making: KeyMaking): Promise<VaultKey> {
  const { log2N, r, p, salt } = making;
  const N = 2 ** log2N;
  const maxmem = Math.max(LEAST_MAXMEM, 128 * r * (N + p + 2));
  // The same passphrase typed on another keyboard may come in other code points.
  const secret = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N, r, p, maxmem }, (error, key) => {
      secret.fill(0);
      if (error) reject(error);
      else resolve({ key, making });
    });
  });
}

function sumOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}

function damaged(name: string): ShowrunError {
  return bad(
    `${safe(name)} is damaged`,
    'restore it from a backup, or move it away and set the secrets again',
  );
}

function bad(message: string, advice: string): ShowrunError {
  return new ShowrunError('bad-file', message, { advice });
}
