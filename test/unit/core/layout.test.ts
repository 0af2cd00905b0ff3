import { describe, expect, it } from 'vitest';
import {
  arrange,
  type Layout,
  neighbour,
  paneLayout,
  panesOf,
  removePane,
  resizePane,
  splitPane,
  tile,
} from '../../../src/core/layout.ts';

const SCREEN = { x: 0, y: 0, w: 21, h: 6 };

/** The panes as they would lie on the screen: one letter for each cell of a pane, a bar for a separator. */
function picture(layout: Layout): string[] {
  const rows = Array.from({ length: SCREEN.h }, () => Array<string>(SCREEN.w).fill('|'));
  for (const [pane, rect] of arrange(layout, SCREEN)) {
    for (let y = rect.y; y < rect.y + rect.h; y++) {
      for (let x = rect.x; x < rect.x + rect.w; x++) {
        const row = rows[y];
        if (row) row[x] = pane;
      }
    }
  }
  return rows.map((row) => row.join(''));
}

function tiled(panes: string): Layout {
  const layout = tile([...panes]);
  if (layout === undefined) throw new Error('no panes');
  return layout;
}

describe('a layout', () => {
  it('gives one pane everything', () => {
    expect(picture(paneLayout('a'))).toEqual(Array(6).fill('a'.repeat(21)));
  });

  it('tiles four panes as a square', () => {
    expect(picture(tiled('abcd'))).toEqual([
      'aaaaaaaaaa|bbbbbbbbbb',
      'aaaaaaaaaa|bbbbbbbbbb',
      'aaaaaaaaaa|bbbbbbbbbb',
      'cccccccccc|dddddddddd',
      'cccccccccc|dddddddddd',
      'cccccccccc|dddddddddd',
    ]);
  });

  it('splits a pane to the right and below', () => {
    const right = splitPane(paneLayout('a'), { target: 'a', added: 'b', axis: 'row' });
    const below = splitPane(right, { target: 'b', added: 'c', axis: 'column' });
    expect(picture(below)).toEqual([
      'aaaaaaaaaa|bbbbbbbbbb',
      'aaaaaaaaaa|bbbbbbbbbb',
      'aaaaaaaaaa|bbbbbbbbbb',
      'aaaaaaaaaa|cccccccccc',
      'aaaaaaaaaa|cccccccccc',
      'aaaaaaaaaa|cccccccccc',
    ]);
  });

  it('gives a closed pane to its siblings', () => {
    const rest = removePane(tiled('abcd'), 'b');
    expect(rest && picture(rest)).toEqual([
      ...Array(3).fill('aaaaaaaaaaaaaaaaaaaaa'),
      ...Array(3).fill('cccccccccc|dddddddddd'),
    ]);
    expect(removePane(paneLayout('a'), 'a')).toBeUndefined();
  });

  it('moves an edge by the cells asked for', () => {
    const wider = resizePane(tiled('ab'), {
      pane: 'a',
      direction: 'right',
      cells: 4,
      rect: SCREEN,
    });
    expect(picture(wider)[0]).toBe('aaaaaaaaaaaaaa|bbbbbb');
    const narrower = resizePane(wider, { pane: 'b', direction: 'left', cells: 40, rect: SCREEN });
    expect(picture(narrower)[0]).toBe('aaa|bbbbbbbbbbbbbbbbb');
  });

  it('fills its rectangle exactly, whatever the number of panes', () => {
    for (let count = 1; count <= 12; count++) {
      const layout = tiled('abcdefghijkl'.slice(0, count));
      expect(panesOf(layout)).toHaveLength(count);
      for (const row of picture(layout)) expect(row).toMatch(/^([a-l]+\|)*[a-l]+$/);
    }
  });

  it('knows the neighbour in each direction', () => {
    const rects = arrange(tiled('abcd'), SCREEN);
    expect(neighbour(rects, 'a', 'right')).toBe('b');
    expect(neighbour(rects, 'a', 'down')).toBe('c');
    expect(neighbour(rects, 'd', 'up')).toBe('b');
    expect(neighbour(rects, 'd', 'left')).toBe('c');
    expect(neighbour(rects, 'a', 'left')).toBeUndefined();
  });
});
