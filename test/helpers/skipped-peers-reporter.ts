import type { Reporter, TestModule, TestSuite } from 'vitest/node';
import { SKIPPED } from './peers.ts';

/** Says at the end of a run which peers were missing, so that nobody takes a short run for a whole one. */
export class SkippedPeersReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules
      .flatMap((module) => [...module.children.allSuites()])
      .filter((suite) => suite.name.includes(SKIPPED));
    if (skipped.length === 0) return;
    const lines = skipped.map((suite) => `  ${fileOf(suite)}: ${suite.name}`);
    process.stdout.write(
      `\n Not tested here, for something is missing:\n${lines.join('\n')}\n .ci/run installs all of it on Debian.\n\n`,
    );
  }
}

function fileOf(suite: TestSuite): string {
  return suite.module.relativeModuleId;
}
