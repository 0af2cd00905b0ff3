import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShell } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

// Routers with an enable secret; a login to them ends in privileged mode, so the way to the secret is by `--mode exec`.
const SECRET = 'Tr0ub4dor';
const ENABLE = ['run', 'enable', '--mode', 'exec', '-o', 'raw', '-i'];
let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
  const at = makeTempHome();
  const args = ['run', '--config', '-', '--accept-new', '-H', 'all', '-i', inventory(at, '')];
  const input = `enable secret ${SECRET}\n`;
  const set = await runShowrun(args, {
    home: at,
    input,
    env: { LAB: lab.devices[0]?.password ?? '' },
  });
  at.remove();
  expect(set).toMatchObject({ code: 0, stderr: '' });
});

afterAll(() => lab.close());

describe('a secret a device asks for in the middle', () => {
  it('comes from the source the inventory names', async () => {
    const at = home();
    const file = inventory(at, 'secret: { env: ENABLE }');
    const env = { LAB: lab.devices[0]?.password ?? '', ENABLE: SECRET };
    const args = [...ENABLE, file, '--accept-new', '-H', 'all'];
    const { code, stdout, stderr } = await runShowrun(args, { home: at, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(SECRET);
  });

  it('comes from the vault', async () => {
    const at = home();
    const file = inventory(at, 'secret: { vault: enable }');
    const env = {
      LAB: lab.devices[0]?.password ?? '',
      SHOWRUN_VAULT_PASSPHRASE: 'correct horse battery',
    };
    await runShowrun(['vault', 'set', 'enable'], { home: at, env, input: SECRET });
    const args = [...ENABLE, file, '--accept-new', '-H', 'all'];
    const { code, stdout, stderr } = await runShowrun(args, { home: at, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(SECRET);
  });

  it('is tried once on each host when it is wrong, and is in no message', async () => {
    const at = home();
    const file = inventory(at, 'secret: { env: ENABLE }');
    const env = { LAB: lab.devices[0]?.password ?? '', ENABLE: 'wr0ngwr0ng' };
    const args = [...ENABLE, file, '--accept-new', '-H', 'r1'];
    const { code, stdout, stderr } = await runShowrun(args, { home: at, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      "r1 did not take the password it asks for after 'enable': do it in the pane\n",
    );
  });

  it('is for nobody to answer without a terminal', async () => {
    const at = home();
    const env = { LAB: lab.devices[0]?.password ?? '' };
    const args = [...ENABLE, inventory(at, ''), '--accept-new', '-H', 'r1'];
    const { code, stderr } = await runShowrun(args, { home: at, env });
    expect(code).toBe(1);
    expect(stderr).toContain("r1 asks 'Password:' after 'enable' and was given nothing");
  });

  it('is asked once on the terminal for hosts with one entry, and not shown', async () => {
    const at = home();
    const file = inventory(at, 'secret: { prompt: true }');
    const shell = await atShell({ home: at, env: { LAB: lab.devices[0]?.password ?? '' } });
    shell.types(`showrun ${ENABLE.join(' ')} ${file} --accept-new -H all | cat; echo en''ded\r`);
    await shell.sees(/r\d asks this after 'enable'\.\s+If it is right, it is given to every host/);
    shell.types(`${SECRET}\r`);
    await shell.sees(/^ended/m);
    expect(shell.screen().match(/asks this after/g)).toHaveLength(1);
    expect(shell.screen()).toContain('── r4 ──');
    expect(shell.rawOutput.includes(SECRET)).toBe(false);
  });
});

function inventory(at: TempHome, secret: string): string {
  const file = join(at.path, 'inventory.yaml');
  const hosts = lab.devices.map(
    ({ name, address, port }) => `  ${name}: { address: ${address}, port: ${port} }`,
  );
  const [device] = lab.devices;
  const defaults = [
    `  username: ${device?.username}`,
    '  platform: cisco_ios',
    '  password: { env: LAB }',
    ...(secret === '' ? [] : [`  ${secret}`]),
  ];
  writeFileSync(file, ['defaults:', ...defaults, 'hosts:', ...hosts, ''].join('\n'));
  return file;
}

function home(): TempHome {
  const made = makeTempHome();
  onTestFinished(() => made.remove());
  return made;
}
