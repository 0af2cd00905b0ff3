import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inPane, inStatus } from '../helpers/lab-person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

/** A line of 9600 baud with an input buffer of 64 bytes: what does not fit is lost. It shows no prompt anybody knows. */
const SLOW = `
const waiting = [];
let line = '', lines = 0, lost = 0;
process.stdin.setRawMode(true).on('data', (keys) => {
  for (const key of keys) waiting.length < 64 ? waiting.push(key) : lost++;
});
setInterval(() => {
  const key = waiting.shift();
  if (key === undefined) return;
  if (key !== 13) { line += String.fromCharCode(key); process.stdout.write(String.fromCharCode(key)); return; }
  if (line !== '') lines++;
  process.stdout.write(line === 'count' ? '\\r\\n<' + (lines - 1) + ' lines, ' + lost + ' bytes lost>\\r\\n' : '\\r\\n');
  line = '';
}, 1);
console.log('ready');
`;

function slowLine() {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const file = join(home.path, 'slow.cjs');
  writeFileSync(file, SLOW);
  return atShowrun([`local:${process.execPath} ${file}`], { home });
}

const LINES = Array.from(
  { length: 12 },
  (_, at) => `interface Loopback${at} is number ${at} of twelve, a line of some length`,
);

it('pastes into a slow line no faster than it echoes, tells how far it is, and loses nothing', async () => {
  const person = await slowLine();
  await person.sees(inPane('node', 'ready'));
  person.pastes(LINES.join('\n'));
  await person.sees('Paste 12 lines into node?');
  person.presses('enter');
  await person.sees(inStatus(/pasting, \d+ of 12 lines · Ctrl-C stops/));
  await person.sees(inStatus('node: 12 of 12 lines pasted'));
  person.types('count').presses('enter');
  await person.sees(inPane('node', '<12 lines, 0 bytes lost>'));
});

it('stops such a paste at Ctrl-C', async () => {
  const person = await slowLine();
  await person.sees(inPane('node', 'ready'));
  person.pastes(LINES.join('\n'));
  await person.sees('Paste 12 lines into node?');
  person.presses('enter');
  await person.sees(inStatus(/pasting, 2 of 12 lines/));
  person.presses('ctrl-c');
  await person.sees(inStatus(/node: \d of 12 lines pasted; the rest was not sent/));
  expect(person.screen()).not.toContain('number 11');
});
