import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { screenAt } from '../helpers/film.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { allTextOf, filmIn, pageData } from '../helpers/page-contents.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const BRIEF = `Interface              IP-Address      OK? Method Status                Protocol
GigabitEthernet0/0     10.0.12.1       YES NVRAM  up                    up
Loopback0              192.0.2.1       YES NVRAM  up                    up`;
const CONFIG = `Building configuration...
!
hostname r1
snmp-server community Pssst123 RO
username noc secret 9 $9$Wh1sp3rWh1sp3r$abcdefghijklmnop
!
end`;
const SECRETS = ['Pssst123', '$9$Wh1sp3rWh1sp3r'];

let home: TempHome;
let name: string;

beforeEach(() => {
  home = makeTempHome();
  const folder = join(home.path, '.local/share/showrun/recordings');
  mkdirSync(folder, { recursive: true });
  const startedAtMs = new Date(2026, 10, 20, 14, 2, 11).getTime();
  const steps = (prompt: string) =>
    [
      [0, prompt],
      [5, { command: 'show ip interface brief', answer: BRIEF, tookS: 0.4 }],
      [10, { command: 'show running-config', answer: CONFIG, tookS: 1 }],
      [20, { command: 'shwo x', answer: '% Invalid input', outcome: 'refused' }],
    ] as const;
  ({ name } = makeRecording({
    folder,
    startedAtMs,
    sessions: ['r1', 'r2'].map((host) => ({
      name: host,
      platform: 'cisco_ios',
      prompt: `${host}#`,
      steps: steps(`${host}#`),
    })),
    notes: [{ kind: 'note', atMs: startedAtMs + 7_000, text: 'The community is Pssst123' }],
  }));
});
afterEach(() => home.remove());

describe('showrun export', () => {
  it('writes a page with all sessions and no secret in any of its films', async () => {
    const file = join(home.path, 'fault.html');
    const { code, stderr } = await showrun(name, '--to', 'html', '-o', file, '--title', 'Fault 7');
    expect(code).toBe(0);
    expect(stderr).toMatch(/\b2 values hidden/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    expect(pageData(page)).toMatchObject({
      title: 'Fault 7',
      sessions: [{ name: 'r1' }, { name: 'r2' }],
    });
    expect(screenAt(filmIn(page, 1), 25_000)).toContain('% Invalid input');
    for (const secret of SECRETS) expect(allTextOf(page)).not.toContain(secret);
    expect(allTextOf(page)).toContain('snmp-server community');
  });

  it('writes a report with tables, and without secrets', async () => {
    const { stdout, code } = await showrun(name, '--to', 'md', '-H', 'r1');
    expect(code).toBe(0);
    expect(stdout).toContain('| interface | ip\\_address |');
    expect(stdout).toContain('| GigabitEthernet0/0 | 10.0.12.1 |');
    expect(stdout).toMatch(/^\*\*Refused by the device\.\*\*$/m);
    expect(stdout).toContain('2 secrets are hidden');
    expect(stdout).not.toContain('r2');
    for (const secret of SECRETS) expect(stdout).not.toContain(secret);
  });

  it('keeps the order in which blocks are named', async () => {
    const { stdout } = await showrun(`${name}#5,1`, '--to', 'ipynb');
    const { cells } = JSON.parse(stdout) as { cells: { cell_type: string; source: string[] }[] };
    const asked = cells.filter(({ cell_type: type }) => type === 'code');
    expect(asked.map(({ source }) => source.join(''))).toEqual([
      '@r1 shwo x',
      '@r1 show ip interface brief',
    ]);
  });

  it('leaves secrets in where it is told to', async () => {
    const { stdout } = await showrun(name, '--to', 'md', '--keep-secrets');
    for (const secret of SECRETS) expect(stdout).toContain(secret);
  });
});

function showrun(recording: string, ...args: readonly string[]) {
  return runShowrun(['export', recording, ...args], { home });
}
