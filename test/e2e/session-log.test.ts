import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSays } from '../helpers/file-says.ts';
import { atLab, goesTo, inPane, inStatus, titled } from '../helpers/lab-person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const DATA = '.local/share/showrun';
const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /gm;

let home: TempHome;
beforeEach(() => {
  home = makeTempHome();
});
afterEach(() => home.remove());

describe('the log of a session', () => {
  it('is what a person has read, with times, while it happens', async () => {
    settings({ logName: '%H.log' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /r1#show clock\n\S+ UTC [^\n]+\nr1#$/));
    const text = await fileSays(logOf('r1'), / UTC /);
    expect(text.replace(STAMP, '')).toMatch(
      /^── log of r1 \(127\.0\.0\.1.*\) begins ──\n── connected to r1 .*──\n(?:\n)*r1#show clock\n\S+ UTC .*\n$/,
    );
    expect(statSync(logOf('r1')).mode & 0o777).toBe(0o600);
    person.presses('ctrl-]', 'q');
    await person.exits();
    expect(plain('r1')).toMatch(/\nr1#\n── log ends ──\n$/);
  });

  it('has nothing of a pager in it', async () => {
    settings({ logName: '%H.log' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.types('terminal length 10').presses('enter').types('show ip route').presses('enter');
    await person.sees(inPane('r1', /--More--/));
    person.types(' ');
    await fileSays(logOf('r1'), /Gateway of last resort/);
    person.types('q');
    await person.sees(inPane('r1', /\nr1#$/));
    person.presses('ctrl-]', 'q');
    await person.exits();
    const text = plain('r1');
    expect(text).toMatch(/\nr1#show ip route\nCodes: /);
    expect(text).not.toMatch(/More|[\x00-\x08\x0b-\x1f]/);
  });

  it('is ended and begun again with a key, and the title says so meanwhile', async () => {
    settings({ logName: '%H.log' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.presses('ctrl-]', 'g');
    await person.sees(inStatus(/r1 is logged no longer: ~\/.*\/logs\/r1\.log/));
    await person.sees(titled('r1', /not logged · ●/));
    person.types('show clock').presses('enter');
    await person.sees(inPane('r1', /r1#show clock\n\S+ UTC [^\n]+\nr1#$/));
    person.presses('ctrl-]', 'g');
    await person.sees(inStatus(/r1 is logged to ~/));
    person.presses('ctrl-]', 'q');
    await person.exits();
    expect(plain('r1')).toMatch(/── log ends ──\n── log of r1 .* begins ──\n/);
    expect(plain('r1')).not.toMatch(/show clock| UTC /);
  });

  it('has the words of a person, secrets hidden', async () => {
    settings({ logName: '%H.log' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.presses('ctrl-]', 'N');
    await person.sees('A note for r1');
    person.types('link is back, enable secret 0 hunter2').presses('enter');
    await person.sees(inStatus(/noted in the log and the recording/));
    person.presses('ctrl-]', 'q');
    await person.exits();
    expect(plain('r1')).toContain('# note: link is back, enable secret 0 ‹secret›\n');
    expect(plain('r2')).not.toContain('# note');
    const { text, session } = noted();
    expect([text, session]).toEqual(['link is back, enable secret 0 ‹secret›', 'r1']);
  });

  it('is not written where logging is off, until somebody wants it', async () => {
    settings({ logName: '%H.log', log: 'off' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    expect(existsSync(logOf('r1'))).toBe(false);
    person.presses('ctrl-]', 'g');
    await person.sees(titled('r1', /logged · ●/));
    person.presses('ctrl-]', 'q');
    await person.exits();
    expect(readdirSync(join(home.path, DATA, 'logs'))).toEqual(['r1.log']);
  });

  it('loses at most its last second when showrun is killed', async () => {
    settings({ logName: '%H.log' });
    const person = await atLab({ home });
    await goesTo(person, 1);
    person.types('show clock').presses('enter');
    await fileSays(logOf('r1'), / UTC /);
    person.signals('SIGKILL');
    await person.exits();
    expect(plain('r1')).toMatch(/ UTC .*\n$/);
  });

  it('says once that a wrong name is not used, and uses the usual one', async () => {
    settings({ logName: '%Q.log' });
    const { stderr, code } = await lab('show clock');
    expect(stderr).toMatch(/%Q, which stands for nothing.*%H\/%Y-%m-%d\.log is used/);
    expect(code).toBe(0);
    expect(readdirSync(join(home.path, DATA, 'logs'))).toEqual(['r1']);
  });
});

describe('runs without a screen', () => {
  it('are logged, too', async () => {
    settings({ logName: '%H.log', logTimes: 'off' });
    await lab('show clock');
    await lab('show clock');
    const text = readFileSync(logOf('r1'), 'utf8');
    expect(text.match(/ begins ──/g)).toHaveLength(2);
    expect(text).toMatch(/^r1#show clock\n[*.]?\d\d:\d\d/m);
  });

  it('leave nothing behind with --no-record', async () => {
    await lab('show clock', '--no-record');
    expect(existsSync(join(home.path, DATA, 'logs'))).toBe(false);
  });

  it('go on where the disk of the logs is full, and say so once', async () => {
    const disk = join(home.path, 'disk');
    if (!mounted(disk)) return;
    try {
      writeFileSync(join(disk, 'filler'), Buffer.alloc(48 * 1024));
      settings({ logName: `${disk}/%H.log` });
      const { stdout, stderr, code } = await lab('show running-config', '-o', 'raw');
      expect(stdout).toMatch(/hostname r1/);
      expect(stderr.match(/cannot be written: the disk is full/g)).toHaveLength(1);
      expect(code).toBe(0);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('go on where the folder of the logs may not be written', async () => {
    writeFileSync(join(home.path, 'file'), '');
    settings({ logName: `${home.path}/file/%H.log` });
    const { stdout, stderr } = await lab('show clock');
    expect(stdout).toMatch(/UTC/);
    expect(stderr).toMatch(/cannot be written: a part of its path is no folder/);
  });
});

function lab(command: string, ...more: readonly string[]) {
  return runShowrun(['run', command, '-H', 'r1', '--lab', ...more], { home });
}

/** The note in the recording's list. */
function noted(): { readonly text: string; readonly session?: string } {
  const folder = join(home.path, DATA, 'recordings');
  const [run = ''] = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const lines = readFileSync(join(folder, run, 'blocks.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return JSON.parse(lines.find((line) => line.includes('"note"')) ?? '{}');
}

function settings(values: Readonly<Record<string, string>>): void {
  const folder = join(home.path, '.config/showrun');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(values));
}

function logOf(host: string): string {
  return join(home.path, DATA, 'logs', `${host}.log`);
}

function plain(host: string): string {
  return readFileSync(logOf(host), 'utf8').replace(STAMP, '');
}

/** A disk of 48 KB at a folder; false where this is not allowed. */
function mounted(folder: string): boolean {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
