import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import type { Table } from '../../../../src/core/table/table.ts';
import { displayOptions } from '../../../../src/repl/values/display-table.ts';
import { failureLine } from '../../../../src/repl/values/host-error.ts';
import { plainPaint } from '../../../../src/repl/values/paint.ts';
import { Results } from '../../../../src/repl/values/results.ts';
import { resultsText } from '../../../../src/repl/values/results-text.ts';

function table(columns: string[], ...rows: Table['rows'][number][]): Table {
  return { columns, rows, origin: undefined };
}

function result(host: string, content: Table | string, command = 'c'): Result {
  const isText = typeof content === 'string';
  return {
    host,
    platform: 'p',
    command,
    text: isText ? content : 'raw',
    outcome: 'ok',
    mode: 'exec',
    startedAtMs: 0,
    elapsedMs: 0,
    table: isText ? undefined : content,
  };
}

const plain = { ...displayOptions, paint: plainPaint };

describe('results as text', () => {
  it('are one table, then the failures, then what has none', () => {
    const shown = resultsText(
      new Results([
        { status: 'done', result: result('r1', table(['a'], ['1'])) },
        {
          status: 'failed',
          host: 'r2',
          error: { code: 'x', message: 'r2 is gone', advice: 'wait' },
        },
        { status: 'done', result: result('r3', '% Invalid input') },
        { status: 'done', result: result('r4', table(['b'], ['2'])) },
      ]),
      plain,
    );
    expect(shown.split('\n')).toEqual([
      'host  a  b',
      'r1    1',
      'r4       2',
      'r2 is gone: wait',
      'r3:',
      '% Invalid input',
    ]);
  });

  it('are a table for each command', () => {
    const shown = resultsText(
      new Results([
        { status: 'done', result: result('r1', table(['a'], ['1']), 'show a') },
        { status: 'done', result: result('r1', 'words', 'show b') },
      ]),
      plain,
    );
    expect(shown.split('\n')).toEqual([
      'show a',
      'host  a',
      'r1    1',
      '',
      'show b',
      'r1:',
      'words',
    ]);
  });

  it('name the host of a failure once', () => {
    const failure = { status: 'failed', host: 'r2' } as const;
    const error = { code: 'x', message: 'no answer', advice: '' };
    expect(failureLine({ ...failure, error })).toBe('r2: no answer');
  });
});
