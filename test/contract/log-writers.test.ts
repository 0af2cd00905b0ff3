import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { oneAtATime } from '../../src/core/one-at-a-time.ts';
import { packageFolder } from '../../src/core/package-folder.ts';
import { openAppendOnly } from '../../src/journal/log/append-only.ts';
import { LogFile } from '../../src/journal/log/log-file.ts';
import { fileSays } from '../helpers/file-says.ts';

// Log files on the real file system.

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('several runs that write to one log', () => {
  it('tear no line and lose none', async () => {
    const path = join(folder, 'shared.log');
    const writers = ['a', 'b', 'c'];
    await Promise.all(writers.map((name) => writer(name, path)));
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3 * LINES);
    for (const name of writers) {
      const own = lines.filter((line) => line.startsWith(`${name} `));
      expect(own).toEqual(Array.from({ length: LINES }, (_, at) => lineOf(name, at)));
    }
  }, 30_000);

  it('go on in a new file where the log is moved away under them', async () => {
    const path = join(folder, 'r1.log');
    const file = logFile(path);
    file.append('before');
    await fileSays(path, /before/);
    renameSync(path, `${path}.1`);
    file.append('after');
    await file.close();
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('before\n');
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });
});

const LINES = 20_000;

function lineOf(name: string, at: number): string {
  return `${name} ${at} ${name.repeat(at % 150)}`;
}

/** Another process that writes its lines through a log file of its own. */
async function writer(name: string, path: string): Promise<void> {
  const source = (file: string): string => JSON.stringify(join(packageFolder(), 'src', file));
  const script = `
    const { LogFile } = await import(${source('journal/log/log-file.ts')});
    const { openAppendOnly } = await import(${source('journal/log/append-only.ts')});
    const { systemClock } = await import(${source('core/clock.ts')});
    const file = new LogFile({
      path: ${JSON.stringify(path)}, clock: systemClock, open: openAppendOnly,
      syncing: (task) => task(), gapLine: () => 'gap',
      onTrouble: (code) => { throw new Error(code); }, onWell: () => undefined,
    });
    for (let at = 0; at < ${LINES}; at++) {
      file.append(\`${name} \${at} \${${JSON.stringify(name)}.repeat(at % 150)}\`);
      if (at % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await file.close();`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
}

function logFile(path: string): LogFile {
  return new LogFile({
    ...{ path, clock: systemClock, open: openAppendOnly, syncing: oneAtATime() },
    gapLine: (lines) => `… ${lines} …`,
    onTrouble: (code) => {
      throw new Error(code);
    },
    onWell: () => undefined,
  });
}
