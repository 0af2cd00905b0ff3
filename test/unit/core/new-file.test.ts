import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNewFile } from '../../../src/core/new-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-new-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a new file', () => {
  it('is whole, for its owner alone, and the only one', async () => {
    await writeNewFile(join(folder, 'a'), 'text');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('text');
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('is never written over one that is there, nor through a link', async () => {
    writeFileSync(join(folder, 'a'), 'old');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    await expect(writeNewFile(join(folder, 'a'), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeNewFile(join(folder, 'link'), 'new')).rejects.toMatchObject({
      code: 'EEXIST',
    });
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['a', 'link']);
  });

  it('that cannot be written leaves nothing', async () => {
    await expect(writeNewFile(join(folder, 'no', 'a'), 'x')).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
