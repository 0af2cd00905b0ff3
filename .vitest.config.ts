import { defineConfig } from 'vitest/config';
import { SkippedPeersReporter } from './test/helpers/skipped-peers-reporter.ts';

// Four kinds of test, one folder each (test/README.md). The quick ones run first, side by side; the ones with a real
// program on a real terminal, or a real peer, have the machine to themselves after that.
// On a shared machine a real program may be starved for seconds. A second failure is a failure; locally the first one is.
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    reporters: ['default', new SkippedPeersReporter()],
    // End-to-end tests run the built program.
    globalSetup: ['test/helpers/build-once.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'peers',
          include: ['test/peers/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
