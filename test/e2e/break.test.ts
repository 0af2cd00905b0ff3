import { expect, it } from 'vitest';
import { inPane, inRepl, inStatus } from '../helpers/lab-person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';

it('says that a line has no break, from the keys and from the REPL', async () => {
  const person = await atShowrun(['local:sh'], { env: { PS1: 'ann@box:~$ ' } });
  await person.sees(inPane('sh', 'ann@box:~$'));
  person.presses('ctrl-]', 'b');
  await person.sees(/Send a break to sh\?/);
  person.presses('escape');
  await person.sees((screen) => !screen.includes('Send a break to sh?'));
  expect(person.screen()).not.toContain('has no break');
  person.presses('ctrl-]', 'b');
  await person.sees(/Send a break to sh\?/);
  person.presses('enter');
  await person.sees(inStatus(/sh is on a line that has no break/));
  person.presses('ctrl-]', 'r').types('sh.sendBreak()').presses('enter');
  await person.sees(inRepl(/sh is on a line that has no break/));
  person.presses('ctrl-]', '?');
  await person.sees(/b {1,20}Send a break to the device/);
  expect(person.screen()).toContain('Send a break');
});
