import { describe, expect, it } from 'vitest';
import { hiddenAt } from '../../../../../src/repl/history/secrets/hide-secrets.ts';
import { compileCell } from '../../../../../src/repl/syntax/rewrite.ts';

describe('a text in which a secret was hidden', () => {
  it('is not run, and says where it is', () => {
    expect(compileCell("x = 1\nlogin({ password: '‹secret›' })")).toMatchObject({
      status: 'wrong',
      message: 'a secret was hidden here: put it in the place of ‹secret›',
      position: { line: 2, column: 20 },
    });
    expect(compileCell('@r1 enable secret ‹secret›')).toMatchObject({ status: 'wrong' });
  });

  it('may have it in lines that are comments', () => {
    expect(hiddenAt("// password = '‹secret›'\n1")).toBeUndefined();
    expect(compileCell("  // password = '‹secret›'\n1")).toMatchObject({ status: 'ready' });
  });
});
