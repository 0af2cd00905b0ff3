import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atLab, inPane, inRepl, LAB } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { treeOf } from '../helpers/process-tree.ts';

// The kernel may go at any moment: by a cell's own doing, by the system when memory is short.

/** What runs when the kernel goes, and what is on the screen just before. */
const MOMENTS: readonly (readonly [string, string, RegExp | undefined])[] = [
  ['nothing', '', undefined],
  ['a loop', 'print("looping"); for (;;);', /looping/],
  ['an await', 'print("waiting"); await new Promise(() => {})', /waiting/],
  ['a command on every router', 'print("asking"); for (;;) await all.run("show clock")', /asking/],
  ['printing', 'for (let n = 0; ; n++) { print("n", n); await null; }', /n \d\d/],
];

describe('a kernel killed', () => {
  it.each(MOMENTS)('during %s leaves sessions and history whole', async (_, cell, sight) => {
    const person = await atLab();
    person.types('const gone = 1').presses('enter');
    await person.sees(inRepl(/In \[2\]:/));
    if (sight) {
      person.types(cell).presses('enter');
      await person.sees(inRepl(sight));
    }
    process.kill(kernelOf(person), 'SIGKILL');
    await person.sees(inRepl(/kernel restarted, variables are gone/));

    person.types('typeof gone').presses('enter');
    await person.sees(inRepl(/'undefined'/));
    person.types('(await all.run("show clock")).length').presses('enter');
    await person.sees(inRepl(/Out\[\d+\]: 4$/m));
    for (const name of LAB) await person.sees(inPane(name, new RegExp(`${name}#$`)));
    // What a person types in a pane arrives: nobody holds the session any more.
    person.presses('ctrl-]', '1').types('show clock').presses('enter');
    await person.sees(inPane('r1', /r1#show clock\n.*\n(?:.*\n)*r1#show clock\n.*\nr1#$/));
    person.presses('ctrl-]', 'q');
    await person.exits();

    const lines = readFileSync(historyOf(person), 'utf8').trimEnd().split('\n');
    const texts = lines.map((line) => JSON.parse(line)).flatMap(({ text }) => text ?? []);
    const expected = [
      'const gone = 1',
      ...(sight ? [cell] : []),
      'typeof gone',
      '(await all.run("show clock")).length',
    ];
    expect(texts).toEqual(expected);
  });

  it('twenty times in a row is started twenty times', async () => {
    const person = await atLab();
    for (let time = 1; time <= 20; time++) {
      const number = time;
      person.types(`"time " + ${number}`).presses('enter');
      await person.sees(inRepl(`'time ${number}'`));
      process.kill(kernelOf(person), 'SIGKILL');
      await person.sees(
        inRepl(new RegExp(`'time ${number}'\\n(?:[^\\n]*\\n)*[^\\n]*kernel restarted`)),
      );
    }
    person.types('@r1 show clock').presses('enter');
    await person.sees(inPane('r1', /r1#show clock/));
  });
});

function kernelOf(person: Person): number {
  const kernel = treeOf(person.pid).find((pid) => {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.some((word) => word.endsWith('kernel.js'));
  });
  if (kernel === undefined) throw new Error('no kernel runs');
  return kernel;
}

function historyOf({ home }: Person): string {
  return join(home.path, '.local/share/showrun/history.jsonl');
}
