import { describe, expect, it } from 'vitest';
import { atLab, inPane, inRepl } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';

const SIZE = { cols: 160, rows: 50 };

describe('labels on what the screen shows', () => {
  it('copy the value whose label is typed, and leave the device alone', async () => {
    const person = await atLab(SIZE);
    await showsAddresses(person);
    const label = await labelOf(person, '1.1.1.1');
    person.types(label);
    await person.sees('copied 1.1.1.1');
    expect(person.screen()).toMatch(/Loopback0 +1\.1\.1\.1/);
    await person.sees(inPane('r1', /r1#$/));
  });

  it('type it where the keys go, without Enter, with Shift', async () => {
    const person = await atLab(SIZE);
    await showsAddresses(person);
    const label = await labelOf(person, '1.1.1.1');
    person.types(label.toUpperCase());
    await person.sees(inPane('r1', /r1#1\.1\.1\.1$/));
    person.presses('ctrl-u', 'ctrl-]', 'r');
    const again = await labelOf(person, '2.2.2.2');
    person.types(again.toUpperCase());
    await person.sees(inRepl('In [2]: 2.2.2.2'));
  });

  it('go away with Escape, a click, another size of the screen, and a key that is no label', async () => {
    const person = await atLab(SIZE);
    await showsAddresses(person);
    await labelOf(person, '1.1.1.1');
    person.presses('escape');
    await person.sees(isClear);
    await labelOf(person, '1.1.1.1');
    person.types('1');
    await person.sees(isClear);
    await labelOf(person, '1.1.1.1');
    person.resizes(150, 48);
    await person.sees(isClear);
    person.presses('enter');
    await person.sees(inPane('r1', /r1#\nr1#$/));
  });
});

async function showsAddresses(person: Person): Promise<void> {
  person.types('@r1,r2 show ip interface brief').presses('enter');
  await person.sees((screen) => /Loopback0 +1\.1\.1\.1/.test(screen) && /In \[2\]/.test(screen));
  person.presses('ctrl-]', '1');
}

/** Asks for labels and reads the one that lies on the beginning of a value. */
async function labelOf(person: Person, value: string): Promise<string> {
  const rest = value.slice(1).replaceAll('.', '\\.');
  person.presses('ctrl-]', 'f');
  const screen = await person.sees(new RegExp(`[a-z]${rest}`));
  return new RegExp(`([a-z])${rest}`).exec(screen)?.[1] ?? '';
}

function isClear(screen: string): boolean {
  return !screen.includes('copies its value') && /Loopback0 +1\.1\.1\.1/.test(screen);
}
