import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun, showrunCommand } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const MINUTE = 60_000;

function homeWith(inventory: string): { home: TempHome; file: string } {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const file = join(home.path, 'inventory.yaml');
  writeFileSync(file, inventory);
  return { home, file };
}

describe('an inventory that cannot be used', () => {
  it('ends the start with the terminal given back and one line on it', {
    timeout: MINUTE,
  }, async () => {
    const { home, file } = homeWith('hosts: [');
    const person = await atShowrun(['--lab', '-i', file], { home });
    expect(await person.exits()).toEqual({ code: 2, signal: 0 });
    expect(person.screen()).toContain('showrun: ');
    expect(person.screen()).not.toContain('Ctrl-]');
  });

  it('ends a run with a lab in it too', { timeout: MINUTE }, async () => {
    const { home, file } = homeWith('hosts: [');
    const ran = await runShowrun(['run', 'show clock', '--lab', '-i', file], { home });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('does not end the program when the list of hosts is opened', { timeout: MINUTE }, async () => {
    const { home, file } = homeWith('hosts: { a: { via: b }, b: { via: a } }');
    const person = await atShowrun(['-i', file], { home });
    await person.sees('via goes in a circle');
    person.presses('escape').presses('ctrl-]', 'o');
    await person.sees('Open a host');
  });
});

it('cells see neither the passwords in the environment nor the agent', {
  timeout: MINUTE,
}, async () => {
  const { home, file } = homeWith(
    'hosts: { a: { address: 127.0.0.1, port: 1, password: { env: ROUTER_PW } } }',
  );
  const env = { ROUTER_PW: 'hunter2', SSH_AUTH_SOCK: '/nowhere', OTHER: 'seen' };
  const person = await atShowrun(['-i', file], { home, env });
  await person.sees('refused the connection');
  person.presses('ctrl-]', 'r');
  person.types("['ROUTER_PW', 'SSH_AUTH_SOCK', 'OTHER'].map((name) => process.env[name])");
  person.presses('enter');
  await person.sees(/\[ ?undefined, undefined, 'seen' ?\]/);
});

it('a reader that leaves early is no fault, a full disk is', { timeout: MINUTE }, async () => {
  const { command, args = [] } = showrunCommand(['help']);
  const shell = (line: string) => promisify(execFile)('bash', ['-c', line, command, ...args]);
  const early = await shell('"$0" "$@" | true; echo "${PIPESTATUS[0]}"');
  expect(early.stderr).toBe('');
  expect(['0\n', '141\n']).toContain(early.stdout);
  const full = await shell('"$0" "$@" > /dev/full; echo "$?"');
  expect(full).toEqual({
    stdout: '74\n',
    stderr: 'showrun: the output cannot be written (ENOSPC)\n',
  });
});

it('what cells write is for the person alone', { timeout: MINUTE }, async () => {
  const { home } = homeWith('');
  const person = await atShowrun(['--lab'], { home });
  await person.sees('r4#');
  person.types("const made = `${process.env.HOME}/made`; require('fs').writeFileSync(made, '')");
  person.presses('enter').types("print('writ' + 'ten')").presses('enter');
  await person.sees('written');
  expect(statSync(join(home.path, 'made')).mode & 0o777).toBe(0o600);
});
