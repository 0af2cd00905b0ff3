import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { atLab, goesTo, inPane, inRepl } from '../helpers/lab-person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

let home: TempHome;
beforeAll(async () => {
  home = makeTempHome();
  await runShowrun(['run', 'show ip ospf neighbor', '-H', 'r1,r2', '--lab'], { home });
  await runShowrun(['run', 'show nonsense', '-H', 'r1', '--lab'], { home });
}, 30_000);
afterAll(() => home.remove());

describe('showrun history', () => {
  it('prints what other runs have asked and heard, as a table and as JSON', async () => {
    const table = await runShowrun(['history', 'full/', '-H', 'r2'], { home });
    expect(table.stdout).toMatch(/r2 +show ip ospf neighbor +ok +\d .*FULL\//);
    expect(table.stderr).toMatch(/1 found in 2 recordings/);
    const json = await runShowrun(['history', '--outcome', 'refused', '-o', 'json'], { home });
    expect(JSON.parse(json.stdout)).toMatchObject([
      { session: 'r1', command: 'show nonsense', outcome: 'refused', platform: 'cisco_ios' },
    ]);
    expect(json.code).toBe(0);
  });

  it('knows who has sent a command', async () => {
    const apart = makeTempHome();
    try {
      await runShowrun(['run', 'show clock', '-H', 'r1', '--lab'], { home: apart });
      await runShowrun(['script', '-', '--lab'], { home: apart, input: '@r1 show users\n' });
      const sentBy = async (who: string): Promise<unknown> => {
        const found = await runShowrun(['history', 'show', `by:${who}`, '-o', 'json'], {
          home: apart,
        });
        return JSON.parse(found.stdout);
      };
      expect(await sentBy('run')).toMatchObject([{ command: 'show clock' }]);
      expect(await sentBy('script')).toMatchObject([{ command: 'show users' }]);
    } finally {
      apart.remove();
    }
  });

  it('ends with 1 where nothing is found, and with 2 for what cannot be looked for', async () => {
    expect((await runShowrun(['history', 'nowhere'], { home })).code).toBe(1);
    const wrong = await runShowrun(['history', '/(/'], { home });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toBe('showrun: /(/ is no regular expression\n');
  });

  it('opens the search on a terminal, the moment with Enter, and is left with Escape', async () => {
    const person = await atShowrun(['history', 'neighbor', '-H', 'r1'], { home });
    await person.sees(/2 recordings searched · 1 found/);
    await person.sees(/▌?Neighbor ID +Pri/);
    person.types(' full');
    await person.sees(/search › host:r1 neighbor full/);
    await person.sees(/▌[\d.]+ +1 +FULL/);
    person.presses('enter');
    await person.sees(/r1 .*◷ recorded/);
    await person.sees(inPane('r1', /show ip ospf neighbor/));
    expect(foreignSequences(person.rawOutput)).toEqual([]);
    const other = await atShowrun(['history'], { home });
    await other.sees(/show nonsense/);
    other.presses('escape');
    expect(await other.exits()).toEqual({ code: 0, signal: 0 });
  });
});

describe('%recordings', () => {
  it('gives what is found as a table, in scripts too', async () => {
    const script = [
      't = %recordings full/ host:r1,r2 |> select host, command, matches',
      'print(t.rows.map(({ host, matches }) => `${host}: ${matches}`).join(" "))',
      '%recordings nowhere',
      '%recordings day:never',
    ].join('\n');
    const ran = await runShowrun(['script', '-'], { home, input: script });
    expect(ran.stdout).toMatch(/r[12]: \d r[12]: \d\nnothing found in \d recordings/);
    expect(ran.stderr).toMatch(/no such filter; there are day:today/);
    expect(ran.code).toBe(1);
  });
});

describe('Ctrl-] /', () => {
  it('finds what was typed in this run, and brings it back into the REPL', async () => {
    const own = makeTempHome();
    const person = await atLab({ home: own });
    await goesTo(person, 1);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /UTC[^\n]*\nr1#$/));
    await vi.waitFor(() => expect(recorded(own)).toContain('show clock'), 10_000);
    person.presses('ctrl-]', '/').types('clock ho');
    await person.sees(/search › clock host:/);
    person.presses('right').types('r1');
    await person.sees(/r1 +show clock/);
    await person.sees(/▌?[*.]?\d\d:\d\d:\d\d\.\d{3} UTC/);
    person.presses('ctrl-r');
    await person.sees(inRepl(/In \[1\]: @r1 show clock$/));
    own.remove();
  });

  it('switches with Tab, says what is wrong, and gives the pane its keys back after Escape', async () => {
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.presses('ctrl-]', '/').types('nonsense');
    await person.sees(/r1 +show nonsense/);
    person.presses('ctrl-]', 'e');
    await person.sees(/Copy show nonsense of r1/);
    person.presses('enter');
    await person.sees(/show nonsense of r1 as .*: sent to the terminal's clipboard/);
    person.presses('tab');
    await person.sees(/in:commands nonsense/);
    person.presses('tab');
    await person.sees(/in:answers nonsense/);
    person.types('day:never');
    await person.sees(/no such filter; there are day:today/);
    person.presses('escape');
    await person.losesSightOf('Search all recordings');
    person.types('show vers');
    await person.sees(inPane('r1', /r1#show vers$/));
  });
});

function recorded(own: TempHome): string {
  const folder = join(own.path, '.local/share/showrun/recordings');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name, 'blocks.jsonl'), 'utf8'))
    .join('');
}
