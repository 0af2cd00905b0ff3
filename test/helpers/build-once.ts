import { execFileSync } from 'node:child_process';

/** Builds `dist/` before the first test: the kernel, the parse worker and end-to-end tests run from it. */
export function setup(): void {
  // Vitest calls this once for each of its projects.
  if (process.env['SHOWRUN_TESTS_BUILT'] === String(process.pid)) return;
  execFileSync(process.execPath, ['.esbuild.mjs'], { stdio: 'inherit' });
  process.env['SHOWRUN_TESTS_BUILT'] = String(process.pid);
}
