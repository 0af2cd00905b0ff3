import { it } from 'vitest';
import { inPane } from '../helpers/lab-person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';

const DUMP = `process.stdin.setRawMode(true).on('data', (keys) => process.stdout.write('<' + keys.toString('hex') + '>')); console.log('ready')`;

it.each([
  ['Ctrl-^, which leaves a session of a terminal server', [0x1e], '1e'],
  ['Ctrl-^ x, typed quickly', [0x1e, 0x78], '1e78'],
  ['Ctrl-Z', [0x1a], '1a'],
  ['Ctrl-C', [0x03], '03'],
  ['Ctrl-\\', [0x1c], '1c'],
  ['Ctrl-] typed twice', [0x1d, 0x1d], '1d'],
  ['Ctrl-S and Ctrl-Q', [0x13, 0x11], '1311'],
  ['Ctrl-@', [0x00], '00'],
  ['Escape', [0x1b], '1b'],
  ['Ctrl-_', [0x1f], '1f'],
])('gives the device %s', async (_, keys, wanted) => {
  const person = await atShowrun([`local:${process.execPath} -e "${DUMP}"`]);
  await person.sees(inPane('node', 'ready'));
  person.types(Uint8Array.from(keys));
  await person.sees((screen) => bytesIn(screen) === wanted);
});

/** What the program got, however the keys were cut on their way. */
function bytesIn(screen: string): string {
  return [...screen.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => hex).join('');
}
