import { describe, expect, it } from 'vitest';
import {
  atLab,
  drawn,
  focused,
  goesTo,
  inPane,
  inStatus,
  LAB,
  paneOf,
  seesPrompts,
  titled,
} from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

describe('moving between panes', () => {
  it('goes up from the REPL, around with arrows and hjkl, and back down into the REPL', async () => {
    const person = await atLab();
    const walk = async (key: string, arrivesAt: string): Promise<void> => {
      person.presses('ctrl-]', key);
      await person.sees(arrivesAt === 'REPL' ? /^━ REPL ━/m : focused(arrivesAt));
    };
    await walk('up', 'r1');
    await walk('right', 'r2');
    await walk('down', 'r4');
    await walk('left', 'r3');
    await walk('k', 'r1');
    await walk('l', 'r2');
    await walk('j', 'r4');
    await walk('h', 'r3');
    await walk('down', 'REPL');
    await walk('k', 'r3');
    await walk('r', 'REPL');
  });

  it('goes to a pane by its number and around all of them with Tab', async () => {
    const person = await atLab();
    await goesTo(person, 3);
    for (const next of ['r4', 'r1', 'r2']) {
      person.presses('ctrl-]', 'tab');
      await person.sees(focused(next));
    }
    person.presses('ctrl-]', 'shift-tab');
    await person.sees(focused('r1'));
  });

  it('says so when there is no pane with that number', async () => {
    const person = await atLab();
    person.presses('ctrl-]', '7');
    await person.sees(inStatus('there is no pane 7'));
  });

  it('gives the focus to what is clicked, and types nothing there', async () => {
    const person = await atLab();
    const at = paneOf(person.screen(), 'r4');
    person.clicks((at?.x ?? 0) + 4, (at?.y ?? 0) + 3);
    await person.sees(focused('r4'));
    expect(paneOf(person.screen(), 'r4')?.text).toBe('\nr4#');
    person.clicks(10, 30);
    await person.sees(/^━ REPL ━/m);
  });

  it('leaves the mouse to the terminal when asked, and takes it back', async () => {
    const person = await atLab();
    expect(person.modes().mouse).toBe('drag');
    person.presses('ctrl-]', 'm');
    await person.sees(inStatus('the terminal has the mouse'));
    expect(person.modes().mouse).toBe('none');
    person.presses('ctrl-]', 'm');
    await person.sees(inStatus('showrun has the mouse'));
    expect(person.modes().mouse).toBe('drag');
  });
});

describe('the shape of panes', () => {
  it('zooms a pane to the whole screen and back', async () => {
    const person = await atLab({ cols: 60, rows: 20 });
    const before = drawn(person.screen());
    await goesTo(person, 2);
    person.presses('ctrl-]', 'z');
    const zoomed = await person.sees((screen) => !screen.includes(' r1 '));
    expect(drawn(zoomed).split('\n').slice(0, 4)).toEqual([
      '━ 2 r2 · Cisco IOS · privileged ━━━━━━━━━━━━━━━━━━━━━━━━━ ●',
      '',
      'r2#',
      '',
    ]);
    person.presses('ctrl-]', 'z', 'ctrl-]', 'r');
    await person.sees((screen) => drawn(screen) === before);
  });

  it('splits a pane to the right with the host picked from a list', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.presses('ctrl-]', '%');
    await person.sees('Open a host beside this pane');
    person.types('r3').presses('enter');
    await person.sees(inPane('r3.2', /r3#$/));
    const [left, right] = [paneOf(person.screen(), 'r1'), paneOf(person.screen(), 'r3.2')];
    expect(right).toMatchObject({ y: left?.y, rows: left?.rows, isFocused: true });
    expect(right?.x).toBe((left?.x ?? 0) + (left?.cols ?? 0) + 1);
    await person.sees(inStatus('5 open'));
  });

  it('splits a pane downwards', async () => {
    const person = await atLab();
    await goesTo(person, 2);
    person.presses('ctrl-]', '"');
    await person.sees('Open a host beside this pane');
    person.types('r1').presses('enter');
    await person.sees(inPane('r1.2', /r1#$/));
    const [above, below] = [paneOf(person.screen(), 'r2'), paneOf(person.screen(), 'r1.2')];
    expect(below).toMatchObject({ x: above?.x, cols: above?.cols });
    expect(below?.y).toBe((above?.y ?? 0) + (above?.rows ?? 0) + 1);
  });

  it('leaves everything as it was when the picker is left with Escape', async () => {
    const person = await atLab();
    const before = person.screen();
    person.presses('ctrl-]', 'o');
    await person.sees('Open a host');
    person.presses('escape');
    await person.sees((screen) => screen === before);
  });

  it('closes a pane, gives its room to the others, and opens it again', async () => {
    const person = await atLab();
    await goesTo(person, 4);
    person.presses('ctrl-]', 'x');
    await person.sees(inStatus('3 open'));
    expect(paneOf(person.screen(), 'r4')).toBeUndefined();
    expect(paneOf(person.screen(), 'r3')?.cols).toBe(120);
    person.presses('ctrl-]', 'u');
    await person.sees(inPane('r4', /r4#$/));
    await person.sees(inStatus('4 open'));
    expect(paneOf(person.screen(), 'r4')?.isFocused).toBe(true);
  });

  it('gives the whole screen to the REPL when the last pane is closed', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    for (const left of [3, 2, 1]) {
      person.presses('ctrl-]', 'x');
      await person.sees(inStatus(`${left} open`));
    }
    person.presses('ctrl-]', 'x');
    await person.sees(inStatus('no sessions'));
    expect(drawn(person.screen()).split('\n')[0]).toMatch(/^━ REPL ━+$/);
  });

  it('moves the edges of a pane, and the router learns its new width', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    const before = paneOf(person.screen(), 'r1');
    person.presses('ctrl-]', 'L', 'ctrl-]', 'J');
    await person.sees((screen) => {
      const now = paneOf(screen, 'r1');
      return now?.cols === (before?.cols ?? 0) + 3 && now.rows > (before?.rows ?? 0);
    });
    await expectTerminalSize(person, 'r1');
    person.presses('ctrl-]', 'H', 'ctrl-]', 'K');
    await person.sees((screen) => {
      const now = paneOf(screen, 'r1');
      return now?.cols === before?.cols && now?.rows === before?.rows;
    });
  });

  it('follows the terminal when it is resized, down to the router', async () => {
    const person = await atLab();
    await goesTo(person, 2);
    for (const [cols, rows] of [
      [160, 50],
      [80, 24],
    ] as const) {
      person.resizes(cols, rows);
      await person.sees((screen) => {
        const pane = paneOf(screen, 'r2');
        return pane?.isFocused === true && pane.x + pane.cols === cols && / open *$/.test(screen);
      });
      await expectTerminalSize(person, 'r2');
    }
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });
});

describe('what titles say', () => {
  it('names the mode, and that a session is closed', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('configure terminal').presses('enter');
    await person.sees(titled('r1', /^1 r1 · Cisco IOS · configuration ●$/));
    person.types('end').presses('enter');
    await person.sees(titled('r1', /^1 r1 · Cisco IOS · privileged ●$/));
    person.types('disable').presses('enter');
    await person.sees(titled('r1', /^1 r1 · Cisco IOS · (exec|user) ●$/));
    person.types('exit').presses('enter');
    await person.sees(titled('r1', /^1 r1 · .*○ closed \d\d:\d\d:\d\d( |$)/));
  });

  it('keeps a closed session readable and connects it again with Enter', async () => {
    const person = await atLab();
    await goesTo(person, 3);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r3', /UTC/));
    person.types('exit').presses('enter');
    await person.sees(inPane('r3', /── connection closed [\d:]+ · press Enter to reconnect ──/));
    await person.sees(inStatus('3 of 4 open'));
    person.presses('enter');
    await person.sees(inPane('r3', /show clock[\s\S]+connection closed[\s\S]+\nr3#$/));
    await person.sees(titled('r3', /privileged ●$/));
    await person.sees(inStatus('4 open'));
    person.types('show clock').presses('enter');
    await person.sees(inPane('r3', /connection closed[\s\S]+UTC[\s\S]+r3#$/));
  });

  it('leaves the other sessions alone when one is closed', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('exit').presses('enter');
    await person.sees(titled('r1', /closed/));
    for (const name of LAB.slice(1)) {
      expect(paneOf(person.screen(), name)?.title).toMatch(/privileged ●$/);
    }
  });
});

describe('reading old lines', () => {
  it('scrolls with keys, searches, and is live again after q', async () => {
    const person = await withLongOutput();
    person.presses('ctrl-]', '[');
    await person.sees(inStatus('q back to live'));
    person.presses('pageup');
    await person.sees(titled('r1', /↑ \d+ lines$/));
    person.presses('/').types('router ospf').presses('enter');
    await person.sees(inPane('r1', 'router ospf 1'));
    await person.sees(inStatus("'router ospf' found"));
    const y = person
      .screen()
      .split('\n')
      .findIndex((row) => row.startsWith('router ospf 1'));
    const before = person.cell(0, y + 1);
    for (const x of [0, 10]) {
      const { fg, bg, isInverse } = person.cell(x, y);
      expect({ fg, bg, isInverse }).not.toEqual({
        fg: before.fg,
        bg: before.bg,
        isInverse: before.isInverse,
      });
    }
    person.presses('q');
    await person.sees(inPane('r1', /\nr1#$/));
    expect(paneOf(person.screen(), 'r1')?.title).toMatch(/●$/);
  });

  it('says so when nothing is found', async () => {
    const person = await withLongOutput();
    person.presses('ctrl-]', '[', '/').types('no such words').presses('enter');
    await person.sees(inStatus(/no such words/));
    await person.sees(inStatus(/is not further up/));
  });

  it('sends no key to the router meanwhile', async () => {
    const person = await withLongOutput();
    person.presses('ctrl-]', '[');
    await person.sees(inStatus('q back to live'));
    person.types('jkwxyz').presses('q');
    await person.sees(inStatus('REPL'));
    expect(paneOf(person.screen(), 'r1')?.text).toMatch(/\nr1#$/);
  });

  it('scrolls with the wheel, and what is typed goes to the router and shows the end again', async () => {
    const person = await withLongOutput();
    const at = paneOf(person.screen(), 'r1');
    person.clicks((at?.x ?? 0) + 2, (at?.y ?? 0) + 2, 'wheel-up');
    await person.sees(titled('r1', /↑ 3 lines$/));
    expect(paneOf(person.screen(), 'r1')?.text).not.toMatch(/\nr1#$/);
    person.clicks((at?.x ?? 0) + 2, (at?.y ?? 0) + 2, 'wheel-down');
    await person.sees(titled('r1', /●$/));
    person.clicks((at?.x ?? 0) + 2, (at?.y ?? 0) + 2, 'wheel-up');
    await person.sees(titled('r1', /↑ 3 lines$/));
    person.types('show');
    await person.sees(inPane('r1', /\nr1#show$/));
  });
});

/** r1 with its whole configuration in the pane's past. */
async function withLongOutput(): Promise<Person> {
  const person = await atLab();
  await goesTo(person, 1);
  person.types('terminal length 0').presses('enter').types('show running-config').presses('enter');
  await person.sees(inPane('r1', /\nend\n+r1#$/));
  await seesPrompts(person);
  return person;
}

/** What the router thinks its terminal is, against what is seen. */
async function expectTerminalSize(person: Person, name: string): Promise<void> {
  const { cols, rows } = paneOf(person.screen(), name) ?? { cols: 0, rows: 0 };
  person.types('show terminal').presses('enter');
  await person.sees(inPane(name, `Length: ${rows} lines, Width: ${cols} columns`));
}
