import { it } from 'vitest';
import { inPane, inRepl, titled } from '../helpers/lab-person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';

const env = { PS1: 'ann@jump:~$ ', SHELL: '/bin/sh' };

it('goes on to another platform from a shell, prepares it, and comes back with its exit', async () => {
  const person = await atShowrun(['local:sh'], { env });
  await person.sees(titled('sh', /Linux shell · shell ●/));
  person.types("PS1='r7#' sh").presses('enter');
  await person.sees(inPane('sh', /r7#$/));
  person.presses('ctrl-]', 'P');
  await person.sees(/The platform of sh as it stands now/);
  person.types('cisco_ios').presses('enter');
  await person.sees(titled('sh → r7', /Cisco IOS · privileged ●/));
  person.presses('ctrl-]', 'r').types("sh.run('echo in'+'side').text").presses('enter');
  await person.sees(inPane('sh → r7', /r7#terminal length 0/));
  await person.sees(inRepl("Out[1]: 'inside'"));
  person.presses('ctrl-]', '1').types('exit').presses('enter');
  await person.sees(titled('sh', /Linux shell · shell ●/));
});

it('is dispatched from the REPL, which says where there is no such platform', async () => {
  const person = await atShowrun(['local:sh'], { env });
  await person.sees(titled('sh', /Linux shell · shell ●/));
  person.types("PS1='r7#' sh").presses('enter');
  await person.sees(inPane('sh', /r7#$/));
  person.presses('ctrl-]', 'r').types("sh.redispatch('cisco_nxos').text").presses('enter');
  await person.sees(titled('sh → r7', /Cisco NX-OS · privileged ●/));
  person.types("sh.redispatch('nosuch')").presses('enter');
  await person.sees(inRepl(/unknown platform 'nosuch'/));
});
