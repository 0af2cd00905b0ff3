import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inPane, inStatus, titled } from '../helpers/lab-person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

/** A console at which people log in one after the other; it notes who has left in order. */
const CONSOLE = `#!/bin/sh
trap '' HUP INT
while :; do
  printf '\\r\\nr7 con0 is now available\\r\\n\\r\\nPress RETURN to get started.\\r\\n\\r\\n\\r\\n'
  read -r x || exit
  printf 'Username: '; read -r user || exit
  printf 'Password: '; stty -echo; read -r pass || exit; stty echo; echo
  [ "$user/$pass" = ann/hush-hush ] || { echo '% Login invalid'; continue; }
  PS1='r7#' sh && echo "$user left" >> "$1"
done
`;

function atHome(inventory: (folder: string) => string) {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const console = join(home.path, 'console');
  writeFileSync(console, CONSOLE);
  chmodSync(console, 0o755);
  const left = join(home.path, 'left');
  writeFileSync(left, '');
  const file = join(home.path, 'inventory.yaml');
  writeFileSync(file, inventory(home.path));
  return { home, file, left };
}

const env = { R7_PASSWORD: 'hush-hush', PS1: 'ann@jump:~$ ', SHELL: '/bin/sh' };

function consoleAt(folder: string, more = ''): string {
  return `hosts:
  r7:
    transport: local
    command: [${folder}/console, ${folder}/left]
    platform: cisco_ios
    console: true
    wake: true
    username: ann
    password: { env: R7_PASSWORD }
${more}`;
}

it('logs in on a console, and out of it before its pane is closed', async () => {
  const { home, file, left } = atHome((folder) => consoleAt(folder));
  const person = await atShowrun(['-i', file, 'r7'], { env, home });
  await person.sees(titled('r7', /Cisco IOS · privileged ●/));
  expect(person.screen()).toMatch(/Username: ann\n?/);
  expect(person.screen()).not.toContain('hush');
  person.types('cd /tmp').presses('enter');
  await person.sees(inPane('r7', /cd \/tmp\nr7#$/));
  person.types('half a line');
  await person.sees(inPane('r7', /r7#half a line$/));
  person.presses('ctrl-]', 'q');
  expect(await person.exits()).toMatchObject({ code: 0 });
  expect(readFileSync(left, 'utf8')).toBe('ann left\n');
});

it('logs out after a command run by a script too', async () => {
  const { home, file, left } = atHome((folder) => consoleAt(folder));
  const args = ['run', 'echo inside', '-i', file, '-H', 'r7', '-o', 'raw'];
  expect(await runShowrun(args, { home, env })).toEqual({
    code: 0,
    stdout: 'inside\n',
    stderr: '',
  });
  expect(readFileSync(left, 'utf8')).toBe('ann left\n');
});

it('says once that a password was refused', async () => {
  const { home, file } = atHome((folder) => consoleAt(folder));
  const args = ['run', 'echo inside', '-i', file, '-H', 'r7', '-o', 'raw'];
  const wrong = { ...env, R7_PASSWORD: 'wrong' };
  const ran = await runShowrun(args, { home, env: wrong });
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/^r7 refused the password of ann: .*\n$/);
});

const HOPS = `hosts:
  r7:
    transport: local
    command: [sh]
    platform: linux
    then:
      - { send: "PS1='ts1#' sh", platform: generic }
      - { send: "PS1='r7#' sh", platform: cisco_ios }
  r8:
    transport: local
    command: [sh]
    platform: linux
    then: [{ send: "PS1='ts1#' sh" }, { send: "sh -c 'echo % Connection refused by remote host'" }]
`;

it('goes to a device by way of two others, and comes back from one to the other', async () => {
  const { home, file } = atHome(() => HOPS);
  const person = await atShowrun(['-i', file, 'r7'], { env, home });
  await person.sees(titled('r7', /Cisco IOS · privileged ●/));
  person.types('exit').presses('enter');
  await person.sees(titled('r7 → ts1', /privileged ●/));
  person.types('exit').presses('enter');
  await person.sees(titled('r7', /Linux shell · shell ●/));
});

it('runs a command only where it has got, and says how far it came', async () => {
  const { home, file } = atHome(() => HOPS);
  const args = ['run', 'echo inside', '-i', file, '-o', 'raw', '-H'];
  const there = await runShowrun([...args, 'r7'], { home, env });
  expect(there).toEqual({ code: 0, stdout: 'inside\n', stderr: '' });
  const notThere = await runShowrun([...args, 'r8'], { home, env });
  expect(notThere.code).toBe(3);
  expect(notThere.stderr).toMatch(
    /^r8: 'sh -c .*' \(hop 2\) did not get there: % Connection refused by remote host: /,
  );
  const person = await atShowrun(['-i', file, 'r8'], { env, home });
  await person.sees(inPane('r8', /── r8: .* \(hop 2\) did not get there/));
  await person.sees(inStatus(/./));
});
