import { describe, expect, it } from 'vitest';
import { atLab, inRepl, replText } from '../helpers/lab-person.ts';

const TALL = { cols: 120, rows: 60 };

describe('hosts of a running cell', () => {
  it('have a line each that goes on with them, and are gone when it ends', async () => {
    const person = await atLab(TALL);
    person.types("all.run('ping 192.0.2.99 repeat 1', { concurrency: 2 }).length").presses('enter');
    await person.sees(
      inRepl(/r1 +at it, \d s\n *r2 +at it, \d s\n *r3 +waits\n *r4 +waits\n *In \[2\]/),
    );
    await person.sees(inRepl(/r1 +done, \d+\.\d s[\s\S]*r3 +at it, \d s/));
    await person.sees(inRepl(/Out\[1\]: 4\s+In \[2\]/));
    expect(replText(person.screen())).not.toMatch(/done, |waits/);
  });

  it('are told after Ctrl-C: who had finished, who had not', async () => {
    const person = await atLab(TALL);
    const source =
      "await r1.run('show clock'); await pick('r2,r3').run('ping 192.0.2.99 repeat 500', { concurrency: 1 })";
    person.types(source).presses('enter');
    await person.sees(inRepl(/r1 +done[\s\S]*r2 +at it, \d s[\s\S]*r3 +waits/));
    person.presses('ctrl-c');
    await person.sees(
      inRepl(/interrupted\nfinished: r1\nstopped in the middle: r2\nnot begun: r3\n *In \[2\]/),
    );
    person.types("r2.run('show clock').ok").presses('enter');
    await person.sees(inRepl(/Out\[2\]: true/));
  });

  it('behind one that refuses are left alone, and named', async () => {
    const person = await atLab(TALL);
    person.types("all.run('shwo clock', { serial: 2, stopOnFailure: true })").presses('enter');
    await person.sees(inRepl(/r3 was not begun: r[12] has refused[\s\S]*r4 was not begun/));
  });

  it('tell what was typed in their panes, and what they are', async () => {
    const person = await atLab(TALL);
    person.presses('ctrl-]', 'up');
    person.types('show clock').presses('enter');
    await person.sees(/#show clock[\s\S]*UTC/);
    person.presses('ctrl-]', 'r');
    person.types('hosts.where(h => true).length').presses('enter');
    await person.sees(inRepl(/Out\[1\]: 4/));
    person.types('(await all.blocks).map(b => b.command).join()').presses('enter');
    await person.sees(inRepl(/Out\[2\]: 'show clock'/));
    person.types('all.facts').presses('enter');
    await person.sees(inRepl(/host +vendor +model[\s\S]*r1 +Cisco[\s\S]*r4 +Cisco/));
    person.types("for (const d of all) if (d.facts.version < '99') print(d.name)").presses('enter');
    await person.sees(inRepl(/\nr1\nr2\nr3\nr4\n/));
  });
});
