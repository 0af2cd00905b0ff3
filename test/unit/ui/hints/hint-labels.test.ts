import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintLabels, MOST_LABELS } from '../../../../src/ui/hints/hint-labels.ts';

describe('labels', () => {
  it('are one letter each while letters last', () => {
    expect(hintLabels(3)).toEqual(['a', 's', 'd']);
    expect(hintLabels(26).every((label) => label.length === 1)).toBe(true);
  });

  it('are as many as are wanted, all different, and none is the beginning of another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST_LABELS + 50 }), (count) => {
        const labels = hintLabels(count);
        expect(labels).toHaveLength(Math.min(count, MOST_LABELS));
        expect(new Set(labels).size).toBe(labels.length);
        const firsts = new Set(labels.filter(({ length }) => length === 1));
        expect(labels.filter((label) => label.length > 1 && firsts.has(label[0] ?? ''))).toEqual(
          [],
        );
      }),
    );
  });
});
