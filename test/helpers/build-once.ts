import { execFileSync } from 'node:child_process';

/** Builds `dist/` before the first test: the kernel, the parse worker and end-to-end tests run from it. */
export function setup(): void {
  execFileSync(process.execPath, ['.esbuild.mjs'], { stdio: 'inherit' });
}
