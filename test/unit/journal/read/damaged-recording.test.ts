import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOfBlock } from '../../../../src/journal/read/block-text.ts';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import type { Recording } from '../../../../src/journal/recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { makeRecording } from '../../../helpers/make-recording.ts';
import { type MadeRecording, STARTED_AT_MS } from '../../../helpers/recording-folder.ts';

const platforms = openPlatforms();
// All of them are read once, which takes a second, and is not what is tested.
platforms.all();
/** A second on a quiet machine. */
const SLOW_MS = 20_000;
let made: MadeRecording;
let cast = '';

beforeEach(() => {
  const steps = [
    [0, 'Welcome\r\nr1#'],
    [1, { command: 'show clock', answer: '14:02:12 UTC', tookS: 0.5 }],
    [2, Buffer.from('\r\ncaf\xe9\r\n', 'latin1')],
    [2.5, { resize: { cols: 100, rows: 30 } }],
    [3, 'r1#'],
    [4, { command: 'show ip route', answer: 'S* 0.0.0.0/0\nr2#not a prompt of this', tookS: 1 }],
    [
      6,
      {
        command: 'show clokc',
        answer: "% Invalid input detected at '^' marker.",
        outcome: 'refused',
      },
    ],
  ] as const;
  made = makeRecording({
    sessions: [
      { name: 'r1', groups: ['core'], steps },
      { name: 'r2', prompt: 'r2#', startS: 2, steps: [[3, 'r2#']] },
    ],
  });
  cast = join(made.path, 'r1.cast');
});

afterEach(() => made.remove());

describe('a damaged recording', () => {
  it(
    'opens wherever its last line is torn off',
    async () => {
      const whole = await read();
      const bytes = readFileSync(cast);
      for (let length = bytes.length - 1; length >= Math.max(0, bytes.length - 500); length--) {
        writeFileSync(cast, bytes.subarray(0, length));
        const { outputs, recording } = await read();
        // Torn between an output and the bytes it could not hold, that one has `�` in their place.
        expect(whole.outputs.slice(0, Math.max(0, outputs.length - 1))).toEqual(
          outputs.slice(0, -1),
        );
        const lineEnds = bytes.subarray(0, length).filter((byte) => byte === 0x0a).length;
        expect(outputs.length).toBeGreaterThanOrEqual(Math.min(lineEnds - 6, whole.outputs.length));
        recording.close();
      }
    },
    SLOW_MS,
  );

  it('says that it was torn, and does not while it is being written', async () => {
    appendFileSync(cast, '[7.5,"o","half a li');
    const { recording } = await read();
    expect(recording.problems).toEqual(['r1: r1.cast ends within a line, which is left out']);
    expect(recording.durationS).toBeCloseTo(6.1);
  });

  it('is read over bytes that are no events', async () => {
    const lines = readFileSync(cast, 'utf8').split('\n');
    const bad = [
      '\0'.repeat(5_000),
      '[1,"o"',
      '{}',
      '[[],"o","x"]',
      '[1e999,"o","x"]',
      '"o"',
      '[2,"o",7]',
      '[2,"r","-1x9"]',
      '[2,"g","many"]',
      '[2,"b","0:zz"]',
    ];
    writeFileSync(cast, [...lines.slice(0, 4), ...bad, ...lines.slice(4)].join('\n'));
    const { outputs, recording } = await read();
    expect(outputs.join('')).toContain('14:02:12 UTC');
    expect(outputs.at(-1)).toBe('r1#');
    expect(recording.problems.length).toBeGreaterThan(2);
    expect(recording.problems[0]).toMatch(
      /^r1: r1\.cast: the line at byte \d+ is broken, left out$/,
    );
  });

  it('opens with half a run.json, and without one', async () => {
    const run = readFileSync(join(made.path, 'run.json'));
    for (const length of [0, 1, 50, Math.floor(run.length / 2), run.length - 3]) {
      writeFileSync(join(made.path, 'run.json'), run.subarray(0, length));
      const { recording } = await read();
      expect(recording).toMatchObject({ startedAtMs: STARTED_AT_MS, end: 'cut off' });
      expect(recording.sessions.map(({ name, startS }) => [name, startS])).toEqual([
        ['r1', 0],
        ['r2', 3],
      ]);
      expect(recording.blocks).toHaveLength(3);
      expect(recording.problems).toEqual([
        expect.stringMatching(/run\.json is missing or damaged/),
      ]);
    }
  });

  it('finds its commands again where their list is gone', async () => {
    const before = (await read()).recording;
    rmSync(join(made.path, 'blocks.jsonl'));
    const { recording } = await read();
    expect(told(recording)).toEqual(told(before));
    expect(recording.problems).toEqual([expect.stringMatching(/found by their prompts/)]);
  });

  it('of casts alone is one, too', async () => {
    const folder = join(made.folder, 'copied');
    mkdirSync(folder);
    for (const name of ['r1.cast', 'r2.cast']) cpSync(join(made.path, name), join(folder, name));
    const recording = await openRecording(folder, { platforms });
    expect(recording.sessions.map(({ name, platform }) => [name, platform])).toEqual([
      ['r1', 'cisco_ios'],
      ['r2', 'cisco_ios'],
    ]);
    expect(recording.blocks.map(({ command }) => command)).toEqual([
      'show clock',
      'show ip route',
      'show clokc',
    ]);
  });

  it('of casts of others in one folder is one, too', async () => {
    const folder = join(made.folder, 'theirs');
    mkdirSync(folder);
    const cast = (prompt: string, version: number): string =>
      [
        { version, width: 80, height: 24, timestamp: 1_795_000_000, term: {} },
        [0, 'o', `${prompt}uname -a\r\n`],
        [1, 'o', `Linux\r\n${prompt}`],
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
    writeFileSync(join(folder, 'h1.cast'), cast('ops@h1:~$ ', 2));
    writeFileSync(join(folder, 'h2.cast'), cast('ops@h2:~$ ', 2));
    writeFileSync(join(folder, 'h3.cast'), cast('ops@h3:~$ ', 3));
    const recording = await openRecording(folder, { platforms });
    expect(recording.sessions.map(({ name, platform }) => [name, platform])).toEqual([
      ['h1', 'linux'],
      ['h2', 'linux'],
    ]);
    expect(recording.blocks.map(({ session, command }) => [session, command])).toEqual([
      ['h1', 'uname -a'],
      ['h2', 'uname -a'],
    ]);
    expect(recording.problems).toContain(
      'h3.cast is an asciicast v3, to be opened by itself: left out',
    );
  });

  it('says which cast is gone, a link, a folder, a pipe, or without its beginning', async () => {
    rmSync(cast);
    expect((await read()).recording.problems).toEqual(['r1: r1.cast is gone']);
    const elsewhere = join(made.folder, 'elsewhere');
    renameSync(join(made.path, 'r2.cast'), elsewhere);
    symlinkSync(elsewhere, join(made.path, 'r2.cast'));
    mkdirSync(cast);
    execFileSync('mkfifo', [join(made.path, 'pipe.cast')]);
    writeFileSync(join(made.path, 'word.cast'), 'word\n');
    const { recording } = await read();
    expect(recording.sessions.map(({ timeline }) => [...timeline.events()])).toEqual([[], []]);
    expect(recording.problems).toEqual([
      'r1: r1.cast has no readable beginning',
      'r2: r2.cast has no readable beginning',
      'pipe.cast is no cast: left out',
      'word.cast is no cast: left out',
    ]);
  });

  it('is played without its first line', async () => {
    const lines = readFileSync(cast, 'utf8').split('\n');
    writeFileSync(cast, lines.slice(1).join('\n'));
    const { outputs, recording } = await read();
    expect(outputs[0]).toBe('Welcome\r\nr1#');
    expect(recording.sessions[0]).toMatchObject({ name: 'r1', platform: 'cisco_ios', endS: 6.1 });
  });

  it(
    'may claim to have gigabytes, and have lines of many megabytes',
    async () => {
      const { outputs } = await read();
      appendFileSync(cast, `[7,"o","${'x'.repeat(17_000_000)}"]\n[8,"o","behind"]\n`);
      const long = await read();
      expect(long.outputs).toEqual([...outputs, 'behind']);
      expect(long.recording.durationS).toBe(8);
      expect(placed(long.recording, 7.5)).toMatchObject({ atS: 8 });
      truncateSync(cast, 10_000_000_000);
      const sparse = await read();
      expect(sparse.outputs).toEqual([...outputs, 'behind']);
      expect(placed(sparse.recording, 1)).toMatchObject({ atS: 1 });
    },
    SLOW_MS,
  );

  it('has times that never go back, though its file has', async () => {
    const header = JSON.stringify({ version: 2, width: 80, height: 24 });
    writeFileSync(cast, `${header}\n[5,"o","a"]\n[1,"o","b"]\n[9,"o","c"]\n[-4,"o","d"]\n`);
    const { recording } = await read();
    const times = [...(recording.sessions[0]?.timeline.events() ?? [])].map(({ atS }) => atS);
    expect(times).toEqual([5, 5, 9, 9]);
  });

  it('shows what was written meanwhile when it is opened again, and goes on where it grows', async () => {
    const { recording } = await read();
    const events = recording.sessions[0]?.timeline.events()[Symbol.iterator]();
    let last = events?.next();
    const seen: unknown[] = [];
    while (last?.done === false) {
      seen.push(last.value);
      if (seen.length === 3) appendFileSync(cast, '[7,"o","later"]\n');
      last = events?.next();
    }
    expect(seen.at(-1)).toMatchObject({ atS: 7 });
    expect((await read()).recording.durationS).toBe(7);
  });

  it('has nothing in its lists that a file made up', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('block', 'note', 'cell', 'r1', 1, -1, 1e300, null),
    );
    const keys = [
      'kind',
      'session',
      'host',
      'command',
      'startedAtMs',
      'elapsedMs',
      'from',
      'to',
      'place',
      'seconds',
      'atMs',
      'text',
      'number',
      'hosts',
      'sessions',
      'pid',
      'version',
      'name',
      'file',
      '__proto__',
    ];
    const thing = fc.dictionary(fc.constantFrom(...keys), value);
    await fc.assert(
      fc.asyncProperty(fc.array(thing), thing, async (records, run) => {
        writeFileSync(
          join(made.path, 'blocks.jsonl'),
          records.map((one) => JSON.stringify(one)).join('\n'),
        );
        writeFileSync(
          join(made.path, 'run.json'),
          JSON.stringify({ version: 1, startedAtMs: 5, ...run }),
        );
        const { recording } = await read();
        for (const block of recording.blocks) {
          expect(typeof textOfBlock(recording, block, platforms)).toBe('string');
          expect(Number.isFinite(block.atS) && block.endS >= block.atS).toBe(true);
        }
        recording.close();
      }),
      { numRuns: 30 },
    );
  });

  it('never leads out of its folder', async () => {
    const secret = join(made.folder, 'secret.cast');
    cpSync(cast, secret);
    const run = JSON.parse(readFileSync(join(made.path, 'run.json'), 'utf8'));
    const files = ['../secret.cast', secret, '..', 'r1.cast/../../secret.cast', ''];
    const sessions = files.map((file, at) => ({ ...run.sessions[0], name: `x${at}`, file }));
    writeFileSync(join(made.path, 'run.json'), JSON.stringify({ ...run, sessions }));
    const { recording } = await read();
    expect(recording.sessions.map(({ name }) => name)).toEqual(['r1', 'r2']);
  });
});

async function read(): Promise<{
  readonly recording: Recording;
  readonly outputs: readonly string[];
}> {
  const recording = await openRecording(made.path, { platforms });
  const events = [...(recording.sessions[0]?.timeline.events() ?? [])];
  const outputs = events.flatMap((event) =>
    event.kind === 'output' ? [Buffer.from(event.bytes).toString('latin1')] : [],
  );
  return { recording, outputs };
}

function placed({ sessions: [session] }: Recording, atS: number): unknown {
  const [event] = session?.timeline.events(session.timeline.placeAt(atS)) ?? [];
  return event;
}

function told(recording: Recording): unknown {
  return recording.blocks.map((block) => ({
    ...{ number: block.number, command: block.command, host: block.host, outcome: block.outcome },
    at: block.atS.toFixed(3),
    text: textOfBlock(recording, block, platforms),
  }));
}
