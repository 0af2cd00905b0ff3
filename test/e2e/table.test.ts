import { describe, expect, it } from 'vitest';
import { atLab, drawn, goesTo, inRepl, inStatus, LAB, seesPrompts } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

describe('the table of what every router said', () => {
  it('opens with T: one row for each interface, with its host', async () => {
    const person = await withInterfaces();
    const rows = tableRows(person);
    expect(rows).toHaveLength(20);
    for (const name of LAB) {
      expect(rows.filter((row) => row[0] === name)).toHaveLength(5);
    }
    expect(rows[0]?.slice(0, 2)).toEqual(['r1', 'GigabitEthernet0/0']);
    expect(person.screen()).toContain('show ip interface brief');
  });

  it('sorts by the chosen column, up, down, and as it was', async () => {
    const person = await withInterfaces();
    const asGiven = tableRows(person).map((row) => row.join(' '));
    person.presses('right', 's');
    await person.sees(() => columnOf(person, 1)[0] === columnOf(person, 1)[3]);
    expect(columnOf(person, 1)).toEqual([...columnOf(person, 1)].sort());
    person.presses('s');
    await person.sees(() => columnOf(person, 1)[0]?.startsWith('Loopback') === true);
    person.presses('s');
    await person.sees(
      () =>
        tableRows(person)
          .map((row) => row.join(' '))
          .join() === asGiven.join(),
    );
  });

  it('shows only the rows that match a filter, and all again without it', async () => {
    const person = await withInterfaces();
    person.presses('/').types('loopback');
    await person.sees(() => tableRows(person).length === 4);
    expect(new Set(columnOf(person, 1))).toEqual(new Set(['Loopback0']));
    person.presses('enter', 'escape');
    await person.sees(() => tableRows(person).length === 20);
  });

  it('shows the raw text of every router and comes back', async () => {
    const person = await withInterfaces();
    person.presses('r');
    await person.sees('── r1: show ip interface brief ──');
    await person.sees('YES NVRAM  up');
    person.presses('r');
    await person.sees(() => tableRows(person).length === 20);
  });

  it('scrolls where it is longer than its room, with keys and with the wheel', async () => {
    const person = await withInterfaces({ cols: 120, rows: 24 });
    // With a blank before it: only the table has one, the REPL below has none.
    const last = /^ r4 +Loopback0/m;
    expect(person.screen()).not.toMatch(last);
    person.presses('end');
    await person.sees(last);
    person.presses('home');
    await person.losesSightOf(last);
    for (let turn = 0; turn < 10; turn++) person.clicks(10, 5, 'wheel-down');
    await person.sees(last);
  });

  it('is closed with q, and the focus is where it was', async () => {
    const person = await withInterfaces();
    person.presses('q');
    await seesPrompts(person);
    await person.sees(/^━ REPL/m);
    person.types("'here'").presses('enter');
    await person.sees(inRepl("Out[2]: 'here'"));
  });
});

describe('the table of what one router said', () => {
  it('is not there before a command was answered', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.presses('ctrl-]', 'T');
    await person.sees(inStatus('no command has been answered in this pane yet'));
  });

  it('waits for its time where the command still runs', async () => {
    const person = await atLab();
    person.types('@r1 ping 10.9.9.9 repeat 100').presses('enter');
    await person.sees(/REPL .*running/);
    person.presses('ctrl-]', 'T');
    await person.sees(inStatus('still running; try again when it has answered'));
    person.presses('ctrl-c');
    await person.sees(inRepl('interrupted'));
  });

  it('is refused the same way in a REPL where nothing was asked', async () => {
    const person = await atLab();
    person.presses('ctrl-]', 'T');
    await person.sees(inStatus('no command has been answered in the REPL yet'));
  });
});

/** A person who asked every router for its interfaces and has the table open. */
async function withInterfaces(size: { cols: number; rows: number } = { cols: 120, rows: 50 }) {
  const person = await atLab(size);
  person.types('@all show ip interface brief').presses('enter');
  await person.sees(inRepl(/r4 +Loopback0/));
  person.presses('ctrl-]', 'T');
  await person.sees(() => tableRows(person).length > 0);
  return person;
}

/** The rows of the open table as cells, without its title, header and last line. */
function tableRows(person: Person): string[][] {
  const [above = ''] = drawn(person.screen()).split(/^[─━] REPL /m);
  return above
    .split('\n')
    .map((row) => row.trim().split(/ {2,}|(?<=^r\d) +/))
    .filter(([first]) => /^r\d$/.test(first ?? '') || /^[A-Z*]$/.test(first ?? ''));
}

function columnOf(person: Person, column: number): string[] {
  return tableRows(person).map((row) => row[column] ?? '');
}
