import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFolder } from '../../src/core/package-folder.ts';

// The script of exported pages runs in browsers: it is compiled with their types, apart from the program, whose globals they must not become.
it('the script of exported pages holds its types', { timeout: 60_000 }, () => {
  const root = packageFolder();
  const project = join(root, 'src/export/html/player/page');
  expect(existsSync(join(project, 'main.ts'))).toBe(true);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  let said = '';
  try {
    execFileSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  } catch (thrown) {
    said = (thrown as { stdout: string }).stdout;
  }
  expect(said).toBe('');
});
