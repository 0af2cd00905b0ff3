import { describe, expect, it } from 'vitest';
import { atLab, goesTo, inPane, inRepl, inStatus, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

/** Room for a table in the REPL. */
const TALL = { cols: 120, rows: 60 };
const INTERFACES = '%watch 300ms @all show ip interface brief |> where interface ~ Ethernet0/0';

describe('a watch', () => {
  it('shows an interface that is shut in a pane as a changed cell, and ends with a bell when its condition holds', async () => {
    const person = await atLab(TALL);
    person.types(`w = ${INTERFACES} until: any status ~ down`).presses('enter');
    await person.sees(inRepl(/r1 +GigabitEthernet0\/0 +10\.0\.41\.2 +up +up/));
    await person.sees(inRepl(/every 300ms · sample \d+ · until any status ~ down/));
    expect(person.rawOutput.includes('\u0007')).toBe(false);
    await shuts(person);
    await person.sees(
      inRepl(/~ r1 +GigabitEthernet0\/0 +10\.0\.41\.2 +administratively down +down/),
    );
    await person.sees(inRepl(/\d+ samples in \d+ s: until any status ~ down holds/));
    await person.sees(inStatus('watch: any status ~ down holds'));
    expect(person.rawOutput.includes('\u0007')).toBe(true);
    expect(markedText(person, 'administratively down')).toBe('administratively down');
    person.presses('ctrl-]', 'r').types('w.samples.columns.join()').presses('enter');
    await person.sees(inRepl("'time,host,interface,ip_address,status,proto'"));
  });

  it('stops at q, leaves its last table behind and gives it', async () => {
    const person = await atLab(TALL);
    person.types(INTERFACES).presses('enter');
    await person.sees(inRepl(/sample 2/));
    person.presses('q');
    await person.sees(inRepl(/r4 +GigabitEthernet0\/0.*\n\d+ samples in \d+ s\nOut\[1\]: 4 rows/));
    person.types('_.length').presses('enter');
    await person.sees(inRepl('Out[2]: 4'));
  });

  it('pauses, goes on, and is asked less often, by keys', async () => {
    const person = await atLab(TALL);
    person.types(INTERFACES).presses('enter');
    await person.sees(inRepl(/sample 2/));
    person.presses('p');
    await person.sees(inRepl('paused'));
    person.presses('p', '+');
    await person.sees(inRepl('every 500ms'));
    person.presses('escape');
    await person.sees(inRepl('Out[1]'));
  });

  it('leaves what is typed meanwhile to the editor, and runs it after', async () => {
    const person = await atLab(TALL);
    person.types(INTERFACES).presses('enter');
    await person.sees(inRepl(/sample 2/));
    person.types('1 + 41 // quiet').presses('enter');
    await person.sees(/1 waiting/);
    person.presses('q');
    await person.sees(inRepl('Out[2]: 42'));
  });

  it('fits a screen that becomes another while it runs', async () => {
    const person = await atLab(TALL);
    person.types('%watch 300ms @all show ip interface brief').presses('enter');
    await person.sees(inRepl(/r2 +GigabitEthernet0\/0[\s\S]*… 14 more rows/));
    person.resizes(60, 24);
    await person.sees(inRepl(/r1 +GigabitEthernet0\/0[\s\S]*… 1[6-9] more rows/));
    const rows = replText(person.screen()).split('\n');
    expect(rows[0]).toMatch(/^In \[1\]: %watch 300ms/);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(60);
    person.resizes(120, 60);
    await person.sees(inRepl('… 14 more rows'));
    person.presses('q');
    await person.sees(inRepl('Out[1]'));
  });

  it('does not throw forward who reads what is past', async () => {
    const person = await atLab({ cols: 100, rows: 30 });
    person.types('for (let i = 0; i < 40; i++) print(`line ${i} of the past`)').presses('enter');
    await person.sees(inRepl('line 39'));
    person.types(INTERFACES).presses('enter');
    await person.sees(inRepl(/sample 2/));
    person.presses('pageup', 'pageup');
    await person.sees(/REPL · ↑ \d+ lines/);
    const seen = replText(person.screen()).split('\n')[0];
    expect(seen).toMatch(/line \d+ of the past/);
    await shuts(person);
    await person.sees(/running [3-9] s/);
    expect(replText(person.screen()).split('\n')[0]).toBe(seen);
  });

  it('draws a chart of what it has seen', async () => {
    const person = await atLab(TALL);
    person.types('n = 0; 0').presses('enter');
    await person.sees(inRepl('Out[1]: 0'));
    person.types('%watch 200ms ++n |> chart line y: value').presses('enter');
    await person.sees(inRepl(/┤[^\n]*\n[\s\S]*● value \d/));
    person.presses('q');
    await person.sees(inRepl(/samples? in/));
  });

  it('ends at Ctrl-C like any cell, and leaves none of its keys behind', async () => {
    const person = await atLab(TALL);
    person.types(INTERFACES).presses('enter');
    await person.sees(inRepl(/sample 2/));
    person.presses('ctrl-c');
    await person.sees(inRepl('interrupted'));
    expect(replText(person.screen())).not.toContain('q stops');
    person.types('@r1 show clock').presses('enter');
    await person.sees(inRepl(/Out\[2\]:/));
  });
});

describe('%time and %timeit', () => {
  it('say how long a cell and its hosts took, and never ask a host more than a few times', async () => {
    const person = await atLab(TALL);
    person.types('%time @r1,r2 show clock').presses('enter');
    await person.sees(
      inRepl(/wall [\d.]+ m?s, kernel CPU [\d.]+ (ms|µs)\nhost +command +device +rest/),
    );
    await person.sees(inRepl(/r2 +show clock +[\d.]+ ms/));
    person.types('%timeit @r1 show clock').presses('enter');
    await person.sees(inRepl(/7 answers of 1 host/));
    await person.sees(inRepl(/Out\[2\]: median [\d.]+ ms, min .* \(7 runs\)/));
  });
});

/** Shuts the first interface of r1 in its pane. */
async function shuts(person: Person): Promise<void> {
  await goesTo(person, 1);
  person.types('configure terminal\rinterface GigabitEthernet0/0\rshutdown\r');
  await person.sees(inPane('r1', /r1\(config-if\)#$/));
}

/** The characters of a text on the screen that are turned round. */
function markedText(person: Person, text: string): string {
  const rows = person.screen().split('\n');
  const y = rows.findLastIndex((row) => row.includes(text));
  const x = rows[y]?.indexOf(text) ?? 0;
  const cells = Array.from({ length: text.length }, (_, at) => person.cell(x + at, y));
  return cells.map((cell) => (cell.isInverse ? cell.text || ' ' : '')).join('');
}
