import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Result } from '../../src/core/result.ts';
import type { Table } from '../../src/core/table/table.ts';
import { ColumnRulesFile } from '../../src/repl/diff/column-rules-file.ts';
import type { HostAnswer, KernelBackend } from '../../src/repl/link/backend.ts';
import type { CellOutcome } from '../../src/repl/link/cell-outcome.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { compareServices } from '../../src/repl/snapshots/compare-services.ts';
import { SnapshotStore } from '../../src/repl/snapshots/snapshot-store.ts';

// Fold, snapshot and diff in the real kernel, over hosts whose state the test changes.

const HOSTS = ['r1', 'r2', 'r3'];
const folder = mkdtempSync(join(tmpdir(), 'showrun-compare-'));
const store = new SnapshotStore(join(folder, 'snapshots'));
const rules = new ColumnRulesFile({ path: join(folder, 'columns.json'), clock: systemClock });
/** Which hosts' Gi0/1 is shut, which are lost, and what was asked. */
const network = { shut: new Set<string>(), lost: new Set<string>() };
let asked: string[] = [];
let kernel: Kernel;

const backend: KernelBackend = {
  hosts: () =>
    HOSTS.map((name) => ({
      ...{ name, groups: name === 'r3' ? ['edge'] : ['core'] },
      ...{ platform: 'cisco_ios', address: '10.0.0.1' },
    })),
  run: async ({ hosts, commands }) => {
    asked = hosts.flatMap((host) => commands.map((command) => `${host}: ${command}`));
    return hosts.flatMap((host) => commands.map((command) => answerOf(host, command)));
  },
  operate: async () => [],
};

beforeAll(() => {
  kernel = new Kernel({
    backend,
    services: compareServices({ store, rules, lineageOf: (platform) => [platform] }),
  });
});
afterEach(() => {
  network.shut.clear();
  network.lost.clear();
});
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('folding in a cell', () => {
  it('shows the same answer once, with who gave it', async () => {
    network.shut.add('r2');
    expect(await shown('@all show ip interface brief |> fold')).toEqual([
      'r[1,3] (2)',
      expect.stringMatching(/^interface +status$/),
      expect.stringMatching(/^Gi0\/0 +up$/),
      expect.stringMatching(/^Gi0\/1 +up$/),
      'r2 (1) · 1 changed, 1 the same',
      '~ Gi0/1  status up → down',
    ]);
  });

  it('is a magic of the last value or of a command, a method, and a table of its groups', async () => {
    await shown('x = await all.run("show ip interface brief")');
    expect(await shown('%fold')).toContain('r[1-3] (3)');
    expect(await shown('%fold show ip interface brief')).toContain('r[1-3] (3)');
    expect(await shown('x.fold().same')).toEqual(['true']);
    expect(await shown('x.fold().groups[0].who')).toEqual(["'r[1-3]'"]);
    network.shut.add('r1');
    const others = 'all.run("show ip interface brief").fold().others';
    expect(await shown(others)).toEqual(["[ 'r1' ]"]);
    const counted = await shown('@all show ip interface brief |> fold |> where count=2');
    expect(counted.join('\n')).toMatch(/r\[2-3\]/);
  });

  it('names the hosts that gave no answer', async () => {
    network.lost.add('r3');
    const lines = await shown('@all show ip interface brief |> fold');
    expect(lines.at(-1)).toContain('r3 is gone');
  });
});

describe('snapshots and diffs in a cell', () => {
  it('show exactly what changed since', async () => {
    expect(await shown('%snapshot before')).toContain('snapshot before: 6 answers of r[1-3]');
    network.shut.add('r2');
    const lines = await shown('%diff before');
    expect(lines[0]).toMatch(/^before \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\) → now$/);
    expect(lines.slice(1, 3)).toEqual([
      'r2 · show ip interface brief  1 changed, 1 the same',
      '~ Gi0/1  status up → down',
    ]);
    expect(await shown('(_.changed, _.rows.length)')).toEqual(['1']);
  });

  it('ask the same commands again, of the same hosts, and of some of them where told', async () => {
    await shown('%snapshot some show version; show ip interface brief @core');
    await shown('%diff some');
    expect(asked.toSorted()).toEqual([
      'r1: show ip interface brief',
      'r1: show version',
      'r2: show ip interface brief',
      'r2: show version',
    ]);
    await shown('%diff some r2 show version');
    expect(asked).toEqual(['r2: show version']);
  });

  it('compare two snapshots, two hosts of one, two hosts now, and two values', async () => {
    await shown('%snapshot one show ip interface brief');
    network.shut.add('r1');
    await shown('%snapshot two show ip interface brief');
    expect(await shown('%diff one two')).toContain('~ Gi0/1  status up → down');
    expect(await shown('%diff two r1 r2')).toContain('~ Gi0/1  status down → up');
    expect(await shown('%diff r1 r2 show ip interface brief')).toContain(
      '~ Gi0/1  status down → up',
    );
    await shown('@r1 show ip interface brief');
    network.shut.clear();
    await shown('@r1 show ip interface brief');
    expect(await shown('%diff')).toContain('~ Gi0/1  status down → up');
    expect(await shown('_.changed')).toEqual(['true']);
  });

  it('say what one side does not have, as JSON too', async () => {
    await shown('%snapshot whole show ip interface brief');
    network.lost.add('r3');
    const lines = await shown('%diff whole');
    expect(lines.join('\n')).toMatch(
      /r3 · show ip interface brief {2}no answer in now: r3 is gone/,
    );
    const json: unknown = JSON.parse((await shown('%diff whole --json')).join('\n'));
    expect(json).toMatchObject({
      version: 1,
      changed: true,
      missing: [{ host: 'r3', command: 'show ip interface brief', side: 'after' }],
    });
  });

  it('go by what the person has said of columns, in stages too', async () => {
    await shown('%snapshot ruled show ip interface brief');
    network.shut.add('r1');
    const source = 'cisco_ios show ip interface brief';
    await rules.set({ source, column: 'status', becomes: 'ignored' });
    const lines = await shown('%diff ruled');
    expect(lines.slice(-2)).toEqual([
      'no difference in 3 answers',
      'ignored: status (1 change; --all shows them)',
    ]);
    kernel.setColumnRules(await rules.set({ source, column: 'status', becomes: 'compared' }));
    await shown('was = await r1.run("show ip interface brief")');
    network.shut.clear();
    await shown('is = await r1.run("show ip interface brief")');
    expect(await shown('was.diff(is).changed')).toEqual(['true']);
  });

  it('are listed, deleted and not replaced by mistake', async () => {
    await shown('%snapshot twice show version');
    expect((await shown('%snapshot twice show version')).join()).toContain('--replace');
    expect(await shown('%snapshot twice show version --replace @r1')).toContain(
      'snapshot twice: 1 answer of r1',
    );
    expect((await shown('%snapshot')).join('\n')).toMatch(/twice .* r1 /);
    expect(await shown('%snapshot -d twice')).toEqual(["'snapshot twice deleted'"]);
    expect((await shown('%diff twice')).join()).toContain('nothing that can be compared');
  });

  it('read commands from a file or from the lines below', async () => {
    const file = join(folder, 'checks.txt');
    writeFileSync(file, '# checks\nshow version\n\n! and\nshow ip interface brief\n');
    await shown(`%snapshot filed -f ${file} @r1`);
    expect(asked).toEqual(['r1: show version', 'r1: show ip interface brief']);
    await shown('%%snapshot below @r2\nshow version\n');
    expect(asked).toEqual(['r2: show version']);
  });

  it.each([
    ['%snapshot ../x', "cannot be a snapshot's name"],
    ['%snapshot x -f /nonexistent/file', 'cannot be read: ENOENT'],
    ['%snapshot -d', 'needs the name'],
    ['%snapshot -d nothing', "there is no snapshot 'nothing'"],
    ['%diff nothing', 'nothing that can be compared'],
    ['%diff --what', 'diff knows no --what'],
    ['42 |> fold', 'answers of hosts are needed'],
  ])('say what is wrong with: %s', async (cell, words) => {
    expect((await shown(cell)).join('\n')).toContain(words);
  });

  it('keep nothing where nobody answered', async () => {
    for (const host of HOSTS) network.lost.add(host);
    expect((await shown('%snapshot empty')).join('\n')).toContain('nothing is kept');
    expect((await store.list()).snapshots.map(({ name }) => name)).not.toContain('empty');
  });
});

it('a snapshot is whole or absent, whenever its writer is killed', async () => {
  const writer = join(folder, 'writer.mts');
  const place = join(folder, 'killed');
  const source = join(import.meta.dirname, '../../src/repl/snapshots/snapshot-store.ts');
  writeFileSync(
    writer,
    `import { SnapshotStore } from ${JSON.stringify(source)};
const store = new SnapshotStore(${JSON.stringify(place)});
const answer = { command: 'x', outcome: 'ok', mode: '', startedAtMs: 0, elapsedMs: 0, text: 'y'.repeat(200_000), hidden: 0 };
for (let round = 1; ; round++) {
  const hosts = Array.from({ length: 6 }, (_, at) => ({ host: 'r' + at, platform: 'p', answers: [{ ...answer, elapsedMs: round }], failure: '', notAsked: [] }));
  process.send?.(round);
  await store.save({ name: 'a', takenAtMs: round, hosts }, { ifTaken: 'replace' });
}
`,
  );
  const killed = new SnapshotStore(place);
  for (const rounds of [1, 2, 4, 7]) {
    const child = spawn(process.execPath, ['--import', 'tsx', writer], {
      ...{ cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    });
    for (let round = 0; round < rounds; round++) await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { snapshots, problems } = await killed.list();
    expect(problems).toEqual([]);
    for (const { name, takenAtMs } of snapshots) {
      const { hosts } = await killed.read(name);
      expect(hosts).toHaveLength(6);
      expect(hosts.map((host) => host.answers[0]?.elapsedMs)).toEqual(Array(6).fill(takenAtMs));
    }
  }
}, 30_000);

function answerOf(host: string, command: string): HostAnswer {
  if (network.lost.has(host)) {
    const error = { code: 'hung-up', message: `${host} is gone`, advice: '' };
    return { status: 'failed', host, command, error };
  }
  const isKnown = ['show ip interface brief', 'show version'].includes(command);
  const result: Result = {
    ...{ host, platform: 'cisco_ios', command, mode: 'privileged', startedAtMs: 0, elapsedMs: 1 },
    outcome: isKnown ? 'ok' : 'refused',
    text: isKnown ? `${host}: version 15` : '% Invalid input',
    table: command === 'show ip interface brief' ? brief(host) : undefined,
  };
  return { status: 'done', result };
}

function brief(host: string): Table {
  const status = network.shut.has(host) ? 'down' : 'up';
  return {
    columns: ['interface', 'status'],
    rows: [
      ['Gi0/0', 'up'],
      ['Gi0/1', status],
    ],
    origin: undefined,
  };
}

/** What a cell shows, in lines without colours. */
async function shown(cell: string): Promise<readonly string[]> {
  const outcome: CellOutcome = await kernel.evaluate(cell);
  const text = 'text' in outcome ? outcome.text : '';
  return stripVTControlCharacters(text).split('\n');
}
