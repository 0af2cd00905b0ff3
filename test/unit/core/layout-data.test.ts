import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panesOf, tile } from '../../../src/core/layout.ts';
import { layoutFrom, renamePanes } from '../../../src/core/layout-data.ts';

const PANES = ['a', 'b', 'c', 'd', 'e'];

describe('a layout as data', () => {
  it('is read back as it was, however many panes it has', () => {
    for (let count = 1; count <= 12; count++) {
      const layout = tile(Array.from({ length: count }, (_, at) => `p${at}`));
      expect(layoutFrom(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
    }
  });

  it('is nothing where it is something else, and never a fault', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(() => layoutFrom(data)).not.toThrow();
      }),
    );
    const deep = (depth: number): unknown =>
      depth === 0
        ? { kind: 'pane', pane: 'a' }
        : { kind: 'split', axis: 'row', parts: [{ weight: 1, layout: deep(depth - 1) }] };
    expect(layoutFrom(deep(5))).toBeDefined();
    for (const data of [
      deep(1_000),
      undefined,
      { kind: 'pane' },
      { kind: 'split', axis: 'row', parts: [] },
      { kind: 'split', axis: 'row', parts: [{ weight: 0, layout: { kind: 'pane', pane: 'a' } }] },
      {
        kind: 'split',
        axis: 'across',
        parts: [{ weight: 1, layout: { kind: 'pane', pane: 'a' } }],
      },
    ])
      expect(layoutFrom(data)).toBeUndefined();
  });

  it('goes on with other names; those without one make room', () => {
    fc.assert(
      fc.property(fc.subarray(PANES), (kept) => {
        const layout = tile(PANES);
        if (layout === undefined) throw new Error('there are panes');
        const renamed = renamePanes(layout, (pane) =>
          kept.includes(pane) ? `${pane}!` : undefined,
        );
        expect(panesOf(renamed)).toEqual(kept.map((pane) => `${pane}!`));
      }),
    );
  });
});
