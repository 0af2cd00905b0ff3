import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, inPane, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

const TALL = { cols: 120, rows: 60 };
const SECRET = 'Tr0ub4dor';

describe('a device driven from the REPL', () => {
  it('asks for its enable secret in a dialog outside the panes, and nobody sees it', async () => {
    const person = await atLab(TALL);
    // The person gives the router its secret in the pane, where it is seen, and clears it away.
    await runs(person, `r1.config(['enable ' + 'secret ${SECRET}'])`, 'r1: 1 line');
    await runs(person, "await r1.run('disable'); 0", /Out\[2\]: 0/);
    await person.sees(inPane('r1', /r1>$/));
    const seen = person.rawOutput.length;
    person.types("r1.run('enable').mode").presses('enter');
    await person.sees(/r1 asks this after 'enable'\.[\s\S]*Password:/);
    person.types(SECRET).presses('enter');
    await person.sees(inRepl(/Out\[3\]: 'exec'/));
    await person.sees(inPane('r1', /r1#$/));
    await runs(
      person,
      "await r1.run('disable'); await r1.run('enable'); 'again'",
      "Out[4]: 'again'",
    );
    expect(person.rawOutput.subarray(seen).toString()).not.toContain(SECRET);
    const history = filesBelow(join(person.home.path, '.local')).join('\n');
    expect(history).toContain('again');
    expect(history.replaceAll(`secret ${SECRET}`, '')).not.toContain(SECRET);
  });

  it('has its questions answered', async () => {
    const person = await atLab(TALL);
    await runs(
      person,
      "r1.send('copy running-config startup-config', { answers: [''] })",
      /Destination filename \[startup-config\]\?[\s\S]*\[OK\]\s+In \[2\]/,
    );
    await runs(
      person,
      "r1.send('clear logging', { expect: /conf(irm)/ }).match.groups[0]",
      "'irm'",
    );
    await person.sees(inPane('r1', /\[confirm\]$/));
    await runs(person, "r1.send('y', { timing: 200 }).endedBy", "Out[3]: 'quiet'");
  });

  it('is listened to, until what is waited for comes or Ctrl-C is pressed', async () => {
    const person = await atLab(TALL);
    person.types('r1.waitFor(/never said/)').presses('enter');
    await person.sees(/running/);
    person.presses('ctrl-c');
    await person.sees(inRepl(/interrupted[\s\S]*In \[2\]/));
    await runs(person, 'heard = r1.waitFor(/up(time) is/); 0', 'Out[2]: 0');
    await runs(person, "await r1.run('show version'); (await heard).match.groups", "'time'");
  });

  it('takes bytes as they are', async () => {
    const person = await atLab(TALL);
    await runs(
      person,
      "await r1.write('show clo\\t'); (await r1.read()).text.includes('clock')",
      'true',
    );
    await person.sees(inPane('r1', /r1#show clock$/));
    await runs(
      person,
      String.raw`await r1.write('\r'); r1.read({ until: /r1#$/ }).outcome`,
      "'ok'",
    );
  });

  it('shows the refused line as it stood there, with what the device pointed at', async () => {
    const person = await atLab(TALL);
    await runs(
      person,
      "all.config('interface GigabitEthernet0/1\\ndescripton x\\nshutdown')",
      /r4: 1 of 3 lines; line 2 was refused\n +r4\(config-if\)#descripton x\n +\^\n +% Invalid/,
    );
    const rows = replText(person.screen()).split('\n');
    const at = rows.findIndex((row) => row.includes('r4(config-if)#descripton x'));
    const caret = rows[at + 1]?.indexOf('^') ?? -1;
    expect(rows[at]?.slice(caret)).toMatch(/^descripton x/);
  });
});

/** Types a cell and waits for what is said of it. */
async function runs(person: Person, cell: string, answer: string | RegExp): Promise<void> {
  const before = replText(person.screen());
  person.types(cell).presses('enter');
  await person.sees(
    (screen) => replText(screen) !== before && inRepl(answer)(screen) && !/ running /.test(screen),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
