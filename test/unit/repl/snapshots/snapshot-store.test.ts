import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type HostSnapshot,
  resultOf,
  type Snapshot,
  snapshotName,
  storedAnswer,
} from '../../../../src/repl/snapshots/snapshot.ts';
import { SnapshotStore } from '../../../../src/repl/snapshots/snapshot-store.ts';

let folder: string;
let store: SnapshotStore;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'showrun-snapshots-')), 'snapshots');
  store = new SnapshotStore(folder);
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

describe('snapshots on disk', () => {
  it('give back what was kept', async () => {
    const kept = snapshot('before', host('r1'), host('r2'));
    await store.save(kept, { ifTaken: 'refuse' });
    expect(await store.read('before')).toEqual(kept);
    expect((await store.list()).snapshots).toMatchObject([
      { name: 'before', hosts: ['r1', 'r2'], answers: 2, refused: 0, lost: [] },
    ]);
  });

  it('are for the person alone', async () => {
    await store.save(snapshot('before', host('../../evil/r1')), { ifTaken: 'refuse' });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'before'))).mode & 0o777).toBe(0o700);
    const files = await readdir(join(folder, 'before'));
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect((await stat(join(folder, 'before', file))).mode & 0o777).toBe(0o600);
    }
  });

  it('do not replace each other unless told', async () => {
    await store.save(snapshot('before', host('r1')), { ifTaken: 'refuse' });
    await expect(store.save(snapshot('before', host('r2')), { ifTaken: 'refuse' })).rejects.toThrow(
      "there is a snapshot 'before' already",
    );
    const other = { ...snapshot('before', host('r2')), takenAtMs: 99 };
    await store.save(other, { ifTaken: 'replace' });
    expect(await store.read('before')).toEqual(other);
    expect(await readdir(join(folder, 'before'))).toHaveLength(2);
  });

  it('are absent where writing them was cut short, and can be taken again', async () => {
    await mkdir(join(folder, 'half'), { recursive: true });
    await writeFile(join(folder, 'half', '1-r1-x-1.json'), '{"format":1,"host":"r1"');
    expect((await store.list()).snapshots).toEqual([]);
    await expect(store.read('half')).rejects.toThrow("there is no snapshot 'half'");
    await store.save(snapshot('half', host('r1')), { ifTaken: 'refuse' });
    expect((await store.read('half')).hosts).toHaveLength(1);
  });

  it('are the old one until all of the new one is there', async () => {
    const old = snapshot('before', host('r1'));
    await store.save(old, { ifTaken: 'refuse' });
    await writeFile(join(folder, 'before', '1-r1-new-2.json'), '{"format":1');
    await writeFile(join(folder, 'before', `snapshot.json.${process.pid + 1}.new`), '{"for');
    expect(await store.read('before')).toEqual(old);
  });

  it('say which file is damaged, and the others are there all the same', async () => {
    await store.save(snapshot('good', host('r1')), { ifTaken: 'refuse' });
    await store.save(snapshot('bad', host('r1')), { ifTaken: 'refuse' });
    await writeFile(join(folder, 'bad', 'snapshot.json'), 'nonsense');
    const { snapshots, problems } = await store.list();
    expect(snapshots.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toEqual([expect.stringContaining(join('bad', 'snapshot.json'))]);
    await expect(store.read('bad')).rejects.toThrow('damaged');
    await store.delete('bad');
    expect((await store.list()).problems).toEqual([]);
  });

  it('say that a newer program wrote them', async () => {
    await store.save(snapshot('later', host('r1')), { ifTaken: 'refuse' });
    const index = join(folder, 'later', 'snapshot.json');
    await writeFile(index, (await readFile(index, 'utf8')).replace('"format": 1', '"format": 2'));
    await expect(store.read('later')).rejects.toThrow('newer showrun');
  });

  it('are gone when they are deleted', async () => {
    await store.save(snapshot('before', host('r1')), { ifTaken: 'refuse' });
    await store.delete('before');
    expect((await store.list()).snapshots).toEqual([]);
    await expect(store.delete('before')).rejects.toThrow("there is no snapshot 'before'");
  });

  it.each(['', '.', '..', '../x', 'a/b', '-d', '.hidden', 'a\u0000', 'x'.repeat(65), 'a b', 'a.'])(
    'cannot be called %j',
    async (name) => {
      expect(() => snapshotName(name)).toThrow("cannot be a snapshot's name");
      await expect(store.read(name)).rejects.toThrow();
      await expect(store.delete(name)).rejects.toThrow();
    },
  );
});

describe('an answer that is kept', () => {
  it('has no secrets, in its text or its table', () => {
    const kept = storedAnswer({
      ...answered,
      text: 'snmp-server community PLANTED RO\nhostname r1',
      table: {
        columns: ['section', 'lines'],
        rows: [['snmp-server', ['community PLANTED RO', 'x']]],
        origin: undefined,
      },
    });
    expect(JSON.stringify(kept)).not.toContain('PLANTED');
    expect(kept.hidden).toBe(1);
  });

  it('is a result again, known by the same template', () => {
    const result = resultOf(host('r1').answers[0] ?? storedAnswer(answered), 'r1', 'cisco_ios');
    expect(result).toMatchObject({ host: 'r1', platform: 'cisco_ios', command: 'show version' });
    expect(result.table?.origin?.template).toBe('cisco_ios/show_version');
  });
});

const answered = {
  command: 'show version',
  outcome: 'ok',
  mode: 'privileged',
  startedAtMs: 1,
  elapsedMs: 2,
  text: 'Cisco',
  table: undefined,
} as const;

function host(name: string): HostSnapshot {
  const table = {
    template: 'cisco_ios/show_version',
    columns: ['version', 'serial'],
    rows: [['15.2', ['A', 'B']]],
  };
  return {
    host: name,
    platform: 'cisco_ios',
    answers: [{ ...answered, table, hidden: 0 }],
    failure: '',
    notAsked: [],
  };
}

function snapshot(name: string, ...hosts: readonly HostSnapshot[]): Snapshot {
  return { name, takenAtMs: 1_700_000_000_000, hosts };
}
