import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { atLab, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

const TALL = { cols: 120, rows: 60 };

describe('stages over the routers of the lab', () => {
  it('answer a question across all of them, beginning to end, and open as a table', async () => {
    const person = await atLab(TALL);
    await runs(person, 't = @all show ip interface brief', '20 rows · 24/24 lines');
    await runs(person, 't |> where status != up |> select host, interface', /4 rows/);
    expect(replText(person.screen())).toContain('r4    GigabitEthernet0/3');
    await runs(person, 't |> count status', /up +16\nadministratively down +4/);
    await runs(person, "t.where('ip in 10.0.0.0/8').group('host').rows.length", 'Out[4]: 4');
    await runs(person, '__ |> sort -count', /Out\[5\]:\n.*\n.*\n.*\n.*rows/);
    person.presses('ctrl-]', 'T');
    await person.sees(/__ \|> sort -count · table/);
    await person.sees(/up +16/);
    person.presses('q');
    await person.sees(inRepl('In [6]:'));
  });

  it('show the column that was asked about, however narrow the screen, and say what is left out', async () => {
    const person = await atLab({ cols: 80, rows: 40 });
    person.presses('ctrl-]', 'z');
    await runs(person, '@all show interfaces |> top 2 by input_packets', /input_packets/);
    await person.sees(inRepl(/… \d\d more columns \(Ctrl-\] T shows all\)/));
  });

  it('say what is wrong at its place', async () => {
    const person = await atLab(TALL);
    const line = '@r1 show ip interface brief |> where stauts != up';
    await runs(person, line, "where: no column 'stauts'. Did you mean status?");
    await person.sees(
      inRepl(new RegExp(`\\n +@r1 .*\\n${' '.repeat(2 + line.indexOf('stauts'))}\\^`)),
    );
  });

  it('save a file, and never over another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-save-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const person = await atLab(TALL);
    const file = join(folder, 'brief.csv');
    await runs(
      person,
      `@all show ip interface brief |> save ${file}`,
      `20 rows written to ${file}`,
    );
    expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(22);
    await runs(person, `[1] |> save ${file}`, 'it is there already');
  });
});

async function runs(person: Person, cell: string, expected: string | RegExp): Promise<void> {
  person.types(cell).presses('enter');
  await person.sees(inRepl(expected));
}
