import { defineConfig } from 'vitest/config';
import { SkippedPeersReporter } from './test/helpers/skipped-peers-reporter.ts';

// Four kinds of test, one folder each (test/README.md). The built program is what end-to-end tests
// run, so it is built once before any of them.
const shared = { globalSetup: ['test/helpers/build-once.ts'] };

export default defineConfig({
  test: {
    reporters: ['default', new SkippedPeersReporter()],
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      { test: { ...shared, name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'peers',
          include: ['test/peers/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
