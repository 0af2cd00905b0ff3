import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, goesTo, inPane, inRepl, inStatus } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

describe('the keys of the table', () => {
  it('are listed by ?, and Enter in the list does what the key does', async () => {
    const person = await withInterfaces();
    person.presses('?');
    await person.sees('Keys of the table');
    person.types('same on several').presses('enter');
    await person.sees('hosts folded');
    person.presses('f');
    await person.losesSightOf('hosts folded');
  });

  it('are in the palette, too', async () => {
    const person = await withInterfaces();
    person.presses('ctrl-]', ':');
    await person.sees('Table: ');
    person.types('Table: Count the values').presses('enter');
    await person.sees('counted by host');
  });

  it('count a column, and Enter shows the rows of one value', async () => {
    const person = await withInterfaces();
    person.presses('right', 'right', 'right', 'c');
    await person.sees(/administratively down +4/);
    person.presses('down', 'enter');
    await person.sees('4 of 20 rows');
    await person.sees('filter: "status=administratively down"');
    person.presses('escape');
    await person.sees(/ 20 rows/);
  });

  it('copy rows to the clipboard of the terminal', async () => {
    const person = await withInterfaces();
    person.presses('space', 'y');
    await person.sees('Picked rows as CSV');
    person.types('picked csv').presses('enter');
    await person.sees(inStatus('1 row as CSV sent to the terminal'));
    const [, body = ''] =
      /\x1b\]52;c;([A-Za-z0-9+/=]+)\x07/.exec(person.rawOutput.toString('latin1')) ?? [];
    const text = Buffer.from(body, 'base64').toString('utf8');
    expect(text).toMatch(/^host,interface,ip_address,status,proto\r\nr1,GigabitEthernet0\/0,/);
  });

  it('export to a new file and never over one that is there', async () => {
    const person = await withInterfaces();
    const taken = join(person.home.path, 'taken.csv');
    const free = join(person.home.path, 'free.json');
    writeFileSync(taken, 'mine');
    person.presses('e');
    await person.sees(/show-ip-interface-brief-4-hosts-\d+-\d+\.csv/);
    person.presses('ctrl-u').types(taken).presses('enter');
    await person.sees('it is there already');
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    person.presses('ctrl-u').types(free).presses('enter');
    await person.sees(inStatus('20 rows written to'));
    expect(existsSync(free)).toBe(true);
    expect(statSync(free).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(free, 'utf8'))).toHaveLength(20);
  });

  it('show the lines a row was made of', async () => {
    const person = await withInterfaces();
    person.presses('down', 'down', 'o');
    await person.sees(/^▌GigabitEthernet0\/2/m);
    await person.sees('marked: those of row 3');
    person.presses('escape');
    await person.sees(/r1 +GigabitEthernet0\/2/);
  });

  it('go on from a value on its device, and back', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('terminal length 0').presses('enter').types('show ip route').presses('enter');
    await person.sees(inPane('r1', /10\.4\.0\.0[\s\S]+r1#$/));
    person.presses('ctrl-]', 'T');
    await person.sees('show ip route — r1 · table');
    person.presses('right', 'enter');
    await person.sees(/r1: \d+\.\d+\.\d+\.\d+/);
    person.types('show ip route ').presses('enter');
    await person.sees(/‹ show ip route \d+\.\d+.* — r1/);
    person.presses('q');
    await person.sees('show ip route — r1 · table');
    person.presses('q');
    await person.sees(inPane('r1', /r1#$/));
  });
});

/** A person who asked every router for its interfaces and has the table open. */
async function withInterfaces(): Promise<Person> {
  const person = await atLab({ cols: 120, rows: 50 });
  person.types('@all show ip interface brief').presses('enter');
  await person.sees(inRepl(/r4 +Loopback0/));
  person.presses('ctrl-]', 'T');
  await person.sees(/20 rows/);
  return person;
}
