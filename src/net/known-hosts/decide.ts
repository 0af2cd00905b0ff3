import { readBlobType } from './key-blob.ts';
import type { KnownHostsEntry } from './line.ts';
import { namesHost } from './name.ts';

/** What the known_hosts files say about a key that a host has just shown. */
export type HostKeyVerdict =
  | { readonly verdict: 'known' }
  /** Nothing is recorded for this host. */
  | { readonly verdict: 'unknown' }
  /** Other keys are recorded, and not this one; also when only the type is another. */
  | { readonly verdict: 'changed'; readonly recorded: KnownHostsEntry }
  | { readonly verdict: 'revoked'; readonly recorded: KnownHostsEntry }
  /** Only a certificate authority is recorded, and certificates cannot be checked here. */
  | { readonly verdict: 'ca-only'; readonly recorded: KnownHostsEntry };

/** The entries that name a host, in order. The same lines as `ssh-keygen -F name` finds. */
export function entriesFor(name: string, entries: readonly KnownHostsEntry[]): KnownHostsEntry[] {
  return entries.filter((entry) => namesHost(entry.hosts, name));
}

/**
 * Judges a key. `name` is from `knownHostsName` or a HostKeyAlias. A host on another port than 22 may also be known by its
 * plain name, as in ssh(1); a different key under the plain name then says nothing, because it may be another server.
 *
 * Stricter than ssh(1) in one point: a key of another type than those recorded counts as changed, not as new.
 */
export function decideHostKey(
  name: string,
  key: Buffer,
  entries: readonly KnownHostsEntry[],
): HostKeyVerdict {
  const here = entriesFor(name, entries);
  const plainName = /^\[(.+)\]:\d+$/.exec(name)?.[1];
  const plain = plainName === undefined ? [] : entriesFor(plainName, entries);

  const revoked = [...here, ...plain].find(
    (entry) => entry.marker === 'revoked' && entry.key.equals(key),
  );
  if (revoked) return { verdict: 'revoked', recorded: revoked };

  const recorded = here.filter((entry) => entry.marker === 'none');
  if (recorded.some((entry) => entry.key.equals(key))) return { verdict: 'known' };
  const type = readBlobType(key);
  const conflicting = recorded.find((entry) => entry.keyType === type) ?? recorded[0];
  if (conflicting) return { verdict: 'changed', recorded: conflicting };

  if (plain.some((entry) => entry.marker === 'none' && entry.key.equals(key))) {
    return { verdict: 'known' };
  }
  const authority = here.find((entry) => entry.marker === 'cert-authority');
  return authority ? { verdict: 'ca-only', recorded: authority } : { verdict: 'unknown' };
}

/** Key types recorded for a host, without duplicates, to ask the server for those first. */
export function recordedTypes(name: string, entries: readonly KnownHostsEntry[]): string[] {
  const plainName = /^\[(.+)\]:\d+$/.exec(name)?.[1];
  const here = entriesFor(name, entries).filter((entry) => entry.marker === 'none');
  const found =
    here.length > 0 || plainName === undefined
      ? here
      : entriesFor(plainName, entries).filter((entry) => entry.marker === 'none');
  return [...new Set(found.map((entry) => entry.keyType))];
}
