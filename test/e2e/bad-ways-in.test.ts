import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Ran, runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

// Every way in, given wrongly: one line each, with the place, the cause and the next step.
function homeWith(inventory: string): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  writeFileSync(join(home.path, 'lab.yaml'), inventory);
  return home;
}

function run(home: TempHome, selector = 'a'): Promise<Ran> {
  const file = join(home.path, 'lab.yaml');
  return runShowrun(['run', 'echo $((6*7))', '-i', file, '-H', selector, '-o', 'raw'], { home });
}

const SHELL = 'transport: local, command: [bash, --norc], platform: linux';

it.each([
  ['port: 99999', 'port: expected a number from 1 to 65535, found 99999'],
  ['transport: pigeon', 'transport: expected ssh, telnet or local, found "pigeon"'],
  ['fallback: yes', 'fallback: expected telnet, or telnet:PORT, found "yes"'],
  [
    'password: hunter2',
    'password: passwords are not kept in files; write {vault: NAME}, {env: NAME}',
  ],
  ['password: {env: }', "password.env: expected an environment variable's name, found nothing"],
  ['via: [b, c]', "via: expected another host's name, found a list"],
  ['console: maybe', 'console: expected true or false, found "maybe"'],
  ['login: [{expect: "("}]', "login[0].expect: '(' is no regular expression"],
  ['then: [{platform: x}]', 'then[0]: the first hop says what to send'],
  ['legacy: sure', 'legacy: expected true or false, found "sure"'],
  ['encoding: klingon', "encoding: 'klingon' is no character set a terminal can use"],
  ['keepAwake: -5', 'keepAwake: expected a time of at least 10 s'],
  ['prompt: "/(/"', "prompt: '/(/' is neither a prompt nor a regular expression"],
  ['transport: telnet, command: sh', 'command: a command is for transport: local'],
])('an inventory with %s is named with its line and what was expected', async (wrong, words) => {
  const { code, stdout, stderr } = await run(homeWith(`hosts:\n  a: { ${wrong} }\n`));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`lab.yaml:2: hosts.a.${words}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain('hunter2');
});

it.each([
  ['nobody', 'a: { via: nobody }', "hosts.a.via: there is no host 'nobody'"],
  ['itself', 'a: { via: a }', 'via goes in a circle: a → a'],
  ['a circle', 'a: { via: b }\n  b: { via: a }', 'via goes in a circle: a → b → a'],
  ['telnet', 'a: { via: b }\n  b: { transport: telnet }', "via: 'b' is reached by telnet"],
  ['a local command', `a: { via: b }\n  b: { ${SHELL} }`, "via: 'b' is a command of this machine"],
])('a way through %s is refused before anything is sent', async (_, hosts, words) => {
  const { code, stderr } = await run(homeWith(`hosts:\n  ${hosts}\n`));
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it.each([
  [
    'a closed telnet port',
    'transport: telnet, port: 1',
    /^a refused .* port 1: .*telnet is enabled/,
  ],
  ['a closed SSH port', 'port: 1', /^a refused .* port 1: .*SSH is enabled/],
  [
    'neither SSH nor its fallback',
    'port: 1, fallback: "telnet:1"',
    /^a refused .*; by telnet a ref/,
  ],
  ['a dead hop before SSH', 'via: "x@127.0.0.1:1"', /^a: .*\(on the way to a\) refused .*SSH is/],
  [
    'a dead hop before telnet',
    'transport: telnet, via: "x@127.0.0.1:1"',
    /\(on the way to a\).*SSH is/,
  ],
  [
    'a program nobody has',
    'command: [no-such-program]',
    /^a: there is no program 'no-such-program'/,
  ],
  [
    'a command that ends at once',
    'command: "exit 3"',
    /^a closed the connection with exit code 3:/,
  ],
])('%s is one line with the host, the cause and the next step', async (_, how, words) => {
  const home = homeWith(`hosts:\n  a: { address: 127.0.0.1, ${how} }\n`);
  const { code, stdout, stderr } = await run(home);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('a host of an unknown platform fails alone, and is named', async () => {
  const home = homeWith(`hosts:\n  a: { platform: cisco_oops }\n  b: { ${SHELL} }\n`);
  const { code, stdout, stderr } = await run(home, 'all');
  expect(code).toBe(1);
  expect(stdout).toContain('42');
  expect(stderr).toMatch(/^a \(.*lab\.yaml\): unknown platform 'cisco_oops': 'showrun platforms'/);
  const person = await atShowrun(['-i', join(home.path, 'lab.yaml'), 'b', 'a'], { home });
  await person.sees(/Before you start/);
  await person.sees(/unknown platform 'cisco_oops'/);
  person.presses('escape');
  await person.sees(/^bash-[\d.]+[$#]/m);
});

it('a damaged file of remembered hosts is set aside and named, and the work goes on', async () => {
  const home = homeWith(`hosts:\n  a: { ${SHELL} }\n`);
  const state = join(home.path, '.local/state/showrun');
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'hosts.json'), '{"hosts": [broken');
  const first = await run(home);
  expect(first).toMatchObject({ code: 0, stdout: '42\n' });
  expect(first.stderr).toMatch(
    /hosts\.json is damaged; it was set aside as .*hosts\.json\.corrupt-/,
  );
  expect(await run(home)).toEqual({ code: 0, stdout: '42\n', stderr: '' });
});
