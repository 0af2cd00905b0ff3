import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Misses } from '../../../src/parse/misses.ts';

let userFolder: string;
beforeEach(() => {
  userFolder = mkdtempSync(join(tmpdir(), 'showrun-misses-'));
});
afterEach(() => rmSync(userFolder, { recursive: true }));

const asked = { platform: 'cisco_xe', command: 'show nothing' };
const missesIn = (folder: string | undefined) =>
  new Misses({ lineageOf: (name) => [name, 'cisco_ios'], userFolder: folder });

it('knows a command again that had no template, on its own platform only', () => {
  const misses = missesIn(userFolder);
  expect(misses.has(asked)).toBe(false);
  misses.note(asked);
  expect(misses.has(asked)).toBe(true);
  expect(misses.has({ ...asked, platform: 'linux' })).toBe(false);
  expect(misses.has({ ...asked, command: 'show nothing else' })).toBe(false);
});

it('forgets them once the person has templates for the platform, or for one it descends from', () => {
  const misses = missesIn(userFolder);
  misses.note(asked);
  mkdirSync(join(userFolder, 'cisco_ios'));
  expect(misses.has(asked)).toBe(false);
});

it('remembers nothing while the person has templates for the platform', () => {
  mkdirSync(join(userFolder, 'cisco_xe'));
  const misses = missesIn(userFolder);
  misses.note(asked);
  expect(misses.has(asked)).toBe(false);
  rmSync(join(userFolder, 'cisco_xe'), { recursive: true });
  expect(misses.has(asked)).toBe(false);
});

it('stays small', () => {
  const misses = missesIn(undefined);
  misses.note(asked);
  for (let at = 0; at < 1_000; at++) misses.note({ ...asked, command: `show ${at}` });
  expect(misses.has(asked)).toBe(false);
  expect(misses.has({ ...asked, command: 'show 999' })).toBe(true);
});
