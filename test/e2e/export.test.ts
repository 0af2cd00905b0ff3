import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecording } from '../helpers/make-recording.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const BRIEF = `Interface              IP-Address      OK? Method Status                Protocol
GigabitEthernet0/0     10.0.0.1        YES NVRAM  up                    up      `;
const CONFIG =
  'hostname r1\nenable secret 9 $9$abcdef$ghijklmnop\nusername bob secret 0 hunter22\nend';

let home: TempHome;
let name = '';

beforeAll(() => {
  home = makeTempHome();
  const folder = join(home.path, '.local/share/showrun/recordings');
  mkdirSync(folder, { recursive: true });
  const brief = { command: 'show ip interface brief', answer: BRIEF };
  name = makeRecording({
    folder,
    name: 'ticket',
    sessions: [
      {
        name: 'r1',
        platform: 'cisco_ios',
        steps: [
          [0, 'r1#'],
          [1, brief],
          [3, { command: 'show running-config', answer: CONFIG }],
        ],
      },
      {
        name: 'r2',
        prompt: 'r2#',
        platform: 'cisco_ios',
        steps: [
          [0, 'r2#'],
          [2, brief],
          [
            4,
            {
              command: 'ping hunter22',
              answer: '% Unrecognized host hunter22',
              outcome: 'refused',
            },
          ],
        ],
      },
    ],
  }).name;
});
afterAll(() => home.remove());

const showrun = (...args: readonly string[]) => runShowrun(args, { home });

describe('showrun export', () => {
  it.each(['txt', 'json', 'csv', 'html', 'md', 'ipynb'])(
    'writes %s without a secret, and says how many it has hidden',
    async (to) => {
      const { stdout, stderr, code } = await showrun('export', 'ticket', '--to', to);
      expect(stdout.length).toBeGreaterThan(100);
      expect(stdout).not.toMatch(/hunter22|ghijklmnop/);
      expect(stderr).toMatch(/^2 values hidden\n$/);
      expect(code).toBe(0);
    },
  );

  it('keeps them where it is told to, and says so', async () => {
    const { stdout, stderr } = await showrun('export', 'ticket', '--to', 'txt', '--keep-secrets');
    expect(stdout).toContain('username bob secret 0 hunter22');
    expect(stderr).toBe('secrets were kept, as --keep-secrets says\n');
  });

  it('takes blocks by number, by host and by their command', async () => {
    const one = await showrun('export', 'ticket#1', '--to', 'txt', '--title', 'For the ticket');
    expect(one.stdout).toMatch(
      /^For the ticket\n=+\n\n── r1 ── show ip interface brief ── .*\nInterface/,
    );
    expect(one.stdout).not.toContain('r2');
    const csv = await showrun('export', 'ticket', '--to', 'csv', '-c', 'brief');
    expect(csv.stdout).toBe(
      'host,interface,ip_address,status,proto\r\nr1,GigabitEthernet0/0,10.0.0.1,up,up\r\nr2,GigabitEthernet0/0,10.0.0.1,up,up\r\n',
    );
    const json = await showrun('export', 'ticket', '--to', 'json', '-H', 'r2', '-c', 'ping');
    expect(JSON.parse(json.stdout)).toMatchObject({
      sessions: [{ session: 'r2' }],
      blocks: [
        { command: 'ping ‹secret›', outcome: 'refused', text: '% Unrecognized host ‹secret›' },
      ],
    });
  });

  it('writes a file that is whole, for its owner alone, in place of what was there and not through a link', async () => {
    const folder = join(home.path, 'out');
    mkdirSync(folder);
    writeFileSync(join(folder, 'other'), 'untouched');
    symlinkSync(join(folder, 'other'), join(folder, 'a.txt'));
    const { stdout, stderr } = await showrun(
      'export',
      'ticket',
      '--to',
      'txt',
      '-o',
      join(folder, 'a.txt'),
    );
    expect(stdout).toBe('');
    expect(stderr).toContain(`wrote ${join(folder, 'a.txt')}\n2 values hidden\n`);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toContain('show running-config');
    expect(statSync(join(folder, 'a.txt')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('untouched');
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'other']);
  });

  it('writes a cast for each session into a folder, and says why not into one file', async () => {
    const folder = join(home.path, 'casts');
    const refused = await showrun('export', 'ticket', '--to', 'cast', '-o', `${folder}.cast`);
    expect(refused.stderr).toBe(
      'showrun: a cast holds one session, not r1, r2: choose one with -H, or name a folder for all of them: -o FOLDER/\n',
    );
    expect(refused.code).toBe(2);
    expect(existsSync(`${folder}.cast`)).toBe(false);
    const { code } = await showrun('export', 'ticket', '--to', 'cast', '-o', `${folder}/`);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['r1.cast', 'r2.cast']);
    expect(readFileSync(join(folder, 'r1.cast'), 'utf8')).not.toMatch(/hunter22|ghijklmnop/);
  });

  it.each([
    [
      ['export', 'ticket', '--to', 'gif'],
      /--to wants one of cast, csv, html, ipynb, json, md, txt, not 'gif'/,
    ],
    [['export', 'nothing', '--to', 'txt'], /nothing/],
    [['export', 'ticket', '--to', 'txt', '-H', 'r9'], /r9/],
    [['export', 'ticket', '--to', 'txt', '-c', 'show bgp'], /has no command with 'show bgp' in it/],
    [['export', 'ticket#9', '--to', 'txt'], /there is no block 9/],
    [
      ['export', 'ticket', '--to', 'txt', '-o', '/nowhere/x'],
      /cannot write \/nowhere\/x \(ENOENT\)/,
    ],
  ])('says in one line what is wrong: %j', async (args, message) => {
    const { stdout, stderr, code } = await showrun(...args);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  });
});

describe('showrun audit', () => {
  it('names what an export would hide, and is well where nothing is left', async () => {
    const { stdout, code } = await showrun('audit', 'ticket');
    expect(stdout).toContain(`${name}: an export hides 2 values in `);
    expect(stdout).toMatch(/ {2}r1 #3 .* username bob secret 0 \*{8}\n/);
    expect(stdout).toContain('nothing is left that looks like a secret\n');
    expect(stdout).not.toMatch(/hunter22|ghijklmnop/);
    expect(code).toBe(0);
  });

  it('is not well where something is left', async () => {
    const folder = join(home.path, '.local/share/showrun/recordings');
    const made = makeRecording({
      folder,
      name: 'left',
      startedAtMs: Date.UTC(2025, 0, 1),
      sessions: [
        {
          name: 'r1',
          steps: [
            [0, 'r1#'],
            [1, { command: 'show x', answer: 'blob Zk3JhQ8vPq1LmN7tRw5YbX2c' }],
          ],
        },
      ],
    });
    const { stdout, code } = await showrun('audit', made.name, '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      recording: made.name,
      counts: { left: 1 },
      left: [{ session: 'r1', block: `${made.name}#1`, kind: 'random', line: 'blob Zk…(24)' }],
    });
    expect(code).toBe(1);
  });
});
