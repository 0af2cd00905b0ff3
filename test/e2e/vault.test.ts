import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShell, atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const PASSPHRASE = 'correct horse battery';
const BY_ENV = { SHOWRUN_VAULT_PASSPHRASE: PASSPHRASE };
let lab: Lab;
let password = '';

beforeAll(async () => {
  lab = await startLab();
  password = lab.devices[0]?.password ?? '';
});
afterAll(() => lab.close());

describe('showrun vault', () => {
  it('keeps a secret typed twice, lists it, shows it on a terminal after the passphrase, and shows it nowhere else', async () => {
    const at = home();
    const shell = await atShell({ home: at });
    shell.types('showrun vault set core\r');
    await shell.sees(/secret for core: $/m);
    shell.types('Tr0ub4dor\r');
    await shell.sees(/the same again: $/m);
    shell.types('Tr0ub4dor\r');
    await shell.sees(/new passphrase: $/m);
    shell.types(`${PASSPHRASE}\r`);
    await shell.sees(/again: \n.*again: $/ms);
    shell.types(`${PASSPHRASE}\r`);
    await shell.sees('core is set; use it in the inventory as { vault: core }');
    expect(shell.rawOutput.includes('Tr0ub4dor')).toBe(false);

    shell.types('clear; showrun vault\r');
    await shell.sees(/vault: passphrase: $/m);
    shell.types('not this one\r');
    await shell.sees(/That was not the passphrase of the vault\.\s+vault: passphrase: $/m);
    shell.types(`${PASSPHRASE}\r`);
    await shell.sees(/^core {2}20\d\d-\d\d-\d\d$/m);
    expect(shell.rawOutput.includes('Tr0ub4dor')).toBe(false);
    expect(shell.rawOutput.includes(PASSPHRASE)).toBe(false);

    shell.types('clear; SHOWRUN_VAULT_PASSPHRASE=whatever showrun vault show core\r');
    await shell.sees(/vault: passphrase: $/m);
    shell.types(`${PASSPHRASE}\r`);
    await shell.sees(/^Tr0ub4dor$/m);
    expect(filesWith(at, 'Tr0ub4dor')).toEqual([]);
    expect(filesWith(at, 'core')).toEqual([]);
  });

  it('reads one line from a pipe, and never shows a secret to one', async () => {
    const at = home();
    const set = await vault(at, ['set', 'core'], { input: 'Tr0ub4dor\nmore\n' });
    expect(set).toMatchObject({ code: 0, stdout: '' });
    const file = join(at.path, '.local/share/showrun/vault');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const shown = await vault(at, ['show', 'core']);
    expect(shown).toMatchObject({ code: 2, stdout: '' });
    expect(shown.stderr).toContain('on a terminal only');
    expect((await vault(at, [])).stdout).toMatch(/^core {2}20\d\d-\d\d-\d\d\n$/);
    expect(await vault(at, ['remove', 'core'])).toMatchObject({ code: 0 });
    expect(await vault(at, ['remove', 'core'])).toMatchObject({
      code: 2,
      stderr: "showrun: there is no 'core' in the vault: 'showrun vault' lists what is\n",
    });
  });

  it('takes no secret as an argument, and does not repeat it', async () => {
    const { code, stderr } = await vault(home(), ['set', 'core', 'Tr0ub4dor']);
    expect(code).toBe(2);
    expect(stderr).toContain('a secret is no argument');
    expect(stderr).not.toContain('Tr0ub4dor');
  });

  it('is opened by nobody without a terminal', async () => {
    const at = home();
    await vault(at, ['set', 'core'], { input: 'Tr0ub4dor\n' });
    const { code, stderr } = await runShowrun(['vault'], { home: at });
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toContain('no passphrase was given, so the vault stays locked');
  });

  it('keeps what eight programs set at the same time', async () => {
    const at = home();
    await vault(at, ['set', 'first'], { input: 'x\n' });
    const sets = Array.from({ length: 8 }, (_, n) =>
      vault(at, ['set', `s${n}`], { input: `secret ${n}\n` }),
    );
    const codes = (await Promise.all(sets)).map(({ code }) => code);
    expect(codes).toEqual(new Array(8).fill(0));
    expect((await vault(at, [])).stdout.match(/^\S+/gm)).toHaveLength(9);
  });

  it('changes the passphrase', async () => {
    const at = home();
    await vault(at, ['set', 'core'], { input: 'Tr0ub4dor\n' });
    const shell = await atShell({ home: at });
    shell.types('showrun vault passphrase\r');
    await shell.sees(/vault: passphrase: $/m);
    shell.types(`${PASSPHRASE}\r`);
    await shell.sees(/new passphrase: $/m);
    shell.types('another one altogether\r');
    await shell.sees(/the same again: $/m);
    shell.types('another one altogether\r');
    await shell.sees('the passphrase is changed');
    expect((await vault(at, [])).stderr).toContain('$SHOWRUN_VAULT_PASSPHRASE is not the vault');
  });
});

describe('a host whose password lies in the vault', () => {
  it('is logged in to by a script, with the passphrase from the environment of that script alone', async () => {
    const at = home();
    await vault(at, ['set', 'lab'], { input: `${password}\n` });
    const file = inventory(at);
    const ran = await run(at, ['show clock', '-H', 'r1,r2,r3,r4', '-i', file], BY_ENV);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).not.toContain(password);
    expect(filesWith(at, password)).toEqual([]);
    expect(filesWith(at, PASSPHRASE)).toEqual([]);
  });

  it('is not logged in to while its secret is not there; a line says how to set it', async () => {
    const at = home();
    const file = inventory(at);
    const none = await run(at, ['show clock', '-H', 'r1', '-i', file], BY_ENV);
    expect(none.code).toBe(3);
    expect(none.stderr).toContain(
      'r1: there is no vault yet: set it with: showrun vault set lab\n',
    );
    await vault(at, ['set', 'other'], { input: 'x\n' });
    const other = await run(at, ['show clock', '-H', 'r1', '-i', file], BY_ENV);
    expect(other.stderr).toContain(
      "r1: there is no 'lab' in the vault: set it with: showrun vault set lab\n",
    );
  });

  it('asks for the passphrase once for four panes, and their cells never get it', async () => {
    const at = home();
    await vault(at, ['set', 'lab'], { input: `${password}\n` });
    const file = inventory(at);
    const person = await atShowrun(['-i', file, 'r1', 'r2', 'r3', 'r4'], { home: at });
    await person.sees(/r\d takes its secret from the vault\./);
    person.types('not this one').presses('enter');
    await person.sees('That was not the passphrase of the vault.');
    person.types(PASSPHRASE);
    await person.sees('•'.repeat(PASSPHRASE.length));
    person.presses('enter');
    for (const name of ['r1', 'r2', 'r3', 'r4']) await person.sees(`${name}#`);
    expect(person.screen()).not.toContain('passphrase');
    expect(person.rawOutput.includes(PASSPHRASE)).toBe(false);
    expect(person.rawOutput.includes(password)).toBe(false);
    expect(filesWith(at, PASSPHRASE)).toEqual([]);
    expect(filesWith(at, password)).toEqual([]);
  });

  it('gives a passphrase in the environment to no cell and to no command of this machine', async () => {
    const at = home();
    const person = await atShowrun(['local:env'], { home: at, env: BY_ENV });
    await person.sees('TERM=');
    person.presses('ctrl-]').types('r');
    person
      .types('Object.keys(process.env).filter((name) => /VAULT|PATH/.test(name))')
      .presses('enter');
    await person.sees(/\[ 'PATH' \]/);
    expect(person.rawOutput.includes(PASSPHRASE)).toBe(false);
  });
});

function vault(at: TempHome, args: readonly string[], more: { readonly input?: string } = {}) {
  return runShowrun(['vault', ...args], { home: at, env: BY_ENV, ...more });
}

function run(at: TempHome, args: readonly string[], env: Readonly<Record<string, string>>) {
  return runShowrun(['run', ...args, '--accept-new'], { home: at, env });
}

function inventory(at: TempHome): string {
  const file = join(at.path, 'inventory.yaml');
  const hosts = lab.devices.map(
    ({ name, address, port }) => `${name}: { address: ${address}, port: ${port} }`,
  );
  const known = lab.devices.map(
    ({ address, port, publicKey }) => `[${address}]:${port} ${publicKey}\n`,
  );
  writeFileSync(join(at.path, '.ssh/known_hosts'), known.join(''));
  const lines = [
    'defaults:',
    `  username: ${lab.devices[0]?.username}`,
    '  password: { vault: lab }',
    'hosts:',
    ...hosts.map((line) => `  ${line}`),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** The files below a home in which a text stands as it is. */
function filesWith(at: TempHome, text: string): string[] {
  return readdirSync(at.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

function home(): TempHome {
  const made = makeTempHome();
  onTestFinished(() => made.remove());
  return made;
}
