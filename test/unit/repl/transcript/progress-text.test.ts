import { describe, expect, it } from 'vitest';
import { progressText, withProgress } from '../../../../src/repl/transcript/progress-text.ts';

describe('how far hosts are', () => {
  it('is said of each while they are few', () => {
    const first = withProgress([], { host: 'r1', sent: 1, total: 40 });
    expect(progressText(first)).toBe('r1 1/40 lines');
    const both = withProgress(first, { host: 'r2', sent: 3, total: 3 });
    const moved = withProgress(both, { host: 'r1', sent: 2, total: 40 });
    expect(progressText(moved)).toBe('1 host done, r1 2/40 lines');
  });

  it('is said of three while they are many', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({
      host: `r${at}`,
      sent: at < 2 ? 5 : at,
      total: at < 2 ? 5 : 10,
    }));
    expect(progressText(many)).toBe(
      '2 hosts done, r2 2/10, r3 3/10, r4 4/10 lines, 4 more hosts at it',
    );
  });

  it('is nothing before anything has been taken', () => {
    expect(progressText([])).toBe('');
  });
});
