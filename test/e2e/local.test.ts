import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inPane, inRepl, titled } from '../helpers/lab-person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

const env = { SHELL: '/bin/bash', PS1: 'ann@box:~$ ' };

it('opens a shell of this machine in a pane, types in it, sizes it, and tells how it ended', async () => {
  const person = await atShowrun(['local:bash --norc --noprofile'], { env });
  await person.sees(titled('bash', /Linux shell · shell ●/));
  person.types('stty size; echo "$TERM"').presses('enter');
  await person.sees(inPane('bash', /\n\d\d 120\nxterm-256color\n/));
  person.resizes(100, 30);
  await person.sees((screen) => /^. 1 bash .* ● ?$/.test(screen.split('\n')[0]?.trimEnd() ?? ''));
  person.types('clear; stty size').presses('enter');
  await person.sees(inPane('bash', /^\d\d 100\n/));
  person.types('exit 7').presses('enter');
  await person.sees(inPane('bash', /connection closed .*exit code 7 · press Enter/));
  person.presses('enter');
  await person.sees(inPane('bash', /press Enter to reconnect ──\nann@box:~\$/));
});

it('opens one by the dialog, and drives it from the REPL', async () => {
  const person = await atShowrun(['local:bash --norc'], { env });
  await person.sees(titled('bash', /shell ●/));
  person.presses('ctrl-]', 'o').types('local:sh').presses('enter');
  await person.sees(/─ 2 sh|━ 2 sh/);
  person.presses('ctrl-]', 'r').types("bash.run('seq 3; id -un').text").presses('enter');
  await person.sees(inRepl(/\n1\n2\n3\n\w+\n/));
});

it('leaves nothing behind when it quits', async () => {
  const person = await atShowrun(
    ["local:sh -c 'trap : HUP; echo pid=$$.; sleep 987654 & wait; wait'"],
    { env },
  );
  await person.sees(/pid=\d+\./);
  const pid = Number(/pid=(\d+)\./.exec(person.screen())?.[1]);
  person.presses('ctrl-]', 'q');
  expect(await person.exits()).toMatchObject({ code: 0 });
  expect(() => process.kill(-pid, 0)).toThrow(/ESRCH/);
});

it('runs a command on shells of the inventory and of the command line', async () => {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const file = join(home.path, 'inventory.yaml');
  writeFileSync(
    file,
    `hosts:
  box: { transport: local, command: [bash, --norc], platform: linux }
  gone: { command: [no-such-program] }
  wrong: { transport: local, via: 127.0.0.1 }
`,
  );
  const onInventory = ['run', 'echo $0', '-i', file, '-o', 'raw', '-H'];
  expect(await runShowrun([...onInventory, 'box'], { home })).toEqual({
    code: 0,
    stdout: 'bash\n',
    stderr: '',
  });
  expect(await runShowrun([...onInventory, 'gone'], { home })).toMatchObject({
    code: 3,
    stderr: "gone: there is no program 'no-such-program' here: check its name and your PATH\n",
  });
  expect(await runShowrun([...onInventory, 'wrong'], { home })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('goes through no other host'),
  });
  const typed = ['run', 'echo a, b', '-H', 'local:bash --norc', '-o', 'raw'];
  expect(await runShowrun(typed, { home })).toEqual({ code: 0, stdout: 'a, b\n', stderr: '' });
});
