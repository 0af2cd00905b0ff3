import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { atLab, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

// The lines a cell can have, typed by a person over the routers of the lab.

const TALL = { cols: 120, rows: 60 };

async function atRepl(): Promise<Person> {
  const person = await atLab(TALL);
  person.presses('ctrl-]', 'z');
  return person;
}

async function runs(person: Person, cell: string, expected: string | RegExp): Promise<void> {
  person.types(cell).presses('enter');
  await person.sees(inRepl(expected));
}

describe('lines of a cell', () => {
  it('are several commands for the same hosts, indented by themselves, run by a blank line', async () => {
    const person = await atRepl();
    await runs(person, 't = @r1,r2:', /t = @r1,r2:\n +\.\.\.:/);
    person.types('show clock').presses('enter').types('show ip interface brief').presses('enter');
    await person.sees(inRepl(/\.\.\.: {3}show clock\n +\.\.\.: {3}show ip interface brief\n/));
    expect(replText(person.screen())).not.toContain('Out[1]');
    person.presses('enter');
    await person.sees(inRepl(/Out\[1\]:[\s\S]*show clock\n[\s\S]*show ip interface brief\n/));
    await runs(
      person,
      't.map((r) => r.host + " " + r.command.split(" ")[1]).join()',
      "'r1 clock,r1 ip,r2 clock,r2 ip'",
    );
  });

  it('choose hosts by filters and leave some out', async () => {
    const person = await atRepl();
    await runs(
      person,
      't = @(platform=cisco_ios & !(name=r3 | name=r4)) show clock\nt.length'.split('\n')[0] ?? '',
      'Out[1]:',
    );
    await runs(person, 't.map((r) => r.host)', "[ 'r1', 'r2' ]");
    await runs(person, 't = @all,!r1 show clock', 'Out[3]:');
    await runs(person, 't.length', 'Out[4]: 3');
    await runs(person, '@(site=lab) show clock', "no host has a 'site'");
    await runs(person, '@lab?', '@lab: 4 hosts');
  });

  it('hold values, show what they give in a loop, and send nothing that is no word', async () => {
    const person = await atRepl();
    person.pastes(
      'for (const h of [r1, r2]) {\n  @${h} show running-config | include ${"host" + "name"}\n}\n',
    );
    person.presses('enter');
    await person.sees(inRepl(/hostname r1[\s\S]*hostname r2[\s\S]*In \[2\]:/));
    await runs(person, '@r1 show ip interface ${undefined}', 'nothing was sent');
  });

  it('run commands of this machine, which Ctrl-C ends', async () => {
    const person = await atRepl();
    await runs(person, 'x = !printf "one\\ntwo\\n"', /Out\[1\]:\none\ntwo/);
    await runs(person, 'x |> grep two', /two/);
    await runs(person, '!echo begun; sleep 60', 'begun');
    person.presses('ctrl-c');
    await person.sees(inRepl('interrupted'));
    await runs(person, 'x.length', ': 2');
  });

  it('import a file that is edited meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-import-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      join(folder, 'checks.ts'),
      'export const isUp = (r: { status: string }) => r.status === "up";\n',
    );
    const person = await atRepl();
    await runs(person, `%cd ${folder}`, 'showrun-import-');
    await runs(person, "import { isUp } from './checks'", 'In [3]:');
    await runs(person, 'n = @r1 show ip interface brief |> where (r) => isUp(r)', '4 rows');
    await runs(person, '(@r1)', 'A device command is a whole line');
    writeFileSync(join(folder, 'checks.ts'), 'export const isUp = () => "changed";\n');
    await runs(person, "import { isUp } from './checks'; isUp()", "'changed'");
  });
});
