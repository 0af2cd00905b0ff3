import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../../src/core/result.ts';
import { compareStep } from '../../../../../src/ui/replay/again/compare-step.ts';

const THEN: Result = {
  ...{ host: 'r1', platform: 'cisco_ios', command: 'show x', outcome: 'ok', mode: 'privileged' },
  ...{ text: 'a\nup 3 days\nb', startedAtMs: 0, elapsedMs: 0, table: undefined },
};

function now(change: Partial<Result>): Result {
  return { ...THEN, host: 'r7', ...change };
}

const ports = (...rows: readonly (readonly [string, string])[]): Result['table'] => ({
  columns: ['interface', 'status'],
  rows: rows.map((row) => [...row]),
  origin: undefined,
});

describe('an answer beside the recorded one', () => {
  it('is the same where only times differ', () => {
    expect(compareStep(THEN, now({ text: 'a\nup 5 days\nb' }), {})).toMatchObject({
      state: 'same',
      summary: 'the same',
    });
  });

  it('shows lines that came and went', () => {
    const { state, lines, summary } = compareStep(THEN, now({ text: 'a\nup 3 days\nc' }), {});
    expect([state, summary]).toEqual(['changed', '1 added, 1 removed, 2 the same']);
    expect(lines.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '- b' },
      { kind: 'added', text: '+ c' },
    ]);
  });

  it('compares tables by their rows', () => {
    const recorded = { ...THEN, table: ports(['Gi0/0', 'up'], ['Gi0/1', 'up']) };
    const live = now({ table: ports(['Gi0/1', 'down'], ['Gi0/0', 'up']) });
    const { lines } = compareStep(recorded, live, {});
    expect(lines).toEqual([{ kind: 'changed', text: '~ Gi0/1  status up → down' }]);
  });

  it('tells a refusal from a change, and one that was refused then, too', () => {
    const refused = now({ outcome: 'refused', text: '% Invalid', refusedBy: '% Invalid' });
    expect(compareStep(THEN, refused, {})).toMatchObject({
      state: 'refused',
      summary: 'refused now: % Invalid',
    });
    const both = compareStep({ ...THEN, outcome: 'refused' }, refused, {});
    expect(both).toMatchObject({ state: 'same', summary: 'refused, as it was then: % Invalid' });
    const taken = compareStep({ ...THEN, outcome: 'refused' }, now({}), {});
    expect(taken).toMatchObject({ state: 'changed', summary: 'taken now; it was refused then' });
  });

  it('shows nothing that a device could act with', () => {
    const { lines } = compareStep(THEN, now({ text: 'a\n\u001b[2J\u202Eevil' }), {});
    for (const { text } of lines) expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});
