import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShell } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const GOOD = '! uplink\ninterface GigabitEthernet0/1\n description to the core\n\n';
const BAD = 'interface GigabitEthernet0/1\n descripton x\n shutdown\n';

describe('a configuration pushed by showrun run', () => {
  it('is taken by every host named, and neither saved nor committed', async () => {
    const at = home();
    const { code, stdout, stderr } = await push(at, { input: GOOD, args: ['-H', 'r1,r3'] });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'r1: 2 lines\nr3: 2 lines\n',
      stderr: '',
    });
  });

  it('stops at the first refusal with the line, its number and the words of the device', async () => {
    const at = home();
    const { code, stdout, stderr } = await push(at, { input: BAD, args: ['-H', 'r2'] });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split('\n').slice(0, 4)).toEqual([
      'r2: 1 of 3 lines; line 2 was refused',
      '  r2(config-if)# descripton x',
      expect.stringMatching(/^ +\^$/),
      "  % Invalid input detected at '^' marker.",
    ]);
  });

  it('is saved when asked for, and commits where there are commits only', async () => {
    const at = home();
    const saved = await push(at, { input: GOOD, args: ['-H', 'r1', '--save', '--commit'] });
    expect(saved).toMatchObject({ code: 0, stdout: 'r1: 2 lines, saved\n' });
    const confirmed = ['-H', 'r1', '--commit', '--confirmed', '5'];
    const refused = await push(at, { input: GOOD, args: confirmed });
    expect(refused.stderr).toContain(
      'r1 (Cisco IOS) has no commit to be confirmed; nothing was sent: its lines count at once; leave --confirmed out',
    );
    expect(refused.code).toBe(1);
  });

  it('gives JSON with what became of the lines, and CSV', async () => {
    const at = home();
    const json = await push(at, { input: BAD, args: ['-H', 'r2', '-o', 'json'] });
    expect(JSON.parse(json.stdout)).toMatchObject([
      {
        host: 'r2',
        outcome: 'refused',
        rows: null,
        config: {
          ...{ sent: 1, total: 3, state: 'running', kept: [], keepRefusal: null },
          refusal: { line: ' descripton x', number: 2, words: expect.stringContaining('Invalid') },
        },
      },
    ]);
    const csv = await push(at, { input: GOOD, args: ['-H', 'r1', '-o', 'csv'] });
    expect(csv.stdout.split(/\r?\n/)[1]).toMatch(/^r1,ok,2,2,running,/);
    const command = ['run', 'show clock', '--lab', '-H', 'r1', '-o', 'json'];
    const { stdout } = await runShowrun(command, { home: at });
    expect(JSON.parse(stdout)).toMatchObject([{ host: 'r1', config: null }]);
  });

  it('is only shown with --dry-run, from a file too', async () => {
    const at = home();
    const file = join(at.path, 'lines.txt');
    writeFileSync(file, GOOD);
    const args = ['run', '--config', file, '--lab', '-H', 'r1,r2', '--save', '--dry-run'];
    const { code, stdout, stderr } = await runShowrun(args, { home: at });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^2 hosts, and nothing was sent:\n {2}r1 .*cisco_ios {2}2 lines\n {2}r2 /,
    );
    expect(stdout).toContain('  2  interface GigabitEthernet0/1\n');
    expect(stdout).toContain('no commit\nthen saved\n');
    const broken = ['run', '--config', '-', '--lab', '-H', 'r1', '--dry-run'];
    const bad = await runShowrun(broken, { home: at, input: 'banner motd @\nhello\n' });
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain("line 1 'banner motd @' begins a text that does not end");
  });

  it.each([
    [['--config', '-'], 'name them with -H SELECTOR'],
    [['--config', '/nowhere.txt', '-H', 'all'], '/nowhere.txt is not there'],
    [['show version', '--save', '-H', 'all'], '--save goes with --config FILE'],
    [['--config', '-', '-H', 'all', '--confirmed', '5'], '--confirmed goes with --commit'],
    [['--config', '-H', 'all'], "Option '--config' argument is ambiguous"],
  ])('ends with 2 and one line for %j', async (args, words) => {
    const options = { home: home(), input: 'hostname x\n' };
    const { code, stdout, stderr } = await runShowrun(['run', '--lab', ...args], options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^showrun: .*\n$/);
    expect(stderr).toContain(words);
  });

  it('is not sent when it has no lines', async () => {
    const { code, stderr } = await push(home(), { input: '\n \n', args: ['-H', 'r1'] });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'showrun: --config has no lines to send\n',
    });
  });

  it('shows on a terminal how far each host is', async () => {
    const shell = await atShell();
    const lines = Array.from({ length: 40 }, (_, at) => `interface Loopback${at + 10}`).join('\n');
    writeFileSync(join(shell.home.path, 'many.txt'), lines);
    shell.types('showrun run --config ~/many.txt --lab -H r1,r2; echo code $?\r');
    await shell.sees('code 0');
    await shell.sees(/r1: 40 lines\nr2: 40 lines/);
    expect(shell.rawOutput.toString()).toMatch(/0 of 2 hosts · r[12] \d+\/40 lines/);
    expect(shell.screen()).not.toContain('0 of 2 hosts');
  });
});

describe('a command in another mode', () => {
  it('is run there', async () => {
    const args = [
      'run',
      'do show clock',
      '--mode',
      'configuration',
      '--lab',
      '-H',
      'r1',
      '-o',
      'raw',
    ];
    const { code, stdout, stderr } = await runShowrun(args, { home: home() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/UTC/);
  });

  it('says which modes there are', async () => {
    const args = ['run', 'x', '--mode', 'warp', '--lab', '-H', 'r1'];
    const { code, stderr } = await runShowrun(args, { home: home() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/Cisco IOS has no mode 'warp': it has .*configuration/);
  });
});

function push(
  at: TempHome,
  { input, args }: { readonly input: string; readonly args: readonly string[] },
) {
  return runShowrun(['run', '--config', '-', '--lab', ...args], { home: at, input });
}

function home(): TempHome {
  const made = makeTempHome();
  onTestFinished(() => made.remove());
  return made;
}
