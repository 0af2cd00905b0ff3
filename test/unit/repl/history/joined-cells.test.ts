import { describe, expect, it } from 'vitest';
import { joinedCells } from '../../../../src/repl/history/joined-cells.ts';
import { compileCell } from '../../../../src/repl/syntax/rewrite.ts';

describe('several cells as one', () => {
  it('stand below each other, and a body ends where the next one begins', () => {
    expect(joinedCells(['a'])).toBe('a');
    expect(joinedCells(['a', 'b\nc'])).toBe('a\nb\nc');
    const joined = joinedCells(['%%config r1\nhostname x', '1 + 1']);
    expect(joined).toBe('%%config r1\nhostname x\n// %%\n1 + 1');
    expect(compileCell(joined)).toMatchObject({ status: 'ready' });
  });
});
