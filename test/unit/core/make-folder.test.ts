import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, makeFolderNow } from '../../../src/core/make-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ['in its time', makeFolder],
  ['at once', async (path: string) => makeFolderNow(path)],
])('a folder made %s', (_how, make) => {
  it('comes with those above it, for the person alone', async () => {
    await make(join(folder, 'a/b/c'));
    for (const name of ['a', 'a/b', 'a/b/c'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
  });

  it('may be there already, also behind a link, and stays as it is', async () => {
    await mkdir(join(folder, 'own'), { mode: 0o755 });
    symlinkSync(join(folder, 'own'), join(folder, 'link'));
    await make(join(folder, 'own'));
    await make(join(folder, 'link/below'));
    expect(existsSync(join(folder, 'own/below'))).toBe(true);
  });

  it('may be made by several at once', async () => {
    for (let round = 0; round < 20; round++) {
      const names = Array.from({ length: 30 }, (_, at) => `${round}/x/y/${at % 20}`);
      await Promise.all(names.map((name) => make(join(folder, name))));
      expect(names.every((name) => existsSync(join(folder, name)))).toBe(true);
    }
  });

  it('is refused where something else is in the way', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(make(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(make(join(folder, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('is refused, and not tried for ever, where nothing can be made', async () => {
    await expect(make('/proc/showrun/below')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
