import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanEnvironment } from '../helpers/clean-environment.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { missingCommand, peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

let home: TempHome;
let cast = '';

beforeAll(async () => {
  home = makeTempHome();
  const folder = join(home.path, '.local/share/showrun/recordings');
  mkdirSync(folder, { recursive: true });
  makeRecording({
    folder,
    sessions: [
      {
        name: 'r1',
        steps: [
          [0, 'r1#'],
          [
            1,
            {
              command: 'show x',
              answer: 'enable secret 0 hunter22\n\x1b]0;title\x07caf\u00e9 ☃\x1b[6n',
            },
          ],
          [3_600, { printed: '── connection lost ──' }],
          [3_601, { gap: 77 }],
          [3_602, { resize: { cols: 100, rows: 30 } }],
          [3_603, 'bye hunter22\r\n'],
        ],
      },
    ],
  });
  cast = join(home.path, 'r1.cast');
  await runShowrun(['export', 'last', '--to', 'cast', '-o', cast], { home });
});
afterAll(() => home.remove());

const missing = missingCommand('asciinema') ?? missingCommand('script', 'bsdutils');
const SHOWN =
  'r1#show x\r\nenable secret 0 ********\r\ncafé ☃\r\nr1#\x18\x1b[0m\x1b[r\x1b[?25h\r\n── connection lost ──\r\n' +
  '\x18\x1b[0m\x1b[r\x1b[?25h── 77 bytes of output are missing here: they could not be written ──\r\nbye ********\r\n';

peer('asciinema', missing)('asciinema on what we export', () => {
  it('prints all of it', () => {
    expect(printedBy(`asciinema cat '${cast}'`)).toBe(SHOWN);
  });

  it('plays it, quickly where asked to, idle hours cut short', () => {
    expect(printedBy(`asciinema play -s 100000 '${cast}'`)).toContain(SHOWN);
    expect(printedBy(`asciinema play -s 1000 --idle-time-limit 1 '${cast}'`)).toContain(SHOWN);
  });
});

/** asciinema wants a terminal of its own, though it prints to a file. */
function printedBy(command: string): string {
  const out = join(home.path, 'printed');
  execFileSync('script', ['-qec', `${command} > '${out}'`, '/dev/null'], {
    env: { ...cleanEnvironment(home), LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return readFileSync(out, 'utf8');
}
