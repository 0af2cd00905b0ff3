import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

function homeWith(files: Readonly<Record<string, string>>): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const folder = join(home.path, '.config', 'showrun', 'platforms');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return home;
}

describe('showrun platforms', () => {
  it('lists them with title and modes, the person’s own among them', async () => {
    const mine = "title: My own box\nprompts: [{ mode: only, pattern: '^box: $' }]\n";
    const { code, stdout } = await runShowrun(['platforms'], {
      home: homeWith({ 'my_box.yaml': mine }),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cisco_ios +Cisco IOS +exec privileged configuration shell rommon$/m);
    expect(stdout).toMatch(/^my_box +My own box +only$/m);
    expect(stdout).not.toMatch(/^_/m);
  });

  it('shows one, by any of its names', async () => {
    const { code, stdout } = await runShowrun(['platforms', 'cisco-iosxe'], { home: homeWith({}) });
    expect(code).toBe(0);
    expect(stdout).toContain('cisco_xe: Cisco IOS XE\n');
    expect(stdout).toContain('like: cisco_ios\n');
    expect(stdout).toContain('on open: terminal length 0\n');
    expect(stdout).toContain('  exec to privileged: enable (password)\n');
    expect(stdout).toMatch(/^recognised by:\n {2}SSH identification .*Cisco-1/m);
    expect(stdout).toMatch(/^and when asked:\n {2}'show version' .*XE Software.* \(99 %\)$/m);
  });

  it('says what is wrong: a name nobody knows, a damaged file', async () => {
    const unknown = await runShowrun(['platforms', 'zork'], { home: homeWith({}) });
    expect(unknown).toMatchObject({
      code: 2,
      stderr: "showrun: unknown platform 'zork': 'showrun platforms' lists those there are\n",
    });
    const broken = await runShowrun(['platforms', 'mine'], {
      home: homeWith({ 'mine.yaml': 'title: mine\nextends: linux\ncolour: red\n' }),
    });
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/mine\.yaml:3: colour: not known here/);
    const listed = await runShowrun(['platforms'], {
      home: homeWith({ 'mine.yaml': 'colour: red\n' }),
    });
    expect(listed.code).toBe(1);
    expect(listed.stdout).toMatch(/^cisco_ios /m);
    expect(listed.stderr).toMatch(/^showrun: .*mine\.yaml:1: colour: not known here/);
  });
});
