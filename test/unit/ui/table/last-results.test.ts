import { describe, expect, it } from 'vitest';
import type { CellView } from '../../../../src/repl/link/cell-outcome.ts';
import type { Entry } from '../../../../src/repl/transcript/transcript.ts';
import { lastResults } from '../../../../src/ui/table/last-results.ts';
import { tableViewOf } from '../../../../src/ui/table/view-of.ts';

const view = {
  kind: 'table',
  title: '@all show x |> where a > 0',
  table: { columns: ['host', 'a', 'empty'], rows: [['r1', '1', '']], origin: undefined },
  failures: ['r2 is gone: reconnect'],
  answers: [],
} as const satisfies CellView;

function cell(number: number, shown?: CellView): Entry {
  const outcome = { status: 'value', number, text: '', elapsedMs: 1 } as const;
  return {
    ...{ kind: 'cell', id: number, number, source: '', printed: '', live: '' },
    outcome: shown ? { ...outcome, view: shown } : outcome,
  } as Entry;
}

describe('the last results of the REPL', () => {
  it('are the table of the latest cell that gave one, also where later cells gave none', () => {
    const found = lastResults([cell(1), cell(2, view), cell(3)]);
    expect(found?.made).toMatchObject({ title: view.title });
    expect(lastResults([cell(1)])).toBeUndefined();
  });

  it('open with their columns that say something, and say which hosts are missing', () => {
    const found = lastResults([cell(1, view)]);
    if (found === undefined) throw new Error('nothing found');
    const opened = tableViewOf(found, 'repl');
    expect(opened.title).toBe('@all show x |> where a > 0 · 1 host missing: r says why');
    expect(opened.table?.columns).toEqual(['host', 'a']);
    expect(opened.raw.split('\n').at(-1)).toBe('r2 is gone: reconnect');
  });

  it('have the words of the devices that their table was made of', () => {
    const result = {
      ...{ host: 'r1', platform: 'cisco_ios', command: 'show x', text: 'the raw text' },
      outcome: 'ok' as const,
      ...{ mode: 'exec', startedAtMs: 0, elapsedMs: 1, table: view.table },
    };
    const found = lastResults([cell(1, { ...view, answers: [{ status: 'done', result }] })]);
    if (found === undefined) throw new Error('nothing found');
    const opened = tableViewOf(found, 'repl');
    expect(opened.raw).toContain('── r1: show x ──\nthe raw text');
    expect(opened.sources).toMatchObject([{ host: 'r1', rowCount: 0 }]);
  });
});
