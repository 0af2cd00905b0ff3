import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

// `showrun script`: cells from a file, on the lab, without a screen.

let home: TempHome;

beforeAll(() => {
  home = makeTempHome();
});

afterAll(() => home.remove());

function script(source: string, ...args: string[]) {
  return runShowrun(['script', '-', ...args], { home, input: source });
}

describe('a script', () => {
  it('prints what it prints, and nothing else, to standard output', async () => {
    const ran = await script(
      'const up: number = (await all.run("show ip interface brief")).where("status=up").length;\n' +
        'print(up > 0, args);\nconsole.error("aside");\n"the value of the last line"',
      '--lab',
      '--',
      'a b',
      '--yes',
    );
    expect(ran).toEqual({ code: 0, stdout: "true [ 'a b', '--yes' ]\n", stderr: 'aside\n' });
  });

  it('prints the value of its last line where it is told to', async () => {
    expect((await script('40 + 2', '-p')).stdout).toBe('42\n');
  });

  it('prints without the limit of a cell on a screen', async () => {
    const { stdout } = await script("print('x'.repeat(3_000_000)); print('end')");
    expect(stdout.length).toBe(3_000_005);
    expect(stdout.endsWith('x\nend\n')).toBe(true);
  });

  it.each([
    ['all is well', '1', 0],
    ['it asks for a code', 'exit(7); print("not printed")', 7],
    ['it leaves a code', 'process.exitCode = 5', 5],
    ['it throws', 'throw new Error("bad")', 1],
    ['it cannot be read', 'let let = 1', 1],
    ['it ends too early', 'print(1', 1],
    ['a command is refused', '@r1 show nonsense', 1],
    ['nobody waits for a command that is well', 'r1.run("show clock"); 1', 0],
    ['nobody waits for a command that is refused', 'r1.run("show nonsense"); 1', 1],
    ['a refusal is expected', 'r1.run("show nonsense", { refusals: "expected" })', 0],
    ['a snapshot asks for more than a host knows', '%snapshot all-of-it', 0],
    ['a host is not there', '@nobody show clock', 1],
  ])('ends with the right code where %s', async (_, source, code) => {
    expect((await script(source, '--lab')).code).toBe(code);
  });

  it('ends with 3 where no host could be connected', async () => {
    const inventory = join(home.path, 'closed.yaml');
    writeFileSync(
      inventory,
      'hosts:\n  x1: { address: 127.0.0.1, port: 1, platform: cisco_ios, username: a }\n',
    );
    const ran = await script('@x1 show clock', '-i', inventory);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('x1 refused the connection');
  });

  it('reaches only the hosts it was given', async () => {
    const ran = await script(
      'print([...all].map(String)); await r1.run("show clock")',
      '--lab',
      '-H',
      'r2,r3',
    );
    expect(ran.stdout).toBe("[ 'r2', 'r3' ]\n");
    expect(ran.stderr).toContain('ReferenceError: r1 is not defined');
    expect(ran.stderr).toContain('at stdin:1:');
  });

  it('names the place of what went wrong in its file', async () => {
    const file = join(home.path, 'wrong.ts');
    writeFileSync(
      file,
      'const a: number = 1;\nfunction fail() {\n  throw new Error("here");\n}\nfail();\n',
    );
    const { stderr } = await runShowrun(['script', file], { home });
    expect(stderr).toContain('Error: here');
    expect(stderr).toContain(`${file}:3:`);
    expect(stderr).toContain(`${file}:5:`);
  });

  it('ends by a line about a file that is not there', async () => {
    const ran = await runShowrun(['script', join(home.path, 'none.ts')], { home });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^showrun: .*none\.ts is not there.*\n$/);
  });

  it('finds what the startup file of the settings folder has made, unless told not to', async () => {
    const folder = join(home.path, '.config', 'showrun');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'startup.ts'), 'const greet = (name: string) => `hello ${name}`;\n');
    expect((await script('print(greet("you"))')).stdout).toBe('hello you\n');
    expect((await script('print(typeof greet)', '--no-startup')).stdout).toBe('undefined\n');
  });
});
