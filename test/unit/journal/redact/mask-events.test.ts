import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CastEvent } from '../../../../src/journal/cast/cast-event.ts';
import { openRedactor } from '../../../../src/journal/redact/open-redactor.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { Emulator } from '../../../../src/term/emulator.ts';
import { recordedHost, recordingOf } from '../../../helpers/export-given.ts';

const platforms = openPlatforms();
const SIZE = { cols: 60, rows: 8 };

async function masked(pieces: readonly string[], size = SIZE): Promise<CastEvent[]> {
  const host = recordedHost(
    pieces.map((piece, at) => [at, piece] as const),
    { size },
  );
  const redactor = await openRedactor(recordingOf([host]), { platforms });
  return [...redactor.events(host, host.timeline.events())];
}

const bytesOf = (events: readonly CastEvent[]): string =>
  Buffer.concat(
    events.flatMap((event) => (event.kind === 'output' ? [event.bytes] : [])),
  ).toString();

describe('secrets in the output of a cast', () => {
  it.each([
    ['on a line', ['enable secret 0 hunter22\r\n'], 'enable secret 0 ********\r\n'],
    [
      'cut over events',
      ['enable sec', 'ret 0 hun', 'ter22\r', '\n'],
      'enable secret 0 ********\r\n',
    ],
    ['typed key by key', [...'enable secret 0 hunter22', '\r\n'], 'enable secret 0 ********\r\n'],
    [
      'coloured',
      ['enable \x1b[1msecret 0 hun\x1b[31mter22\x1b[m\r\n'],
      'enable \x1b[1msecret 0 ***\x1b[31m*****\x1b[m\r\n',
    ],
    ['corrected', ['secret 0 huntex\x08 \x08r22\r\n'], 'secret 0 ******\x08 \x08***\r\n'],
    ['at the end of it all', ['enable secret 0 hunter22'], 'enable secret 0 ********'],
    [
      'found elsewhere',
      ['enable secret 0 hunter22\r\n', 'echo hunter22\r\n'],
      'enable secret 0 ********\r\necho ********\r\n',
    ],
    [
      'found later',
      ['echo hunter22\r\n', 'enable secret 0 hunter22\r\n'],
      'echo ********\r\nenable secret 0 ********\r\n',
    ],
    [
      'in a title',
      ['enable secret 0 hunter22\r\n\x1b]0;x hunter22\x07'],
      'enable secret 0 ********\r\n\x1b]0;x ********\x07',
    ],
    ['beside wide characters', ['名 password 0 hünter22\r\n'], '名 password 0 ********\r\n'],
    ['wide itself', ['password 0 密码密码x\r\n'], 'password 0 *********\r\n'],
    [
      'of a key',
      ['-----BEGIN RSA PRIVATE KEY-----\r\nMIIEabc+\r\nxyz==\r\n-----END RSA PRIVATE KEY-----\r\n'],
      '-----BEGIN RSA PRIVATE KEY-----\r\n********\r\n*****\r\n-----END RSA PRIVATE KEY-----\r\n',
    ],
  ])('are stars: %s', async (_, pieces, shown) => {
    expect(bytesOf(await masked(pieces))).toBe(shown);
  });

  it('are found where a line wraps', async () => {
    const pieces = [`${'x'.repeat(40)} enable secret 0 hunter22hunter22\r\n`];
    expect(bytesOf(await masked(pieces))).toBe(
      `${'x'.repeat(40)} enable secret 0 ****************\r\n`,
    );
  });

  it('are hidden where an editor scrolls its line sideways', async () => {
    const typed = 'r1(config)#username bob secret 0 ThePassword';
    const scrolled = 'r1(config)#$Password9876543';
    const back = '\x08'.repeat(typed.length);
    const text = bytesOf(
      await masked([typed, back, scrolled.padEnd(typed.length), '\x08'.repeat(17), '2', '1\r\n']),
    );
    expect(text).not.toMatch(/Password|9876|21/);
    expect(text).toContain('r1(config)#username bob secret 0 ***********');
  });

  it('do not take along what is typed where they were taken back', async () => {
    const taken = `${'\x08'.repeat(11)}${' '.repeat(11)}${'\x08'.repeat(11)}`;
    const text = bytesOf(
      await masked(['r1#secret x1Pass', taken, '\x08'.repeat(0), 'show clock\r\n']),
    );
    expect(text).toContain('show clock');
  });

  it('are hidden in a full-screen editor, row by row as it draws', async () => {
    const text = bytesOf(
      await masked([
        '\x1b[?1049h\x1b[2J\x1b[1;1Hrouter bgp 1',
        '\x1b[3;1H neighbor 10.0.0.1 pass',
        '\x1b[3;24Hword hunt',
        '\x1b[5;1H~\x1b[3;33Her22',
        '\x1b[?1049l',
      ]),
    );
    expect(text.replace(/\x1b\[[\d;?]*[a-zA-Z]/g, '')).toBe(
      'router bgp 1 neighbor 10.0.0.1 password ****~****',
    );
  });

  it('are hidden in markers, in lines of our own and in what was typed', async () => {
    const host = recordedHost([
      [0, 'r1(config)#'],
      [1, { kind: 'input', bytes: Buffer.from('enable sec\thun') }],
      [2, 'enable secret hunter22'],
      [3, { kind: 'input', bytes: Buffer.from('ter22\r') }],
      [3, { kind: 'marker', label: 'enable secret hunter22' }],
      [4, '\r\n'],
      [5, { kind: 'printed', line: '── sent hunter22 ──' }],
    ]);
    const redactor = await openRedactor(recordingOf([host]), { platforms });
    const events = [...redactor.events(host, host.timeline.events())];
    const typed = events.flatMap((event) =>
      event.kind === 'input' ? [Buffer.from(event.bytes).toString()] : [],
    );
    expect(typed.join('')).toBe('enable sec\t********\r');
    expect(
      JSON.stringify(events.filter(({ kind }) => kind === 'marker' || kind === 'printed')),
    ).not.toContain('hunter');
    expect(redactor.hidden).toBe(1);
  });

  it('are hidden in what was typed even where their echo comes last', async () => {
    const host = recordedHost([
      [1, { kind: 'input', bytes: Buffer.from('ena sec\tabc\r') }],
      [2, 'enable secret 0 abc\r\n'],
    ]);
    const redactor = await openRedactor(recordingOf([host]), { platforms });
    const [typed] = [...redactor.events(host, host.timeline.events())];
    expect(typed?.kind === 'input' && Buffer.from(typed.bytes).toString()).toBe('ena sec\t***\r');
  });

  it('keep times, order and everything that is no secret', async () => {
    const pieces = ['r1#show clock\r\n', '\x1b[2J', '10:00:00 名\r\nr1#', '\xff'];
    const host = recordedHost(pieces.map((piece, at) => [at, piece] as const));
    const redactor = await openRedactor(recordingOf([host]), { platforms });
    expect([...redactor.events(host, host.timeline.events())]).toEqual([...host.timeline.events()]);
  });
});

describe('hostile output', () => {
  it.each([
    ['a long line, edited over and over', 'password x '.repeat(3_000) + 'a\bb\b'.repeat(100_000)],
    ['a cursor that goes up into it', 'password x '.repeat(150) + '\x1b[Ax\n'.repeat(60_000)],
    [
      'a screen of passwords',
      `\x1b[?1049h${'password x '.repeat(40)}${'\x1b[1;1Hab\b'.repeat(10_000)}`,
    ],
    ['nothing but insertions', 'secret y '.repeat(6) + '\r\x1b[@z'.repeat(100_000)],
    ['one line without an end', 'token=abcd '.repeat(90_000)],
    ['a title without an end', `\x1b]0;${'password x '.repeat(90_000)}`],
    ['rows that are torn apart', `${'ab'.repeat(30)}\r${'\x1b[C\x1b[@'.repeat(100_000)}`],
  ])(
    'costs time in proportion to its length: %s',
    async (_, text) => {
      const pieces = text.match(/[\s\S]{1,1000}/g) ?? [];
      expect((await masked(pieces)).length).toBe(pieces.length);
    },
    30_000,
  );
});

const RUNS = 200;
const SECRETS = ['hunter22', 'S3cr3t!x', 'kTq9+zz/Q==', 'aaaa1bbb'];
/** Ways in which a device or an editor draws a text at the beginning of a line. */
const drawn = fc.oneof(
  fc.constantFrom((text: string) => `${text}\r\n`),
  fc.constantFrom((text: string) => `${[...text].join('\x1b[m')}\r\n`),
  fc.constantFrom((text: string) => `r1#${text}\r\x1b[Kr1#${text}\r\n`),
  fc.constantFrom((text: string) => `${text}x\x08 \x08\r\n`),
  fc.constantFrom((text: string) => `${text}\x1b[3D\x1b[4h\r\n`),
  fc.constantFrom((text: string) => `\x1b[?1049h\x1b[2;1H${text}\x1b[1;1Hx\x1b[?1049l`),
  fc.constantFrom(
    (text: string) => `\x1b[s${text}\x1b[u\x1b[K${text.slice(0, 9)}${text.slice(9)}\r\n`,
  ),
  fc.constantFrom((text: string) => ` --More-- \r          \r${text}\r\n`),
  fc.constantFrom((text: string) => `${text.slice(0, 5)}zz\x1b[2D\x1b[2P${text.slice(5)}\r\n`),
  fc.constantFrom(
    (text: string) => `\x1b[3;1H${text.slice(4)}\x1b[3;1H\x1b[4@${text.slice(0, 4)}\r\n`,
  ),
);
const line = fc
  .tuple(
    fc.constantFrom(...SECRETS),
    fc.constantFrom(
      'enable secret 0 ',
      ' neighbor 10.0.0.1 password 7 ',
      'echo ',
      'export TOKEN=',
      'x'.repeat(50),
      'show ',
    ),
    drawn,
  )
  .map(([secret, before, draw]) => draw(`${before}${before.endsWith('x') ? ' ' : ''}${secret}`));

describe('whatever draws them', () => {
  it('no state of the screen shows a secret, and the rest is as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        async (lines, cuts) => {
          const all = `${SECRETS.map((one) => `username bob secret 0 ${one}\r\n`).join('')}${lines.join('')}`;
          const pieces: string[] = [];
          for (let at = 0, i = 0; at < all.length; i++) {
            const length = cuts[i % cuts.length] ?? 1;
            pieces.push(all.slice(at, at + length));
            at += length;
          }
          const events = await masked(pieces);
          const [before, after] = [emulator(), emulator()];
          pieces.forEach((piece, at) => {
            before.feed(Buffer.from(piece));
            const event = events[at];
            if (event?.kind === 'output') after.feed(event.bytes);
            const shown = after.text().join('\n');
            for (const secret of SECRETS) expect(shown.replaceAll('\n', '')).not.toContain(secret);
            expect(sameShape(before.text(), after.text())).toBe(true);
          });
        },
      ),
      { numRuns: 120 },
    );
  }, 60_000);
});

const part = fc.oneof(
  fc.constantFrom(...SECRETS),
  fc.constantFrom('hunt', 'er22', 'S3cr', '3t!x', 'aaaa1', 'bbb', 'x', ' ', 'echo '),
  fc.constantFrom(
    '\r\n',
    '\r',
    '\b',
    '\b\b\b\b',
    '\x1b[K',
    '\x1b[4D',
    '\x1b[4C',
    '\x1b[A',
    '\x1b[B',
    '\x1b[2P',
    '\x1b[4@',
    '\x1b[2K',
    '\x1bM',
  ),
  fc.constantFrom(
    '\x1b[2;1H',
    '\x1b[2;5H',
    '\x1b[3;57H',
    '\x1b[L',
    '\x1b[M',
    '\x1b[?1049h',
    '\x1b[?1049l',
    '\x1b[31m',
    '\x1b7',
    '\x1b8',
    '\x1b[4h',
    '\x1b[4l',
  ),
);

describe('however they come to stand there', () => {
  it('a value made of new output beside older one is hidden before it is drawn over', async () => {
    const known = SECRETS.map((one) => `username bob secret 0 ${one}\r\n`).join('');
    const events = await masked([
      known,
      'x'.repeat(16),
      'bbb',
      '\r',
      'y'.repeat(11),
      'aaaa1',
      'hunt',
    ]);
    const shown = emulator();
    for (const event of events) {
      if (event.kind === 'output') shown.feed(event.bytes);
      expect(shown.text().join('\n')).not.toContain('aaaa1bbb');
    }
  });

  it('no state of the screen shows a value that was found', async () => {
    const known = SECRETS.map((one) => `username bob secret 0 ${one}\r\n`).join('');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 40 }), async (parts) => {
        const pieces = [known, ...parts];
        const events = await masked(pieces);
        const [before, after] = [emulator(), emulator()];
        pieces.forEach((piece, at) => {
          before.feed(Buffer.from(piece));
          const event = events[at];
          if (event?.kind === 'output') after.feed(event.bytes);
          const shown = after.text();
          for (const secret of SECRETS) {
            expect(shown.filter((text) => text.includes(secret))).toEqual([]);
          }
          expect(sameShape(before.text(), shown)).toBe(true);
        });
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

function emulator(): Emulator {
  return new Emulator({ size: SIZE, onDirty: () => {}, onReply: () => {} });
}

/** Each character is the same, or a star. */
function sameShape(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.length === after.length &&
    before.every((text, at) => {
      const other = after[at] ?? '';
      return (
        text.length === other.length &&
        [...text].every((one, i) => other[i] === one || other[i] === '*')
      );
    })
  );
}
