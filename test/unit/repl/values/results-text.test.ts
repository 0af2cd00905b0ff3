import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import type { Table } from '../../../../src/core/table/table.ts';
import { failureLine, resultsText, tableText } from '../../../../src/repl/values/results-text.ts';

function table(columns: string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

function result(host: string, content: Table | string): Result {
  const isText = typeof content === 'string';
  return {
    host,
    platform: 'p',
    command: 'c',
    text: isText ? content : 'raw',
    outcome: 'ok',
    mode: 'exec',
    startedAtMs: 0,
    elapsedMs: 0,
    table: isText ? undefined : content,
  };
}

describe('a table as text', () => {
  it('is aligned by what a terminal shows, lists joined, nothing left blank', () => {
    const shown = tableText(
      table(['name', 'n'], ['日本', 1], ['x', ['a', 'b']], [null, 'two\nlines']),
    );
    expect(shown.split('\n')).toEqual(['name  n', '日本  1', 'x     a, b', '      two lines']);
  });

  it('is cut when it is long or wide', () => {
    const rows = Array.from({ length: 250 }, (_, i) => [i, 'x'.repeat(100)]);
    const lines = tableText(table(['i', 'x'], ...rows)).split('\n');
    expect(lines).toHaveLength(202);
    expect(lines.at(-1)).toBe('… 50 more rows');
    expect(lines[1]).toHaveLength(65);
  });
});

describe('results as text', () => {
  it('are one table, then what has none, then the failures', () => {
    const shown = resultsText([
      { status: 'done', result: result('r1', table(['a'], ['1'])) },
      { status: 'failed', host: 'r2', error: { code: 'x', message: 'r2 is gone', advice: 'wait' } },
      { status: 'done', result: result('r3', '% Invalid input') },
      { status: 'done', result: result('r4', table(['b'], ['2'])) },
    ]);
    expect(shown.split('\n')).toEqual([
      'host  a  b',
      'r1    1',
      'r4       2',
      'r3:',
      '% Invalid input',
      'r2 is gone: wait',
    ]);
  });

  it('name the host of a failure once', () => {
    const failure = { status: 'failed', host: 'r2' } as const;
    const error = { code: 'x', message: 'no answer', advice: '' };
    expect(failureLine({ ...failure, error })).toBe('r2: no answer');
  });
});
