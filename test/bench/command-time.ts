import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { missingCommand } from '../helpers/peers.ts';

/** Milliseconds a whole command takes, so many times; none where the machine lacks it. */
export function timeOf(command: string, args: readonly string[], times: number): number[] {
  if (missingCommand(command) !== undefined) return [];
  return Array.from({ length: times }, () => {
    const startedAtMs = performance.now();
    spawnSync(command, args, { stdio: 'ignore' });
    return performance.now() - startedAtMs;
  });
}
