import { describe, expect, it } from 'vitest';
import { compareAnswers, isChanged } from '../../../../src/repl/diff/compare-answers.ts';

const NOTHING_IGNORED = { ignored: () => new Set<string>() };

function answer(text: string, outcome: 'ok' | 'refused') {
  return { text, outcome, table: undefined };
}

describe('two answers to one command', () => {
  it('are the same where both are refusals, wherever their markers point', () => {
    const before = answer('     ^\n% Invalid input', 'refused');
    const after = answer('             ^\n% Invalid input', 'refused');
    expect(isChanged(compareAnswers(before, after, NOTHING_IGNORED))).toBe(false);
  });

  it('differ where only one is a refusal', () => {
    const before = answer('vlan 1', 'ok');
    const after = answer('% Invalid input', 'refused');
    expect(isChanged(compareAnswers(before, after, NOTHING_IGNORED))).toBe(true);
  });
});
