import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOfBlock } from '../../src/journal/read/block-text.ts';
import { openRecording } from '../../src/journal/read/open-recording.ts';
import type { Recording } from '../../src/journal/recording.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { testJournal } from '../helpers/cast-of.ts';
import { makeRecording } from '../helpers/make-recording.ts';
import { missingCommand, peer } from '../helpers/peers.ts';
import { testHost } from '../helpers/test-host.ts';

const platforms = openPlatforms();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-peers-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const missing = missingCommand('asciinema') ?? missingCommand('script', 'bsdutils');

peer('asciinema', missing)('asciinema', () => {
  it('prints what our journal has written, and skips what is ours alone', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Grüße ☃ 😀 \u001b[1mbold\u001b[0m \u0007\u007f\u009b \u202e "\\" \t\r\n'),
      Buffer.from([0xff, 0xfe, 0x41, 0xc3, 0x28, 0x0a]),
      Buffer.from('a line of an answer\r\n'.repeat(5_000)),
    ]);
    const journal = testJournal(folder, { name: 'cat' });
    const tap = journal.tapFor({
      name: 'r1',
      host: testHost(),
      size: { cols: 80, rows: 24 },
      holdBack: () => () => undefined,
    });
    tap?.received(bytes.subarray(0, 20));
    tap?.printed('── a line of ours ──');
    tap?.resized({ cols: 132, rows: 40 });
    tap?.commandLine({ command: 'show clock', mode: 'exec' });
    tap?.received(bytes.subarray(20));
    tap?.closed();
    await journal.close();
    const run = readdirSync(folder).find((name) => name.endsWith('-cat')) ?? '';
    expect(printedBy(join(folder, run, 'r1.cast'))).toEqual(Buffer.from(bytes.toString('utf8')));
  });

  it('prints a cast with every event of ours in it', () => {
    const steps = [
      [0, 'r1#'],
      [1, Buffer.from('caf\xe9\r\n', 'latin1')],
      [2, { gap: 99 }],
      [3, { printed: 'ours' }],
      [4, { marker: 'm' }],
      [5, { resize: { cols: 90, rows: 20 } }],
      [6, 'end'],
    ] as const;
    const made = makeRecording({ sessions: [{ name: 'r1', steps }] });
    expect(printedBy(join(made.path, 'r1.cast')).toString()).toBe('r1#caf\ufffd\r\nend');
    made.remove();
  });

  it('records what we read', async () => {
    const session = `printf 'ops@h1:~$ uname -a\\n'; echo Linux h1 6.1; printf 'gr\u00fc\u00df\\n'; sleep 0.3; printf 'ops@h1:~$ exit\\n'`;
    writeFileSync(join(folder, 'session.sh'), session);
    const cast = join(folder, 'theirs.cast');
    const run = `sh ${join(folder, 'session.sh')}`;
    execFileSync('asciinema', ['rec', '-q', '-t', 'A title', '-c', run, cast], {
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const recording = await openRecording(cast, { platforms });
    expect(recording).toMatchObject({ kind: 'asciicast', problems: [] });
    expect(recording.sessions).toMatchObject([{ host: 'h1', platform: 'linux' }]);
    expect(recording.blocks.map(({ command }) => command)).toEqual(['uname -a', 'exit']);
    const [first] = recording.blocks;
    expect(first && textOfBlock(recording, first, platforms)).toBe('Linux h1 6.1\ngrüß');
    expect(said(recording)).toEqual(printedBy(cast));
    expect(recording.durationS).toBeGreaterThan(0.25);
  });
});

peer('script', missingCommand('script', 'bsdutils'))('script(1)', () => {
  it.each(['classic', 'advanced'])(
    'writes typescripts we play by their times: %s',
    async (form) => {
      const log = join(folder, `${form}.log`);
      const command = `printf 'r1#show clock\\r\\n'; sleep 0.3; printf '14:02\\r\\nr1#'`;
      execFileSync(
        'script',
        ['-q', '-m', form, '-O', log, '-T', join(folder, `${form}.timing`), '-c', command],
        { env: env(), stdio: ['ignore', 'ignore', 'pipe'] },
      );
      const recording = await openRecording(log, { platforms });
      expect(recording.blocks).toMatchObject([{ command: 'show clock', outcome: 'ok' }]);
      const [block] = recording.blocks;
      expect((block?.endS ?? 0) - (block?.atS ?? 0)).toBeGreaterThan(0.25);
      expect(Math.abs(recording.startedAtMs - Date.now())).toBeLessThan(60_000);
      expect(said(recording).toString()).toBe('r1#show clock\r\r\n14:02\r\r\nr1#');
    },
  );
});

function said({ sessions: [session] }: Recording): Buffer {
  const events = [...(session?.timeline.events() ?? [])];
  return Buffer.concat(events.flatMap((event) => (event.kind === 'output' ? [event.bytes] : [])));
}

/** `asciinema cat` wants a terminal of its own, though it prints to a file. */
function printedBy(cast: string): Buffer {
  const out = join(folder, 'printed');
  const command = `asciinema cat '${cast}' > '${out}'`;
  execFileSync('script', ['-qec', command, '/dev/null'], {
    env: env(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return readFileSync(out);
}

function env(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    SHELL: '/bin/sh',
    TERM: 'xterm',
    LC_ALL: 'C.UTF-8',
  };
}
