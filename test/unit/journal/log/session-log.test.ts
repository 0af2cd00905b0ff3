import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../../src/core/errors.ts';
import { readLogName } from '../../../../src/journal/log/log-name.ts';
import { Logs, type LogsOptions } from '../../../../src/journal/log/logs.ts';
import { FakeDisk } from '../../../helpers/fake-append-only.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { testHost } from '../../../helpers/test-host.ts';

const HOST = testHost({ address: '10.0.0.1', groups: ['core'] });
const OPEN = { status: 'open', mode: undefined, sinceMs: 0 } as const;
const LOST = {
  status: 'lost',
  error: new ShowrunError('hung-up', 'r1 closed the connection'),
  sinceMs: 0,
} as const;
/** What a line of a log begins with. */
const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /;

describe('the log of a session', () => {
  it('has lines with their times, between ours that say when it began and ended', async () => {
    const { logs, log, text } = aLog();
    log.lineEnded('r1#show clock');
    log.lineEnded('14:02:11 UTC');
    await logs.close();
    const lines = text().trimEnd().split('\n');
    expect(lines.every((line) => STAMP.test(line))).toBe(true);
    expect(lines.map((line) => line.replace(STAMP, ''))).toEqual([
      '── log of r1 (10.0.0.1) begins ──',
      'r1#show clock',
      '14:02:11 UTC',
      '── log ends ──',
    ]);
  });

  it('leaves the times of the device out where the person wants that', async () => {
    const { logs, log, text } = aLog({ times: 'off' });
    log.lineEnded('r1#show clock');
    await logs.close();
    expect(text()).toMatch(/begins ──\nr1#show clock\n\d{4}-/);
  });

  it('says when the device is there, gone and there again, once each', async () => {
    const { logs, log, plain } = aLog();
    log.changed({ status: OPEN, platform: 'cisco_ios' });
    log.changed({ status: OPEN, platform: 'cisco_ios' });
    const lost = '── connection lost 12:00:00: r1 closed the connection';
    log.printed(`${lost} · trying again; Enter tries now, Ctrl-C stops ──`);
    log.changed({ status: LOST, platform: 'cisco_ios' });
    log.printed('── connected again 12:00:09 after 9 s, 2 attempts ──');
    log.changed({ status: OPEN, platform: 'cisco_ios' });
    await logs.close();
    expect(plain().slice(1, -1)).toEqual([
      '── connected to r1 (10.0.0.1, cisco_ios) ──',
      '── connection lost 12:00:00: r1 closed the connection ──',
      '── connected again 12:00:09 after 9 s, 2 attempts ──',
    ]);
  });

  it('begins a new file at midnight, and says in both where it goes on', async () => {
    const { logs, log, clock, disk } = aLog();
    const first = log.path ?? '';
    const midnightMs = new Date(clock.wallMs()).setHours(24, 0, 0, 0);
    clock.advance(midnightMs - clock.wallMs() - 1);
    log.lineEnded('the last one of the day');
    clock.advance(1);
    log.received();
    log.lineEnded('the first one');
    const second = log.path ?? '';
    await logs.close();
    expect(second).not.toBe(first);
    expect(disk.textOf(first)).toMatch(
      /23:59:59\.999 the last one of the day\n.* 00:00:00\.000 ── goes on in \S+ ──\n$/,
    );
    expect(disk.textOf(second)).toMatch(
      /^\S+ 00:00:00\.000 ── log of r1 \(10\.0\.0\.1\) goes on from \S+ ──\n\S+ 00:00:00\.000 the first one\n/,
    );
  });

  it('goes back to the older file where the clock is set back', async () => {
    const { logs, log, clock, disk } = aLog();
    const first = log.path ?? '';
    clock.sleeps(86_400_000);
    log.received();
    log.lineEnded('tomorrow');
    clock.sleeps(-86_400_000);
    log.received();
    log.lineEnded('today');
    await logs.close();
    expect(log.lines).toBeGreaterThan(2);
    expect(disk.textOf(first)).toMatch(/goes on in .*goes on from .*\n\S+ \S+ today\n/s);
  });

  it('stays in one file where its name has only a time of day', async () => {
    const { logs, log, clock, disk } = aLog({}, '%H-%h%M%s.log');
    clock.sleeps(3 * 86_400_000);
    log.lineEnded('days later');
    await logs.close();
    expect([...disk.texts]).toHaveLength(1);
  });

  it('goes on under the platform once that is known, where its name has it', async () => {
    const { logs, log, disk } = aLog({}, '%P/%H.log');
    log.changed({ status: OPEN, platform: 'cisco_ios' });
    log.lineEnded('r1>');
    await logs.close();
    expect([...disk.texts.keys()]).toEqual(['/logs/auto/r1.log', '/logs/cisco_ios/r1.log']);
    expect(disk.textOf('/logs/cisco_ios/r1.log')).toMatch(/goes on from .*\n.*r1>\n/);
  });

  it('is ended and begun again by the person', async () => {
    let changes = 0;
    const { logs, log, plain } = aLog({}, '%H.log');
    logs.onChanged.on(() => {
      changes += 1;
    });
    log.stop();
    log.lineEnded('not for the log');
    expect(log.isOn).toBe(false);
    log.start();
    log.lineEnded('for the log');
    await logs.close();
    expect(plain()).toEqual([
      '── log of r1 (10.0.0.1) begins ──',
      '── log ends ──',
      '── log of r1 (10.0.0.1) begins ──',
      'for the log',
      '── log ends ──',
    ]);
    expect(changes).toBe(3);
  });

  it('writes nothing until it is begun where logging is off', async () => {
    const { logs, log, disk } = aLog({ begins: 'off' });
    log.lineEnded('nobody wants it');
    log.printed('── connection lost ──');
    expect(log.note('nor that')).toBe('off');
    await logs.close();
    expect([...disk.texts]).toEqual([]);
  });

  it('has the words of a person, secrets hidden, each line marked', async () => {
    const { logs, plain } = aLog();
    expect(logs.note('r2 is back\nenable secret 0 hunter2')).toBe(1);
    expect(logs.note('to nobody', 'r9')).toBe(0);
    await logs.close();
    expect(plain().slice(1, 3)).toEqual(['# note: r2 is back', '#       enable secret 0 ‹secret›']);
  });

  it('does not show a secret that the device shows after all', async () => {
    const { logs, log, plain } = aLog();
    log.typed(Buffer.from('hunte'), 'secret');
    log.typed(Buffer.from('x\x7fr2\r'), 'secret');
    log.lineEnded('Password: hunter2');
    log.lineEnded('hunter2 is an ordinary word now');
    log.typed(Buffer.from('show clock\r'), 'text');
    log.lineEnded('r1#show clock');
    await logs.close();
    expect(plain().slice(1, 4)).toEqual([
      'Password: *******',
      'hunter2 is an ordinary word now',
      'r1#show clock',
    ]);
  });

  it('has no traces of pagers', async () => {
    const { logs, log, plain } = aLog();
    for (const line of [' --More-- ', '<--- More --->', '---- More ----', 'More or less']) {
      log.lineEnded(line);
    }
    await logs.close();
    expect(plain().slice(1, -1)).toEqual(['More or less']);
  });

  it('says whose lines they are where a second session shares the file', async () => {
    const { logs, log, plain } = aLog({}, '%H.log');
    const second = logs.tapFor({ name: 'r1.2', host: HOST });
    log.lineEnded('of the first');
    second.lineEnded('of the second');
    await logs.close();
    expect(plain()).toContain('of the first');
    expect(plain()).toContain('[r1.2] of the second');
  });

  it('has times that do not go back, though a prompt was there before a note', async () => {
    const { logs, log, clock, text } = aLog();
    log.received();
    log.lineEnded('hello');
    clock.advance(60_000);
    log.printed('── something ──');
    log.lineEnded('r1#');
    await logs.close();
    const times = text().match(/^\S+ \S+/gm) ?? [];
    expect(times).toEqual(times.toSorted());
  });

  it('needs no such mark where each session has a file', async () => {
    const { logs, disk } = aLog({}, '%S.log');
    logs.tapFor({ name: 'r1.2', host: HOST }).lineEnded('mine');
    await logs.close();
    expect(disk.textOf('/logs/r1.2.log')).toMatch(/\d mine\n/);
  });
});

describe('the logs of a run', () => {
  it('know a session until it is closed', async () => {
    const { logs, log } = aLog();
    expect(logs.of('r1')).toBe(log);
    log.closed();
    expect(logs.of('r1')).toBeUndefined();
    await logs.close();
  });

  it('are as their hosts want them, and as the person says last', async () => {
    const nameOf = (pattern: string) => readLogName(pattern, { folder: '/logs', home: '/h' });
    const { logs } = aLog({ nameOf });
    const opened = (name: string, log: string) =>
      logs.tapFor({ name, host: { ...HOST, name, log } });
    expect(opened('a', 'off')).toMatchObject({ isOn: false, isUsual: true });
    expect(opened('b', 'sites/%H.txt')).toMatchObject({ path: '/logs/sites/b.txt' });
    logs.switch(['c'], 'on');
    expect(opened('c', 'off')).toMatchObject({ isOn: true, isUsual: false });
    logs.switchAll('off');
    expect(logs.sessions.filter((name) => logs.of(name)?.isOn)).toEqual([]);
    expect(opened('d', 'on')).toMatchObject({ isOn: false, isUsual: false });
    await logs.close();
  });

  it('are off, whatever hosts want, in a run that is to leave nothing', async () => {
    const { logs, log } = aLog({ begins: 'never' });
    const host = { ...HOST, name: 'r2', log: 'on' };
    expect(logs.tapFor({ name: 'r2', host })).toMatchObject({ isOn: false, isUsual: true });
    log.start();
    expect(log.isOn).toBe(true);
    await logs.close();
  });

  it('complain once for all of them, and say when it is over', async () => {
    const problems: string[] = [];
    const { logs, clock, disk } = aLog({ onProblem: (line) => void problems.push(line) });
    logs.tapFor({ name: 'r2', host: { ...HOST, name: 'r2' } });
    disk.room = 0;
    await clock.pass(10_000);
    expect(problems).toEqual([
      expect.stringMatching(
        /^the log \/logs\/r1\/.* cannot be written: the disk is full; the session/,
      ),
    ]);
    disk.room = Number.POSITIVE_INFINITY;
    await clock.pass(60_000);
    expect(problems).toHaveLength(2);
    expect(problems[1]).toMatch(/^logs are written again/);
    await logs.close();
  });
});

function aLog(more: Partial<LogsOptions> = {}, pattern = '%H/%Y-%m-%d.log') {
  const disk = new FakeDisk();
  const clock = new FakeClock();
  const logs = new Logs({
    name: readLogName(pattern, { folder: '/logs', home: '/home/ann' }),
    run: '2026-01-02T1203-04-lab',
    ...{ clock, begins: 'on', times: 'on', open: disk.open, onProblem: () => undefined },
    ...more,
  });
  const log = logs.tapFor({ name: 'r1', host: HOST });
  const text = (): string => [...disk.texts.values()].join('');
  const plain = (): string[] =>
    text()
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(STAMP, ''));
  return { logs, log, disk, clock, text, plain };
}
