import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecording } from '../../../../src/journal/read/find-recording.ts';

const NAMES = [
  '2026-11-19T0801-00-core',
  '2026-11-20T0900-00-lab',
  '2026-11-20T1000-00-lab-2',
  '2026-11-21T1402-11-core',
];

describe('finding a recording', () => {
  let home = '';
  let folder = '';

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'showrun-find-'));
    folder = join(home, 'recordings');
    for (const name of [...NAMES, '.new']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'a file'), '');
    writeFileSync(join(home, 'session.log'), 'r1#');
    mkdirSync(join(home, 'lab'));
    mkdirSync(join(home, 'copy'));
    writeFileSync(join(home, 'copy', 'r1.cast'), '');
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const find = (wanted: string): string => findRecording(wanted, { folder, workingFolder: home });

  it.each([
    ['last', NAMES[3]],
    ['last:1', NAMES[3]],
    ['last:4', NAMES[0]],
    ['2026-11-19T0801-00-core', NAMES[0]],
    ['lab', NAMES[1]],
    ['LAB-2', NAMES[2]],
    ['1402', NAMES[3]],
  ])('%s is %s', (wanted, name) => {
    expect(find(wanted)).toBe(join(folder, name ?? ''));
  });

  it('takes files, and folders with casts, of the working folder', () => {
    expect(find('session.log')).toBe(join(home, 'session.log'));
    expect(find('./session.log')).toBe(join(home, 'session.log'));
    expect(find('copy')).toBe(join(home, 'copy'));
    expect(find('./lab')).toBe(join(home, 'lab'));
  });

  it('lists the candidates of a name that several have', () => {
    const both = /'core' names 2 recordings: 2026-11-21T1402-11-core, 2026-11-19T0801-00-core/;
    expect(() => find('core')).toThrow(both);
  });

  it('says what is near where nothing fits', () => {
    expect(advice(() => find('cora'))).toBe("did you mean 'core'?");
    expect(() => find('nothing')).toThrow("there is no recording 'nothing'");
    expect(() => find('last:9')).toThrow(/there are only 4 recordings/);
    expect(() => find('../gone.cast')).toThrow(/it is not there/);
    expect(() => find('')).toThrow(/there is no recording/);
  });

  it('leaves out the run that asks, and knows an empty house', () => {
    const [, , before, own = ''] = NAMES;
    expect(findRecording('last', { folder, except: own })).toBe(join(folder, before ?? ''));
    expect(() => findRecording('last', { folder: join(home, 'none') })).toThrow(
      /no recordings yet/,
    );
  });
});

function advice(act: () => unknown): unknown {
  try {
    return act();
  } catch (thrown) {
    return thrown instanceof Error && 'advice' in thrown ? thrown.advice : thrown;
  }
}
