import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShell } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

function home() {
  const one = makeTempHome();
  onTestFinished(() => one.remove());
  return one;
}

const BRIEF = 'show ip interface brief';

describe('one command on the lab', () => {
  it('gives one table over all devices, alone on stdout', async () => {
    const { code, stdout, stderr } = await runShowrun(['run', BRIEF, '--lab'], { home: home() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head, line, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^host +interface +ip_address +status +proto$/);
    expect(line).toMatch(/^-+( +-+)+$/);
    expect(new Set(rows.map((row) => row.split(' ')[0]))).toEqual(
      new Set(['r1', 'r2', 'r3', 'r4']),
    );
    expect(stdout).not.toContain('\x1b');
  });

  it('gives JSON with the rows and the text of each device', async () => {
    const args = ['run', BRIEF, '--lab', '-H', 'r1,r3', '-o', 'json'];
    const { code, stdout } = await runShowrun(args, { home: home() });
    expect(code).toBe(0);
    const answers: unknown = JSON.parse(stdout);
    expect(answers).toMatchObject([
      { host: 'r1', platform: 'cisco_ios', command: BRIEF, outcome: 'ok' },
      { host: 'r3', platform: 'cisco_ios', command: BRIEF, outcome: 'ok' },
    ]);
    expect(answers).toMatchObject([
      {
        elapsedMs: expect.any(Number),
        text: expect.stringContaining('IP-Address'),
        rows: expect.arrayContaining([
          { interface: 'Loopback0', ip_address: '1.1.1.1', status: 'up', proto: 'up' },
        ]),
      },
      {},
    ]);
  });

  it('gives CSV and Markdown with a host column', async () => {
    const args = ['run', BRIEF, '--lab', '-H', 'r2'];
    const csv = await runShowrun([...args, '-o', 'csv'], { home: home() });
    expect(csv.stdout.split(/\r?\n/)).toContain('r2,Loopback0,2.2.2.2,up,up');
    expect(csv.stdout.startsWith('host,interface,ip_address,status,proto')).toBe(true);
    const md = await runShowrun([...args, '-o', 'md'], { home: home() });
    expect(md.stdout).toContain('| r2 | Loopback0 | 2.2.2.2 | up | up |');
  });

  it('gives the text as the device printed it, without echo and prompt', async () => {
    const args = ['run', BRIEF, '--lab', '-H', 'r2', '-o', 'raw'];
    const { stdout } = await runShowrun(args, { home: home() });
    expect(stdout).toMatch(/^Interface +IP-Address/);
    expect(stdout).not.toMatch(/r2#|show ip/);
    expect(stdout.endsWith('\n')).toBe(true);
  });

  it('ends with 3 when no device can be reached, and prints no answer', async () => {
    const args = ['run', BRIEF, '-H', '127.0.0.1:1,nowhere.invalid'];
    const { code, stdout, stderr } = await runShowrun(args, { home: home() });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toContain("nowhere.invalid has no address: 'nowhere.invalid' is not known");
  });

  it.each([
    [['run'], 'no command was given'],
    [
      ['run', 'show', 'version'],
      "one command at a time; put it in quotes: showrun run 'show version'",
    ],
    [['run', 'x', '-o', 'xml'], "-o wants one of table, json, csv, md, raw, not 'xml'"],
    [['run', 'x', '--lab', '-H', '@nope'], "nothing matches '@nope'"],
    [['run', 'x', '-i', '/nowhere.yaml'], 'the inventory /nowhere.yaml is not there'],
    [['run', 'x', '--lab', '-H', 'a b'], 'a b'],
    [['run', 'x', '-t', '0'], '--timeout wants a number of seconds above 0'],
    [['run', 'x', '--frob'], "Unknown option '--frob'"],
  ])('ends with 2 and one line for %j', async (args, words) => {
    const { code, stdout, stderr } = await runShowrun(args, { home: home() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^showrun: .*\n$/);
    expect(stderr).toContain(words);
  });

  it('shows its progress on the terminal only, while the answer goes to a file', async () => {
    const shell = await atShell();
    shell.types(
      `showrun run '${BRIEF}' --lab -o csv > ~/answer.csv; echo code $?; wc -l ~/answer.csv\r`,
    );
    await shell.sees('code 0');
    await shell.sees(/21 .*answer\.csv/);
    expect(shell.rawOutput.toString()).toContain('4 of 4 hosts');
    expect(shell.screen()).not.toContain('4 of 4 hosts');
  });
});
