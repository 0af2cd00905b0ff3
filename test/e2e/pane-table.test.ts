import { describe, expect, it } from 'vitest';
import { atLab, drawn, focused, goesTo, inPane, inStatus, paneOf } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

describe('the table of what was typed in a pane', () => {
  it('is of the last command typed in the pane, and q gives the pane its focus back', async () => {
    const person = await atLab();
    await goesTo(person, 3);
    person.types('terminal length 0').presses('enter');
    await person.sees(inPane('r3', /length 0\nr3#$/));
    person.types('show ip route').presses('enter');
    await person.sees(inPane('r3', /via 10\.0\.34\.[\s\S]+r3#$/));
    person.presses('ctrl-]', 'T');
    await person.sees(/4\.4\.4\.4/);
    expect(drawn(person.screen()).split('\n')[0]).toContain('show ip route');
    expect(person.screen()).toMatch(/^ .*10\.0\.12\.0 /m);
    person.presses('q');
    await person.sees(focused('r3'));
    expect(paneOf(person.screen(), 'r3')?.text).toMatch(/r3#$/);
  });

  it('is the raw text, and said so, where no template reads the command', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('show terminal').presses('enter');
    await person.sees(inPane('r1', /Length: /));
    person.presses('ctrl-]', 'T');
    await person.sees(inStatus(/no template reads 'show terminal/));
    await person.sees(/^ *Length: /m);
  });

  it('leaves out columns that are empty in every row', async () => {
    const person = await withRoutes();
    const header = person.row(1);
    expect(header).toMatch(/protocol +network +prefix_length +distance +metric +nexthop_ip/);
    expect(header).not.toContain('vrf');
  });

  it('filters the raw text too', async () => {
    const person = await withRoutes();
    person.presses('/').types('10.4.0.0').presses('enter', 'r');
    await person.sees(/^ O +10\.4\.0\.0\/24 \[110\/2\] via/m);
    await person.losesSightOf('10.3.0.0');
  });
});

/** A person who asked r1 for its routes, by typing, and has the table open. */
async function withRoutes(): Promise<Person> {
  const person = await atLab();
  await goesTo(person, 1);
  person.types('terminal length 0').presses('enter').types('show ip route').presses('enter');
  await person.sees(inPane('r1', /10\.4\.0\.0[\s\S]+r1#$/));
  person.presses('ctrl-]', 'T');
  await person.sees('show ip route — r1 · table');
  return person;
}

describe('the table of an older command of a pane', () => {
  it('is shown by T among old lines, for the command chosen with {', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('terminal length 0').presses('enter').types('show ip interface brief');
    person.presses('enter');
    await person.sees(inPane('r1', /Loopback0[\s\S]*r1#$/));
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /show clock\n[\s\S]*r1#$/));
    person.presses('ctrl-]', '[', '{', '{');
    await person.sees(inStatus('T: the answer of this command as a table'));
    person.presses('T');
    await person.sees('show ip interface brief — r1 · table');
    await person.sees(/GigabitEthernet0\/0 +10\./);
    person.presses('q', '}', 'T');
    await person.sees('show clock — r1');
    person.presses('q', 'q');
    await person.sees(focused('r1'));
  });
});
