import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { MAX_HOSTS } from '../../../src/inventory/hosts-file.ts';
import { hostKeyOf, openRememberedHosts } from '../../../src/inventory/remembered-hosts.ts';
import { testHost } from '../../helpers/test-host.ts';

const r1 = testHost({ address: '10.0.0.1' });
const r2 = testHost({ address: '10.0.0.2' });
const ios = { platform: 'cisco_ios', fingerprint: 'SHA256:abc' };

let folder = '';
let file = '';
let problems: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-hosts-'));
  file = join(folder, 'state', 'hosts.json');
  problems = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(clock = systemClock) {
  return openRememberedHosts({ file, clock, onProblem: (line) => problems.push(line) });
}

describe('what is remembered of hosts', () => {
  it('is nothing at first', () => {
    expect(opened().of(r1)).toBeUndefined();
    expect(opened().list()).toEqual([]);
  });

  it('is known at once and to the next run', async () => {
    const first = opened();
    first.remember(r1, ios);
    expect(first.of(r1)).toMatchObject(ios);
    await first.close();
    expect(opened().of(r1)).toMatchObject(ios);
    expect(opened().of(r2)).toBeUndefined();
  });

  it('lies in a file for the person alone, in a folder for the person alone', async () => {
    const hosts = opened();
    hosts.remember(r1, ios);
    await hosts.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'state'))).toEqual(['hosts.json']);
  });

  it('gains facts without losing others, and loses those given as undefined', async () => {
    const hosts = opened();
    hosts.remember(r1, { legacy: true });
    hosts.remember(r1, ios);
    expect(hosts.of(r1)).toMatchObject({ ...ios, legacy: true });
    hosts.remember(r1, { platform: undefined });
    hosts.remember(r2, ios);
    hosts.remember(r2, { platform: undefined, fingerprint: undefined });
    expect(hosts.of(r2)).toBeUndefined();
    await hosts.close();
    expect(opened().of(r1)).toEqual({
      fingerprint: 'SHA256:abc',
      legacy: true,
      atMs: expect.any(Number),
    });
  });

  it('is forgotten by host and by key', async () => {
    const hosts = opened();
    for (const host of [r1, r2]) hosts.remember(host, ios);
    hosts.forget(r1);
    hosts.forget(hostKeyOf(r2));
    expect(hosts.list()).toEqual([]);
    await hosts.close();
    expect(opened().list()).toEqual([]);
  });

  it('is listed with the latest first', () => {
    let nowMs = 0;
    const hosts = opened({ ...systemClock, wallMs: () => ++nowMs });
    hosts.remember(r1, ios);
    hosts.remember(r2, ios);
    expect(hosts.list().map(([key]) => key)).toEqual(['10.0.0.2:22', '10.0.0.1:22']);
  });

  it('tells one device behind a bastion from another at the same address', () => {
    const bastion = testHost({ address: 'Bastion', port: 2222 });
    const inner = testHost({ address: '2001:DB8::1', via: [bastion, r2] });
    expect(hostKeyOf(inner)).toBe('[2001:db8::1]:22 via bastion:2222, 10.0.0.2:22');
    const hosts = opened();
    hosts.remember(inner, ios);
    expect(hosts.of({ ...inner, via: [] })).toBeUndefined();
  });

  it('keeps what several runs learn at the same time', async () => {
    const runs = Array.from({ length: 8 }, () => opened());
    for (const [at, run] of runs.entries()) {
      for (const part of [1, 2, 3]) {
        run.remember(testHost({ address: `10.${at}.0.${part}` }), ios);
      }
    }
    await Promise.all(runs.map((run) => run.close()));
    expect(opened().list()).toHaveLength(24);
  });

  it('does not bring back what another run has forgotten', async () => {
    const first = opened();
    first.remember(r1, ios);
    await first.close();
    const second = opened();
    second.forget(r1);
    await second.close();
    first.remember(r2, ios);
    await first.close();
    expect(opened().of(r1)).toBeUndefined();
  });

  it('goes on past the lock of a run that was killed', async () => {
    const hosts = opened();
    mkdirSync(join(folder, 'state'));
    writeFileSync(`${file}.lock`, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, longAgo, longAgo);
    hosts.remember(r1, ios);
    await hosts.close();
    expect(opened().of(r1)).toMatchObject(ios);
  });

  it('sets a damaged file aside, says so in one line, and starts anew', async () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(file, '{"version":1,"hosts":{"10.0.0.1:22"');
    const hosts = opened();
    expect(hosts.problems).toEqual([
      expect.stringMatching(/hosts\.json is damaged; it was set aside as/),
    ]);
    hosts.remember(r1, ios);
    await hosts.close();
    expect(opened().problems).toEqual([]);
    expect(readdirSync(join(folder, 'state'))).toContainEqual(
      expect.stringMatching(/^hosts\.json\.corrupt-/),
    );
  });

  it('leaves out entries it does not understand and keeps facts it does not know', async () => {
    mkdirSync(join(folder, 'state'));
    const hosts = {
      '10.0.0.1:22': { ...ios, atMs: 1, later: 'fact' },
      '10.0.0.2:22': { platform: '../../etc', atMs: 1 },
      '10.0.0.3:22': 7,
    };
    writeFileSync(file, JSON.stringify({ version: 2, hosts }));
    const known = opened();
    expect(known.problems).toEqual([]);
    expect(known.list().map(([key]) => key)).toEqual(['10.0.0.1:22']);
    known.remember(r1, { legacy: true });
    await known.close();
    expect(readFileSync(file, 'utf8')).toContain('"later": "fact"');
  });

  it('has a limit, and drops what was not met for longest', async () => {
    mkdirSync(join(folder, 'state'));
    const many = Array.from({ length: MAX_HOSTS }, (_, at) => [`h${at}:22`, { atMs: at }]);
    writeFileSync(file, JSON.stringify({ version: 1, hosts: Object.fromEntries(many) }));
    const hosts = opened();
    hosts.remember(r1, ios);
    await hosts.close();
    const keys = opened()
      .list()
      .map(([key]) => key);
    expect(keys).toHaveLength(MAX_HOSTS);
    expect(keys[0]).toBe('10.0.0.1:22');
    expect(keys).not.toContain('h0:22');
  });

  it('lasts for the run where it cannot be written, which is said once', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be');
    chmodSync(join(folder, 'state'), 0o400);
    const hosts = opened();
    hosts.remember(r1, ios);
    await hosts.close();
    hosts.remember(r2, ios);
    await hosts.close();
    expect(hosts.list()).toHaveLength(2);
    expect(problems).toEqual([
      expect.stringMatching(/^what is learned of hosts is kept for this run only: cannot write/),
    ]);
  });
});
