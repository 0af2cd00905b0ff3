import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { outputOf, testJournal } from '../../../helpers/cast-of.ts';
import { RecordedSession } from '../../../helpers/recorded-session.ts';
import { testHost } from '../../../helpers/test-host.ts';

const open: RecordedSession[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) {
    await one.close();
    one.remove();
  }
});

async function recorded(
  options: ConstructorParameters<typeof RecordedSession>[0] = {},
): Promise<RecordedSession> {
  const one = new RecordedSession(options);
  open.push(one);
  return await one.open();
}

describe('the journal of a run', () => {
  it('is a folder for its owner alone, named by the time and what the run is for', async () => {
    const one = await recorded();
    await one.close();
    expect(readdirSync(one.folder)).toEqual([expect.stringMatching(/^2026-01-02T\d{4}-04-test$/)]);
    expect(statSync(one.run).mode & 0o777).toBe(0o700);
    expect(readdirSync(one.run).sort()).toEqual(['r1.cast', 'run.json']);
    for (const name of readdirSync(one.run)) {
      expect(statSync(join(one.run, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('says what ran and which sessions there were', async () => {
    const one = await recorded();
    await until(() => existsSync(join(one.run, 'run.json')));
    expect(one.runRecord).not.toHaveProperty('endedAtMs');
    await one.types('show clock\r');
    await one.close();
    expect(one.runRecord).toMatchObject({
      version: 1,
      showrun: '1.2.3',
      kind: 'run',
      name: 'test',
      pid: process.pid,
      commands: 1,
      endedAtMs: expect.any(Number),
      sessions: [
        { name: 'r1', host: 'r1', groups: ['core'], platform: 'fake_ios', file: 'r1.cast' },
      ],
    });
  });

  it('is in the files within a second, while the session goes on', async () => {
    const one = await recorded();
    await one.types('show clock\r');
    await one.clock.pass(1_000);
    await until(() => existsSync(join(one.run, 'blocks.jsonl')));
    await until(
      () => one.castText.includes('"m","show clock"') && one.everything.includes('"kind"'),
    );
    expect(one.castText).toContain('"m","show clock"');
    expect(one.blocks).toHaveLength(1);
  });

  it('begins with the header that players want, and has a marker for each command', async () => {
    const one = await recorded();
    await one.types('show clock\r');
    one.session.resize({ cols: 100, rows: 30 });
    await one.close();
    const [header = ''] = one.castText.split('\n');
    expect(JSON.parse(header)).toMatchObject({
      version: 2,
      width: 80,
      height: 24,
      title: 'r1',
      env: { TERM: 'xterm-256color' },
      showrun: { session: 'r1', host: 'r1', platform: 'fake_ios' },
    });
    const others = one.cast.filter(({ code }) => code !== 'o');
    expect(others.map(({ code, data }) => [code, data])).toEqual([
      ['m', 'show clock'],
      ['r', '100x30'],
    ]);
  });

  it('says of each command where its answer lies', async () => {
    const one = await recorded();
    one.device.replies = { 'show a': 'é €\r\n', 'show b': '\x1b[31mb\x1b[0m\r\n' };
    await one.types('show a\rshow b\r');
    await one.types('show c\r');
    await one.close();
    expect(one.blocks.map((block) => one.textOf(block))).toEqual([
      'show a\r\né €\r\nr1#',
      'show b\r\n\x1b[31mb\x1b[0m\r\nr1#',
      'show c\r\nr1#',
    ]);
    for (const { place, from } of one.blocks) {
      const events = Buffer.from(one.castText).subarray(place.line).toString().split('\n');
      const before = Buffer.from(one.castText).subarray(0, place.line).toString().split('\n');
      expect(JSON.parse(events[0] ?? '')).toHaveLength(3);
      expect(before.at(-1)).toBe('');
      expect(place.bytes).toBeLessThanOrEqual(from);
    }
  });

  it('goes on in the same cast when the connection is another one', async () => {
    const one = await recorded();
    await one.types('reload in 1\r');
    one.transport.end({ kind: 'ended', exitCode: undefined });
    await one.open();
    await one.types('show clock\r');
    await one.close();
    const codes = one.cast.map(({ code, data }) => (code === 'n' ? 'n' : `${code} ${data}`));
    expect(codes).toEqual(expect.arrayContaining(['n', 'm reload in 1', 'm show clock']));
    expect(outputOf(one.cast).equals(Buffer.concat(one.said))).toBe(true);
    expect(one.blocks.map((block) => one.textOf(block))).toEqual([
      'reload in 1\r\nr1#',
      'show clock\r\nr1#',
    ]);
  });

  it('keeps its times, whatever is done to the clock', async () => {
    const one = await recorded();
    for (const [at, stepMs] of [86_400_000, -3 * 86_400_000, 60_000].entries()) {
      one.clock.sleeps(stepMs);
      await one.types(`show ${at}\r`);
    }
    await one.close();
    const times = one.cast.map(({ atS }) => atS);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(5);
    const starts = one.blocks.map(({ startedAtMs }) => startedAtMs);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('writes what a device in another character set means', async () => {
    const one = new RecordedSession({
      session: { host: testHost({ platform: 'fake_ios', encoding: 'latin-1' }) },
    });
    open.push(one);
    await one.open();
    one.device.encode = (text) => Buffer.from(text, 'latin1');
    one.device.replies = { 'show a': 'Grüße\r\n', 'show b': 'ok\r\n' };
    await one.types('show a\r');
    await one.types('show b\r');
    await one.close();
    expect(outputOf(one.cast).toString()).toContain('Grüße');
    expect(one.blocks.map((block) => one.textOf(block))).toEqual([
      'show a\r\nGrüße\r\nr1#',
      'show b\r\nok\r\nr1#',
    ]);
  });

  it('has the prompt behind a flood at the time at which it came', async () => {
    const one = await recorded();
    one.device.replies = { 'show tech': `${'x'.repeat(78)}\r\n`.repeat(100) };
    await one.types('show tech\r');
    await one.close();
    const [prompt, before] = one.cast.toReversed();
    expect(prompt?.data).toBe('r1#');
    expect(prompt?.atS).toBe(before?.atS);
  });

  it('hides the secrets of commands in markers and lists', async () => {
    const one = await recorded();
    await one.types('enable secret hunter2\r');
    await one.close();
    expect(one.blocks[0]?.command).toBe('enable secret ‹secret›');
    expect(one.cast.find(({ code }) => code === 'm')?.data).toBe('enable secret ‹secret›');
  });

  it('has notes and cells, also those before the first session', async () => {
    const journal = (folder: string) => {
      const early = testJournal(folder);
      early.note('before hunter2');
      const times = { startedAtMs: 1, endedAtMs: 2 };
      early.cell({ number: 1, source: '1', text: '1', status: 'value', hosts: [], ...times });
      return early;
    };
    const one = await recorded({ openJournal: journal });
    one.journal.note('here', 'r1');
    await one.close();
    expect(one.records.map(({ kind }) => kind)).toEqual(['note', 'cell', 'note']);
    expect(one.records[0]).toMatchObject({ text: 'before ‹secret›' });
    expect(one.records[2]).toMatchObject({ session: 'r1', text: 'here' });
  });

  it('leaves nothing behind where no session was opened', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'showrun-journal-'));
    const journal = testJournal(folder);
    journal.note('nobody was asked');
    await journal.close();
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('has a name of its own for each session, and a harmless file', async () => {
    const one = await recorded();
    const names = ['r1', '../../x', 'a/b', 'A/B', '🦊', 'x'.repeat(300), 'CON'];
    for (const name of names) {
      const size = { cols: 80, rows: 24 };
      const host = testHost({ name });
      one.journal.tapFor({ name, host, size, holdBack: () => () => undefined });
    }
    await one.close();
    const { sessions } = one.runRecord;
    expect(new Set(sessions.map(({ name }) => name)).size).toBe(names.length + 1);
    expect(sessions.map(({ file }) => file)).toEqual([
      ...['r1.cast', 'r1.2.cast', 'x.cast', 'a-b.cast', 'A-B-2.cast', 'unnamed.cast'],
      ...[`${'x'.repeat(60)}.cast`, 'CON_.cast'],
    ]);
    expect(readdirSync(one.run).sort()).toEqual(
      [...sessions.map(({ file }) => file), 'run.json'].sort(),
    );
  });

  it('gives two runs that begin in one second a folder each', async () => {
    const one = await recorded();
    const other = new RecordedSession({ journal: { folder: one.folder } });
    await other.open();
    await other.close();
    await one.close();
    expect(readdirSync(one.folder).map((name) => name.slice(16))).toEqual(['04-test', '04-test-2']);
    other.remove();
  });

  it('records no keys unless they are wanted', async () => {
    const one = await recorded();
    await one.types('show clock\r');
    await one.close();
    expect(one.cast.some(({ code }) => code === 'i')).toBe(false);
  });
});

/** Files tell nobody when they have grown; the event loop goes round until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
