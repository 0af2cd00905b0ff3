import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRecording } from '../helpers/make-recording.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const DAY_MS = 86_400_000;

let home: TempHome;
let folder: string;

beforeEach(() => {
  home = makeTempHome();
  folder = join(home.path, '.local/share/showrun/recordings');
  mkdirSync(folder, { recursive: true });
});
afterEach(() => home.remove());

describe('showrun recordings', () => {
  it('lists them with hosts, commands and sizes, the newest first', async () => {
    const old = made('old', 10, ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
    const young = made('young', 1, ['r1']);
    const { stdout, stderr, code } = await showrun([]);
    const [head = '', , first = '', second = ''] = stdout.split('\n');
    expect(head).toMatch(/^name +started +length +hosts +commands +size +state$/);
    expect(first).toMatch(new RegExp(`^${young} .* r1 +1 .* ended$`));
    expect(second).toMatch(new RegExp(`^${old} .* r1 r2 r3 r4 \\+2 +6 .* ended$`));
    expect(stderr).toMatch(
      /^2 recordings, [\d.]+ kB; kept: 90d 20GB \(setting keepRecordings\)\n$/,
    );
    expect(code).toBe(0);
  });

  it('has a stable shape as JSON', async () => {
    const name = made('one', 1, ['r1']);
    const { stdout } = await showrun(['-o', 'json']);
    expect(JSON.parse(stdout)).toEqual([
      {
        name,
        path: join(folder, name),
        kind: 'tui',
        startedAt: expect.stringMatching(/Z$/),
        endedAt: expect.stringMatching(/Z$/),
        seconds: expect.any(Number),
        state: 'ended',
        protected: false,
        sessions: [expect.objectContaining({ name: 'r1', host: 'r1', groups: [] })],
        commands: 1,
        files: 3,
        bytes: expect.any(Number),
      },
    ]);
  });

  it('tells all about one, found by a part of its name', async () => {
    const name = made('lab', 1, ['r1', 'r2']);
    const { stdout } = await showrun(['lab']);
    expect(stdout).toContain(`${name}\n`);
    expect(stdout).toMatch(/4 files, [\d.]+ kB in /);
    expect(stdout).toMatch(/session +host +platform/);
    expect(stdout).toMatch(/r2 +r2 +cisco_ios/);
  });

  it('says what would go, and lets it go', async () => {
    made('old', 100, ['r1']);
    const young = made('young', 1, ['r1']);
    const dry = await showrun(['--prune', '--dry-run']);
    expect(dry.stderr).toMatch(/^1 recording \(.*\) would go\n$/);
    const real = await showrun(['--prune']);
    expect(real.stderr).toMatch(/^1 recording \(.*\) removed\n$/);
    expect((await showrun([])).stdout).toContain(young);
    expect((await showrun(['--prune'])).stderr).toBe('nothing went\n');
  });

  it('deletes by name, but not what is protected', async () => {
    const name = made('lab', 1, ['r1']);
    expect((await showrun(['--protect', 'lab'])).stderr).toContain('stays until it is deleted');
    const refused = await showrun(['-d', 'lab']);
    expect(refused.stderr).toContain('is protected');
    expect(refused.code).toBe(2);
    await showrun(['--unprotect', 'lab']);
    expect((await showrun(['-d', 'lab'])).code).toBe(0);
    expect(existsSync(join(folder, name))).toBe(false);
  });

  it('refuses a policy it does not know in one line', async () => {
    const { stderr, code } = await showrun(['--prune', '--keep', 'ninety']);
    expect(stderr).toMatch(/^showrun: --keep: 'ninety' is neither an age nor a size.*\n$/);
    expect(code).toBe(2);
  });

  it('leaves alone what is no recording, and says so', async () => {
    mkdirSync(join(folder, 'photos'));
    writeFileSync(join(folder, 'photos/cat.jpg'), 'x');
    const { stderr } = await showrun([]);
    expect(stderr).toBe('there are no recordings yet\nno recordings: photos\n');
    const deleted = await showrun(['-d', 'photos']);
    expect(deleted.code).toBe(2);
    expect(deleted.stderr).toContain('is no recording in');
    expect(existsSync(join(folder, 'photos/cat.jpg'))).toBe(true);
  });
});

function showrun(args: readonly string[]) {
  return runShowrun(['recordings', ...args], { home });
}

function made(name: string, days: number, hosts: readonly string[]): string {
  const command = { command: 'show clock', answer: '12:00' };
  return makeRecording({
    name,
    folder,
    startedAtMs: Date.now() - days * DAY_MS,
    end: 'ended',
    sessions: hosts.map((host) => ({
      name: host,
      steps: [
        [0, `${host}#`],
        [1, command],
      ],
    })),
  }).name;
}
