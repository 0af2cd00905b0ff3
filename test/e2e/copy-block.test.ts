import { describe, expect, it } from 'vitest';
import { atLab, goesTo, inPane, inRepl, inStatus } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

describe('copying a command with its answer', () => {
  it('copies the last command of the pane as text', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'show clock', /r1#show clock\n\S+ UTC [^\n]+\nr1#$/);
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show clock of r1');
    person.presses('enter');
    await person.sees(inStatus(/show clock of r1 as Text, 2 lines, \d+ B: sent to the terminal/));
    expect(clipboard(person)).toMatch(/^r1# show clock\n\S+ UTC .*\n$/);
  });

  it('copies for a ticket, with time and mode', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'show clock', /r1#show clock\n\S+ UTC [^\n]+\nr1#$/);
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show clock of r1');
    person.types('tick').presses('enter');
    await person.sees(inStatus(/as Ticket/));
    expect(clipboard(person)).toMatch(
      /^```\nHost: {4}r1\nTime: {4}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d\nMode: {4}privileged\nCommand: show clock\nTook: {4}\S+ m?s\nOutcome: answered\n-+\n\S+ UTC .*\n```\n$/,
    );
  });

  it('copies the table of an answer as CSV, or says that there is none', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'show ip interface brief', /Loopback0[\s\S]*\nr1#$/);
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show ip interface brief of r1');
    person.types('csv').presses('enter');
    await person.sees(inStatus(/as CSV, \d+ lines/));
    expect(clipboard(person)).toMatch(/^interface,[\s\S]*\r\nLoopback0,/);
    await asks(person, 'show', /% Incomplete|% Type|r1#show\n[\s\S]*\nr1#$/);
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show of r1');
    person.types('csv').presses('enter');
    await person.sees(inStatus(/'show' has no table/));
  });

  it('copies the command chosen among old lines', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'show clock', /r1#show clock\n\S+ UTC [^\n]+\nr1#$/);
    await asks(person, 'show ip interface brief', /Loopback0[\s\S]*\nr1#$/);
    person.presses('ctrl-]', '[');
    person.types('{').types('{');
    await person.sees(inStatus(/e: copy it/));
    person.types('e');
    await person.sees('Copy show clock of r1');
    person.presses('enter');
    await person.sees(inStatus(/show clock of r1 as Text/));
    expect(clipboard(person)).toMatch(/^r1# show clock\n\S+ UTC .*\n$/);
  });

  it('copies the rows picked in a table', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'show ip interface brief', /Loopback0[\s\S]*\nr1#$/);
    person.presses('ctrl-]', 'T');
    await person.sees(/interface +ip_address/i);
    person.types(' ');
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show ip interface brief of r1');
    person.types('mark').presses('enter');
    await person.sees(inStatus(/as Markdown/));
    expect(clipboard(person)).toMatch(
      /^\*\*r1\*\* `show ip interface brief` {2}\n.*\n\n(?:\|.*\|\n){3}$/,
    );
  });

  it('copies what the REPL has asked several hosts', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    person.types('@r1,r2 show clock').presses('enter');
    await person.sees(inRepl(/UTC[\s\S]*UTC/));
    person.presses('ctrl-]', 'e');
    await person.sees('Copy show clock of r1, r2');
    person.presses('enter');
    await person.sees(inStatus(/show clock of r1, r2 as Text/));
    expect(clipboard(person)).toMatch(/^r1# show clock\n.*UTC.*\n\nr2# show clock\n.*UTC/);
  });

  it('says what looks like secrets, and hides them where that is wanted', async () => {
    const person = await atLab({ cols: 170, rows: 90 });
    await asks(person, 'username ann password hunter2', /% Invalid[\s\S]*\nr1#$/);
    person.presses('ctrl-]', 'e');
    await person.sees(/Copy username [^·]* · 1 value looks like secrets/);
    person.types('text, 1').presses('enter');
    await person.sees(inStatus(/as Text/));
    expect(clipboard(person)).toMatch(/^r1# username ann password ‹secret›\n/);
  });
});

async function asks(person: Person, command: string, sight: RegExp): Promise<void> {
  await goesTo(person, 1);
  person.types(command).presses('enter');
  await person.sees(inPane('r1', sight));
}

/** The last text that was sent to the terminal's clipboard. */
function clipboard(person: Person): string {
  const sent = [
    ...person.rawOutput.toString('latin1').matchAll(/\x1b\]52;c;([A-Za-z0-9+/=]*)\x07/g),
  ].at(-1)?.[1];
  return Buffer.from(sent ?? '', 'base64').toString('utf8');
}
