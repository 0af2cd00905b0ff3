import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  atLab,
  drawn,
  goesTo,
  inPane,
  inRepl,
  LAB,
  paneOf,
  replText,
  statusLine,
  titled,
} from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

describe('first light', () => {
  it('opens the lab: four routers at their prompts, the REPL below, the keys in the last line', async () => {
    const person = await atLab({ cols: 100, rows: 24 });
    expect(drawn(person.screen())).toBe(
      [
        '─ 1 r1 · Cisco IOS · privileged ─────────────── ● │─ 2 r2 · Cisco IOS · privileged ────────────── ●',
        '                                                  │',
        'r1#                                               │r2#',
        ...Array<string>(5).fill('                                                  │'),
        '─ 3 r3 · Cisco IOS · privileged ─────────────── ● │─ 4 r4 · Cisco IOS · privileged ────────────── ●',
        '                                                  │',
        'r3#                                               │r4#',
        ...Array<string>(5).fill('                                                  │'),
        '━ REPL ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━',
        'In [1]:',
        ...Array<string>(5).fill(''),
        ' Ctrl-] ? keys  Ctrl-] ↑ panes  Ctrl-] z zoom  Tab complete  Ctrl-] T table                  4 open',
      ].join('\n'),
    );
    expect(person.cursor()).toEqual({ x: 8, y: 17, isVisible: true });
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });

  it('needs no settings and leaves none of the lab in the home but the history', async () => {
    const person = await atLab();
    person.presses('ctrl-]', 'q');
    expect(await person.exits()).toEqual({ code: 0, signal: 0 });
    expect(existsSync(join(person.home.path, '.ssh', 'known_hosts'))).toBe(false);
    const state = join(person.home.path, '.local/state/showrun');
    expect(existsSync(state) ? readdirSync(state) : []).toEqual([]);
  });

  it('brings what is typed to the router with the focus, and to no other', async () => {
    const person = await atLab();
    await goesTo(person, 2);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r2', /r2#show clock\n[*.]?\d\d:\d\d:\d\d\.\d{3} UTC [^\n]+\nr2#$/));
    for (const other of ['r1', 'r3', 'r4']) {
      expect(paneOf(person.screen(), other)?.text).toBe(`\n${other}#`);
    }
    expect(replText(person.screen())).toBe('In [1]:');
  });

  it('keeps what is typed while a router still connects', async () => {
    const person = await atShowrun([]);
    await person.sees(titled('r1', /connecting|logging in|…/));
    person.presses('ctrl-]', '1').types('show clock').presses('enter');
    await person.sees(inPane('r1', /r1#show clock\n[*.]?\d\d:\d\d:\d\d\.\d{3} UTC [^\n]+\nr1#$/));
  });

  it('gives ? to the router, which helps in place and types the line again', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('show ip ro?');
    await person.sees(inPane('r1', /r1#show ip ro\?\nroute\n\nr1#show ip ro$/));
    expect(cursorIn(person, 'r1')).toEqual({ x: 'r1#show ip ro'.length, row: 'r1#show ip ro' });
  });

  it('gives Tab to the router, which completes the word', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('sh ip int bri').presses('tab');
    await person.sees(inPane('r1', /r1#sh ip int brief$/));
  });

  it('gives the arrows to the router: its history, and moving in the line', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /UTC[^\n]*\nr1#$/));
    person.presses('up');
    await person.sees(inPane('r1', /r1#show clock$/));
    person.presses('left', 'left', 'left', 'left', 'left').types('x');
    await person.sees(inPane('r1', /r1#show xclock$/));
    expect(cursorIn(person, 'r1')?.x).toBe('r1#show x'.length);
  });

  it('gives Ctrl-C to the router, which drops the line', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('show vers');
    await person.sees(inPane('r1', /r1#show vers$/));
    person.presses('ctrl-c');
    await person.sees(inPane('r1', /r1#show vers[^\n]*\nr1#$/));
  });

  it('gives Ctrl-Z to the router, which leaves the configuration', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person
      .types('configure terminal')
      .presses('enter')
      .types('interface Loopback0')
      .presses('enter');
    await person.sees(inPane('r1', /r1\(config-if\)#$/));
    await person.sees(titled('r1', /· configuration ●$/));
    person.presses('ctrl-z');
    await person.sees(inPane('r1', /r1#$/));
    await person.sees(titled('r1', /· privileged ●$/));
  });

  it('stops a ping with Ctrl-^, as a router does', async () => {
    const person = await atLab();
    await goesTo(person, 1);
    person.types('ping 10.9.9.9 repeat 1000').presses('enter');
    await person.sees(inPane('r1', /Sending 1000/));
    person.presses('ctrl-^');
    await person.sees(inPane('r1', /Success rate is 0 percent[^\n]*\nr1#$/));
  });

  it('shows the same change of the network on every router', async () => {
    const person = await atLab({ cols: 180, rows: 50 });
    await goesTo(person, 1);
    person.types('terminal length 0').presses('enter').types('show ip route ospf').presses('enter');
    await person.sees(
      inPane('r1', /O +4\.4\.4\.4 \[110\/2\] via [\d.]+, [\w:]+, GigabitEthernet0\/0/),
    );
    await goesTo(person, 4);
    person.types('terminal monitor').presses('enter');
    await goesTo(person, 1);
    for (const line of ['configure terminal', 'interface GigabitEthernet0/0', 'shutdown', 'end']) {
      person.types(line).presses('enter');
    }
    await person.sees(
      inPane('r4', /%OSPF-5-ADJCHG: Process 1, Nbr 1\.1\.1\.1 on GigabitEthernet0\/1 from/),
    );
    person.types('show ip route ospf').presses('enter');
    await person.sees(
      inPane('r1', /O +4\.4\.4\.4 \[110\/4\] via [\d.]+, [\w:]+, GigabitEthernet0\/1/),
    );

    await goesTo(person, 4);
    person.types('show ip ospf neighbor').presses('enter');
    await person.sees(
      inPane(
        'r4',
        /r4#show ip ospf neighbor\n(?:(?!1\.1\.1\.1)[\s\S])*3\.3\.3\.3(?:(?!1\.1\.1\.1)[\s\S])*\nr4#$/,
      ),
    );
    expect(foreignSequences(person.rawOutput)).toEqual([]);
  });

  it('asks all routers from the REPL, and each shows the command and its answer', async () => {
    const person = await atLab({ cols: 180, rows: 50 });
    person.types('@all show ip interface brief').presses('enter');
    for (const name of LAB) {
      await person.sees(
        inPane(name, /#show ip interface brief\nInterface +IP-Address[\s\S]+Loopback0[\s\S]+#$/),
      );
    }
    await person.sees(inRepl(/r4 +Loopback0/));
    expect(statusLine(person.screen())).toMatch(/4 open$/);
  });
});

/** Where the cursor stands in a pane, and the row it stands in. */
function cursorIn(person: Person, session: string) {
  const pane = paneOf(person.screen(), session);
  const { x, y } = person.cursor();
  const row = pane?.text.split('\n')[y - pane.y - 1];
  return pane && { x: x - pane.x, row };
}
