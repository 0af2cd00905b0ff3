import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { safe } from '../../core/safe.ts';
import { codeOf, replaceFile } from '../../core/shared-file.ts';
import { type Snapshot, type SnapshotSummary, snapshotName, summaryOf } from './snapshot.ts';
import {
  readHostFile,
  readIndexFile,
  SNAPSHOT_FORMAT,
  type SnapshotIndex,
} from './snapshot-file.ts';

const INDEX = 'snapshot.json';

/**
 * Snapshots on disk: a folder each, one file a host, and an index that is written last. A snapshot without an index is none, so one
 * whose writing was cut short does not exist, and one that replaces another is that other one until its index is there.
 */
export class SnapshotStore {
  readonly #folder: string;

  /** `folder` holds all of them; it is made when it is first needed. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a snapshot. Rejects with `bad-usage` where the name is taken, unless it may be replaced. */
  async save(
    snapshot: Snapshot,
    { ifTaken }: { readonly ifTaken: 'refuse' | 'replace' },
  ): Promise<void> {
    const old = await this.#index(snapshot.name);
    if (old !== undefined && ifTaken === 'refuse') throw taken(snapshot.name);
    await this.#write(snapshot).catch((thrown: unknown) => {
      throw unwritten(this.#folderOf(snapshot.name), thrown);
    });
    const folder = this.#folderOf(snapshot.name);
    for (const file of old?.files ?? []) await rm(join(folder, file), { force: true });
  }

  async #write(snapshot: Snapshot): Promise<void> {
    const folder = this.#folderOf(snapshot.name);
    await makeFolder(folder);
    const mark = `${snapshot.takenAtMs.toString(36)}-${process.pid}`;
    const files = snapshot.hosts.map(({ host }, at) => `${at + 1}-${slug(host)}-${mark}.json`);
    for (const [at, host] of snapshot.hosts.entries()) {
      const content = { format: SNAPSHOT_FORMAT, snapshot: snapshot.name, ...host };
      await replaceFile(join(folder, files[at] ?? ''), `${JSON.stringify(content)}\n`);
    }
    const index: SnapshotIndex = { format: SNAPSHOT_FORMAT, ...summaryOf(snapshot), files };
    await replaceFile(join(folder, INDEX), `${JSON.stringify(index, null, 2)}\n`);
  }

  /** Every snapshot there is, the oldest first, and a line for each that cannot be read. */
  async list(): Promise<{
    readonly snapshots: readonly SnapshotSummary[];
    readonly problems: readonly string[];
  }> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    const snapshots: SnapshotSummary[] = [];
    const problems: string[] = [];
    for (const name of names.filter(isName)) {
      try {
        const index = await this.#index(name);
        if (index !== undefined) snapshots.push(index);
      } catch (thrown) {
        problems.push(thrown instanceof ShowrunError ? thrown.line : String(thrown));
      }
    }
    return { snapshots: snapshots.toSorted((a, b) => a.takenAtMs - b.takenAtMs), problems };
  }

  async has(name: string): Promise<boolean> {
    return isName(name) && (await this.#index(name)) !== undefined;
  }

  /** Rejects with `bad-usage` for a name there is no snapshot of, with `bad-file` for one that cannot be read. */
  async read(name: string): Promise<Snapshot> {
    const index = await this.#index(snapshotName(name));
    if (index === undefined) throw await this.#unknown(name);
    const hosts = [];
    for (const file of index.files) {
      const path = join(this.#folderOf(name), file);
      hosts.push(readHostFile(await readText(path), path));
    }
    return { name, takenAtMs: index.takenAtMs, hosts };
  }

  /** Rejects with `bad-usage` for a name there is no snapshot of. */
  async delete(name: string): Promise<void> {
    const folder = this.#folderOf(snapshotName(name));
    // One that cannot be read can be deleted all the same.
    const index = await this.#index(name).catch(() => 'unreadable' as const);
    if (index === undefined) throw await this.#unknown(name);
    await rm(join(folder, INDEX), { force: true });
    await rm(folder, { recursive: true, force: true });
  }

  async #index(name: string): Promise<SnapshotIndex | undefined> {
    const path = join(this.#folderOf(name), INDEX);
    try {
      return readIndexFile(await readFile(path, 'utf8'), path);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      if (thrown instanceof ShowrunError) throw thrown;
      throw unreadable(path, thrown);
    }
  }

  async #unknown(name: string): Promise<ShowrunError> {
    const { snapshots } = await this.list();
    const names = snapshots.map((one) => one.name).slice(-8);
    return new ShowrunError('bad-usage', `there is no snapshot '${safe(name, 80)}'`, {
      advice: names.length === 0 ? 'take one with %snapshot NAME' : `there are ${names.join(', ')}`,
    });
  }

  #folderOf(name: string): string {
    return join(this.#folder, snapshotName(name));
  }
}

function unwritten(folder: string, cause: unknown): ShowrunError {
  const message = `${safe(folder, 300)} cannot be written, and nothing is kept: ${codeOf(cause)}`;
  return new ShowrunError('bad-file', message, {
    advice: 'make room or look at its rights',
    cause,
  });
}

function taken(name: string): ShowrunError {
  return new ShowrunError('bad-usage', `there is a snapshot '${name}' already`, {
    advice: 'take another name, or add --replace',
  });
}

function isName(name: string): boolean {
  try {
    return snapshotName(name) === name;
  } catch {
    return false;
  }
}

async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw unreadable(path, thrown);
  });
}

function unreadable(path: string, thrown: unknown): ShowrunError {
  return new ShowrunError('bad-file', `${safe(path, 300)} cannot be read: ${codeOf(thrown)}`, {
    advice: 'delete the snapshot and take it again',
    cause: thrown,
  });
}

/** A host's name in a file's, for people who look there; the number before it tells hosts apart. */
function slug(host: string): string {
  return (
    host
      .replace(/[^A-Za-z0-9.-]+/g, '_')
      .replace(/^\.+/, '')
      .slice(0, 60) || 'host'
  );
}
