import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { atLab, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

/** Types a cell and waits for what is said of it. */
async function runs(person: Person, cell: string, answer: string | RegExp): Promise<void> {
  const before = replText(person.screen());
  person.types(cell).presses('enter');
  await person.sees(
    (screen) => replText(screen) !== before && inRepl(answer)(screen) && !/ running /.test(screen),
  );
}

describe('the history, searched with Ctrl-R', () => {
  it('is listed with what became of each input, narrowed by words and filters, and taken without being run', async () => {
    const person = await atLab();
    await runs(person, '@r1,r2 show clock', 'Out[1]:');
    await runs(person, '@r1 shwo version', 'Out[2]:');
    await runs(person, "throw 'needle'", /needle/);
    person.types('half').presses('ctrl-r');
    await person.sees(inRepl(/✓ r\[1-2\] .*@r1,r2 show clock/));
    await person.sees(inRepl(/! r1 .*@r1 shwo version/));
    await person.sees(inRepl(/✗ .*throw 'needle'/));
    person.types('host:r1 ok:no');
    await person.sees(inRepl('1 of 1'));
    await person.sees((screen) => !inRepl(/show clock/)(listOf(screen)));
    person.presses('ctrl-u').types('clok');
    await person.sees((screen) => /show clock/.test(listOf(screen)));
    person.presses('enter');
    await person.sees(inRepl(/In \[4\]: @r1,r2 show clock/));
    person.presses('ctrl-c').types('half').presses('ctrl-r');
    await person.sees(inRepl('history ›'));
    person.presses('escape');
    await person.sees(inRepl('In [4]: half'));
    await person.sees((screen) => !inRepl('Out[4]')(screen));
  });

  it('gives the rest of a session as one cell, across a restart, secrets hidden', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const first = await atLab({ home });
    await runs(first, "'one'", 'Out[1]');
    await runs(first, "token = 'hunter2'", 'Out[2]');
    await runs(first, "'three'", 'Out[3]');
    first.presses('ctrl-]', 'q');
    await first.exits();
    expect(
      readFileSync(join(home.path, '.local/share/showrun/history.jsonl'), 'utf8'),
    ).not.toContain('hunter2');
    const second = await atLab({ home });
    second.presses('ctrl-r').types('one');
    await second.sees((screen) => /'one'/.test(listOf(screen)));
    second.presses('ctrl-o');
    await second.sees(inRepl('the rest of that session'));
    await second.sees((screen) => /'one'[\s\S]*‹secret›[\s\S]*'three'/.test(listOf(screen)));
    second.presses('ctrl-o');
    await second.sees(inRepl(/In \[1\]: 'one'\s+\.\.\.: token = '‹secret›'\s+\.\.\.: 'three'/));
    second.presses('enter');
    await second.sees(inRepl('put the secret in its place'));
  });

  it('shows what another window has done meanwhile', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const one = await atLab({ home });
    const other = await atLab({ home });
    await runs(other, "'from the other window'", 'Out[1]');
    await runs(one, "'mine'", 'Out[1]');
    one.presses('up');
    await one.sees(inRepl("In [2]: 'mine'"));
    one.presses('ctrl-c', 'ctrl-r').types('other');
    await one.sees((screen) => /✓ .*'from the other window'/.test(listOf(screen)));
    one.presses('enter');
    await one.sees(inRepl("In [2]: 'from the other window'"));
    one.presses('ctrl-c', 'up', 'up');
    await one.sees(inRepl("In [2]: 'from the other window'"));
  });
});

describe('the history of a program that is killed', () => {
  it('has what ran when it died, without an end, and goes on', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const first = await atLab({ home });
    await runs(first, "'whole'", 'Out[1]');
    first.types('await new Promise(() => {})').presses('enter');
    await first.sees(/ running /);
    const file = join(home.path, '.local/share/showrun/history.jsonl');
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('await new Promise'));
    first.signals('SIGKILL');
    await first.exits();
    const second = await atLab({ home });
    second.presses('ctrl-r');
    await second.sees(inRepl(/✓ .*'whole'/));
    await second.sees(inRepl(/· .*await new Promise/));
    second.presses('escape');
    await runs(second, '%search run:~1', /~1\/1 .*'whole'[\s\S]*~1\/2 .*await new Promise/);
  });
});

describe('cells and files', () => {
  it('are saved, loaded and run again on the lab', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const person = await atLab({ home, rows: 60 });
    await runs(person, `%cd ${home.path}`, 'Out[1]');
    await runs(person, 'both = @r1,r2 show clock', 'In [3]:');
    await runs(person, 'both.length', 'Out[3]: 2');
    await runs(person, '%save clocks 2-3', '2 inputs in');
    await runs(person, '!cat clocks.ts', /\/\/ %% In\[2\]\s+both = @r1,r2 show clock/);
    await runs(person, 'both = 0', 'Out[6]');
    await runs(person, '%run clocks', 'Out[7]: 2');
    await runs(person, '%rerun 2-3', /── 2: both = [\s\S]*── 3: both\.length\s+Out\[8\]: 2/);
    person.types('%load 2-3').presses('enter');
    await person.sees(inRepl(/In \[10\]: both = @r1,r2 show clock\s+\.\.\.: both\.length/));
    person.presses('ctrl-c');
    await runs(person, '%history -2', /8: %rerun 2-3\s+9: %load 2-3/);
  });
});

/** The rows of the list: lines that begin with a time. */
function listOf(screen: string): string {
  return screen
    .split('\n')
    .filter((line) => /^\d\d:\d\d:\d\d /.test(line))
    .join('\n');
}
