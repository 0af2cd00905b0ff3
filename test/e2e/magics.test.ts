import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, inPane, inRepl, paneOf, replText, titled } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

/** Room for the REPL below four routers. */
const TALL = { cols: 120, rows: 60 };

describe('magics about hosts', () => {
  it('%use says whom @ asks, in the title of the REPL, until it is taken back', async () => {
    const person = await atLab(TALL);
    await runs(person, '%use r1,r2', 'r1,r2: r1, r2');
    expect(person.screen()).toMatch(/━ REPL · @ is r1,r2 ━/);
    await runs(person, 'x = @ show clock', /In \[3\]:/);
    await runs(person, 'x.results.map(({host}) => host)', "Out[3]: [ 'r1', 'r2' ]");
    await runs(person, '%use all', 'all: r1, r2, r3, r4');
    await person.sees((screen) => !screen.includes('@ is'));
  });

  it('%close takes a pane away at once, asks before several, and %open brings one back', async () => {
    const person = await atLab(TALL);
    await runs(person, '%close r4', 'closed r4');
    await person.sees((screen) => paneOf(screen, 'r4') === undefined);
    person.types('%close r2,r3').presses('enter');
    await person.sees('Close 2 sessions?');
    person.presses('escape');
    await person.sees(inRepl('nothing was closed'));
    expect(paneOf(person.screen(), 'r2')).toBeDefined();
    await runs(person, '%hosts', /r4 +cisco_ios +127\.0\.0\.1 +lab +not open/);
    await runs(person, '%open r4 r1', /r4 +open\s*\n *r1 +open already/);
    await person.sees(inPane('r4', /r4#$/));
    expect(person.screen()).toMatch(/━ REPL ━/);
  });

  it('%open says of each what went wrong', async () => {
    const person = await atLab(TALL);
    await runs(person, '%open nobody.invalid', /nobody\.invalid +failed|state +failed/);
    await person.sees(titled('nobody.invalid', /failed/));
  });
});

describe('%%config', () => {
  it('shows what would be sent, sends nothing on Escape, and pushes after Enter', async () => {
    const person = await atLab(TALL);
    await pushes(person, '%%config r1,r2 --save', [
      'interface Loopback9',
      '! why',
      ' description x',
    ]);
    await person.sees('Push 3 lines to 2 hosts?');
    expect(person.screen()).toMatch(
      /r1 +Cisco IOS +privileged +2 +comments: 2 +count at once, then saved/,
    );
    person.presses('escape');
    await person.sees(inRepl('nothing was sent'));
    expect(paneOf(person.screen(), 'r1')?.text).not.toContain('Loopback9');

    await pushes(person, '%%config r1,r2', ['interface Loopback9', ' description x']);
    await person.sees('Push 2 lines to 2 hosts?');
    person.presses('enter');
    await person.sees(inRepl(/r1 +ok +2 +2 +running\s*\n *r2 +ok +2 +2 +running/));
    expect(paneOf(person.screen(), 'r1')?.text).toMatch(/r1\(config-if\)# ?description x/);
    expect(paneOf(person.screen(), 'r3')?.text).not.toContain('Loopback9');
  });

  it('stops at the first line that is refused, and says which and why', async () => {
    const person = await atLab(TALL);
    await pushes(person, '%%config r1 --yes', [
      'interface Loopback9',
      ' descriptoin x',
      ' shutdown',
    ]);
    await person.sees(inRepl(/refused/));
    expect(replText(person.screen())).toMatch(/line 2 'descriptoin x': % Invalid input/);
    expect(paneOf(person.screen(), 'r1')?.text).not.toContain('shutdown');
  });
});

describe('settings', () => {
  it('%theme is another look at once, and the next start has it, too', async () => {
    const person = await atLab(TALL);
    const output = () => Buffer.from(person.rawOutput).toString('latin1');
    expect(output()).toMatch(/[34]8[;:][25][;:]/);
    const before = output().length;
    await runs(person, '%theme ansi', 'the theme is ansi');
    expect(output().slice(before)).toMatch(/\u001b\[(?:\d+;)*36[;m]/);
    const config = join(person.home.path, '.config/showrun/config.json');
    expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({ theme: 'ansi' });
    await runs(person, '%theme none', /there is no theme 'none': there are ansi, dark/);
    await runs(person, '%set theme default', 'theme is dark');
  });

  it('%set refuses what cannot be, and says the nearest', async () => {
    const person = await atLab(TALL);
    await runs(person, '%set editr vi', "there is no setting 'editr': did you mean editor?");
    await runs(person, '%set editor ed', "editor cannot be 'ed': it is emacs or vi");
    expect(existsSync(join(person.home.path, '.config/showrun/config.json'))).toBe(false);
    await runs(person, '%set editor vi', 'editor is vi');
    await person.sees(/━ REPL · insert ━/);
  });
});

describe('what works', () => {
  it('%doctor says it of this machine, and of a connection', async () => {
    const person = await atLab(TALL);
    await runs(person, '%doctor', /kernel +ok +\d+ MB of [\s\S]*ssh agent +note +none/);
    await runs(person, '%doctor r1', /connection +ok +open for/);
  });

  it('%<Tab> shows the magics with what they are for', async () => {
    const person = await atLab(TALL);
    person.types('%hos').presses('tab');
    await person.sees(inRepl(/%hosts/));
    person.presses('enter');
    await person.sees(inRepl(/r1 +cisco_ios/));
  });
});

/** Types a cell, and waits for what is to be seen in the REPL. */
async function runs(person: Person, cell: string, sight: string | RegExp): Promise<void> {
  person.types(cell).presses('enter');
  await person.sees(inRepl(sight));
}

/** Types a cell with lines below it, ended by a blank one. */
async function pushes(person: Person, head: string, lines: readonly string[]): Promise<void> {
  person.types(head).presses('enter');
  for (const line of lines) person.types(line).presses('enter');
  await person.sees(inRepl(lines.at(-1) ?? ''));
  person.presses('enter');
}
