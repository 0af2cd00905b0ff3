import { describe, expect, it } from 'vitest';
import {
  atLab,
  drawn,
  focused,
  goesTo,
  inPane,
  inRepl,
  inStatus,
  paneOf,
  replText,
} from '../helpers/lab-person.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

describe('the prefix', () => {
  it('typed twice goes to the router once, where a control character shows nothing', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.presses('ctrl-]', 'ctrl-]').types('show clock').presses('enter');
    await person.sees(inPane('r1', /UTC/));
  });

  it('says so when the key after it means nothing, until the next key', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.presses('ctrl-]', 'y');
    await person.sees(inStatus('Ctrl-] y means nothing; Ctrl-] ? lists the keys'));
    expect(paneOf(person.screen(), 'r1')?.text).toBe('\nr1#');
    person.types('s');
    await person.sees(inPane('r1', /r1#s$/));
    await person.losesSightOf('means nothing');
  });

  it('takes a notice away when it is pressed', async () => {
    const person = await atLab();
    person.presses('ctrl-]', 'y');
    await person.sees('means nothing');
    person.presses('ctrl-]', '?');
    await person.sees('Keys');
    await person.losesSightOf('means nothing');
  });

  it('says that a key is awaited, lists the keys when held, and Escape leaves', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    const before = person.screen();
    person.presses('ctrl-]');
    await person.sees(inStatus('now a key'));
    await person.sees('Go to the pane on the left');
    person.presses('escape');
    await person.sees((screen) => screen === before);
    expect(paneOf(person.screen(), 'r1')?.text).toBe('\nr1#');
  });

  it('still takes the key once the list is shown', async () => {
    const person = await atLab();
    person.presses('ctrl-]');
    await person.sees('Go to the pane on the left');
    person.presses('3');
    await person.sees(focused('r3'));
    await person.losesSightOf('Go to the pane on the left');
  });

  it('reaches nothing when typed in the REPL, and the line there stays', async () => {
    const person = await atLab();
    person.types('1 + ');
    await person.sees(inRepl('1 +'));
    person.presses('ctrl-]', 'ctrl-]').types('1').presses('enter');
    await person.sees(inRepl('Out[1]: 2'));
  });

  it('keeps half a line in the REPL while the person is elsewhere', async () => {
    const person = await atLab();
    person.types('1 + ');
    await goesTo(person, 2);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r2', /UTC/));
    person.presses('ctrl-]', 'r').types('1').presses('enter');
    await person.sees(inRepl(/In \[1\]: 1 \+ 1\nOut\[1\]: 2/));
  });
});

describe('the list of keys', () => {
  it('opens with ?, names every key of the keymap and scrolls where it is longer than the screen', async () => {
    const person = await atLab({ cols: 100, rows: 40 });
    person.presses('ctrl-]', '?');
    await person.sees('Keys');
    const screen = await person.sees('Quit');
    for (const title of [
      'Go to the REPL',
      'Zoom the pane or the REPL',
      'Split to the right',
      'Split downwards',
      'Close the pane',
      'Open the last closed pane again',
      'Open a host',
      'Connect the session again',
      'Scroll back',
      'Show the last command as a table',
      'Find a command',
      'Suspend showrun',
    ]) {
      expect(screen).toContain(title);
    }
    person.presses('escape');
    await person.losesSightOf('Split downwards');

    person.resizes(80, 16);
    await person.sees(inStatus(/4 open$/));
    person.presses('ctrl-]', '?');
    await person.sees('Keys');
    expect(person.screen()).not.toContain('Quit');
    person.presses('end', ...Array<string>(8).fill('pagedown'));
    await person.sees('Quit');
    person.presses('escape');
    await person.losesSightOf('Quit');
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });
});

describe('the palette', () => {
  it('finds a command by a few letters and carries it out', async () => {
    const person = await atLab();
    await goesTo(person, 2);
    person.presses('ctrl-]', ':');
    await person.sees('Commands');
    person.types('zoom');
    await person.losesSightOf('Split downwards');
    person.presses('enter');
    await person.sees((screen) => !screen.includes(' r1 ') && !screen.includes('REPL ━'));
    expect(paneOf(person.screen(), 'r2')?.cols).toBe(120);
  });

  it('chooses with the arrows and names the key that would have done it', async () => {
    const person = await atLab();
    person.presses('ctrl-]', ':').types('split');
    await person.sees(/Split to the right +Ctrl-\] %/);
    await person.sees(/Split downwards +Ctrl-\] "/);
    person.presses('down', 'enter');
    await person.sees('Open a host beside this pane');
  });

  it('is left with Escape, and nothing has changed', async () => {
    const person = await atLab();
    const before = drawn(person.screen());
    person.presses('ctrl-]', ':');
    await person.sees('Commands');
    person.types('qu');
    await person.sees('› qu');
    person.presses('escape');
    await person.sees((screen) => drawn(screen) === before);
    expect(replText(person.screen())).toBe('In [1]:');
  });
});
