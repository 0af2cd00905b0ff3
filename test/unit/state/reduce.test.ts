import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/state/action.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { regions } from '../../../src/state/regions.ts';
import { currentTab, keyTarget, visiblePanes } from '../../../src/state/select.ts';
import { initialState, type State } from '../../../src/state/state.ts';
import { tableOf, viewOf } from '../../helpers/view-person.ts';

const SIZE = { cols: 101, rows: 40 };

function reduced(actions: readonly Action[], state: State = initialState(SIZE)): State {
  return actions.reduce(reduce, state);
}

function added(session: string, at?: Extract<Action, { type: 'pane/added' }>['at']): Action {
  return { type: 'pane/added', pane: `p-${session}`, session, at };
}

const FOUR = ['r1', 'r2', 'r3', 'r4'].map((name) => added(name));

describe('the screen state', () => {
  it('tiles panes as they come and focuses the first', () => {
    const state = reduced(FOUR);
    const rects = visiblePanes(state);
    expect([...rects.keys()]).toEqual(['p-r1', 'p-r2', 'p-r3', 'p-r4']);
    expect(rects.get('p-r1')).toMatchObject({ x: 0, y: 0, w: 50 });
    expect(rects.get('p-r2')).toMatchObject({ x: 51, y: 0, w: 50 });
    expect(currentTab(state).focused).toBe('p-r1');
  });

  it('sends keys to the device only when a pane has the focus and nothing lies over it', () => {
    const focused = reduced([...FOUR, { type: 'pane/focused', pane: 'p-r2' }]);
    expect(keyTarget(focused)).toBe('device');
    expect(keyTarget(reduced([{ type: 'repl/focused' }], focused))).toBe('chrome');
    const asked = reduced(
      [{ type: 'dialog/opened', dialog: { kind: 'help', id: 'd1', top: 0, form: 'dialog' } }],
      focused,
    );
    expect(keyTarget(asked)).toBe('chrome');
    expect(keyTarget(reduced([{ type: 'dialog/closed', id: 'd1' }], asked))).toBe('device');
  });

  it('moves the focus by where panes lie, and down to the REPL', () => {
    const state = reduced([...FOUR, { type: 'pane/focused', pane: 'p-r1' }]);
    const right = reduced([{ type: 'pane/moved', direction: 'right' }], state);
    expect(currentTab(right).focused).toBe('p-r2');
    const down = reduced([{ type: 'pane/moved', direction: 'down' }], right);
    expect(currentTab(down).focused).toBe('p-r4');
    const repl = reduced([{ type: 'pane/moved', direction: 'down' }], down);
    expect(repl.focus).toBe('repl');
    const back = reduced([{ type: 'pane/moved', direction: 'up' }], repl);
    expect([back.focus, currentTab(back).focused]).toEqual(['pane', 'p-r4']);
  });

  it('gives a zoomed pane the screen, and takes it back', () => {
    const state = reduced([
      ...FOUR,
      { type: 'pane/focused', pane: 'p-r3' },
      { type: 'pane/zoomed' },
    ]);
    expect([...visiblePanes(state)]).toEqual([['p-r3', { x: 0, y: 0, w: 101, h: 39 }]]);
    expect([...visiblePanes(reduced([{ type: 'pane/zoomed' }], state)).keys()]).toHaveLength(4);
  });

  it('gives a zoomed REPL the screen while it has the focus, and no pane another size', () => {
    const state = reduced([...FOUR, { type: 'repl/focused' }, { type: 'pane/zoomed' }]);
    expect(regions(state).repl).toMatchObject({ y: 0, h: 39 });
    expect(visiblePanes(state)).toEqual(new Map());
    const pane = reduced([{ type: 'pane/focused', pane: 'p-r1' }], state);
    expect(visiblePanes(pane).size).toBe(4);
    const back = reduced([{ type: 'repl/focused' }, { type: 'pane/zoomed' }], pane);
    expect(visiblePanes(back).size).toBe(4);
  });

  it('focuses a neighbour when the focused pane is closed, and the REPL after the last', () => {
    const state = reduced([...FOUR, { type: 'pane/focused', pane: 'p-r2' }]);
    const three = reduced([{ type: 'pane/closed', pane: 'p-r2' }], state);
    expect(currentTab(three).focused).toBe('p-r3');
    expect(three.panes['p-r2']).toBeUndefined();
    const none = reduced(
      ['p-r1', 'p-r3', 'p-r4'].map((pane) => ({ type: 'pane/closed', pane })),
      three,
    );
    expect(none.focus).toBe('repl');
    expect(visiblePanes(none).size).toBe(0);
  });

  it('keeps an arrangement when another pane comes, and lets the focused pane make room', () => {
    const split = reduced([
      added('r1'),
      added('r2', { target: 'p-r1', axis: 'column' }),
      { type: 'pane/focused', pane: 'p-r2' },
    ]);
    const rects = visiblePanes(split);
    const more = visiblePanes(reduced([added('r3')], split));
    expect(more.get('p-r1')).toEqual(rects.get('p-r1'));
    expect(more.get('p-r3')?.y).toBe(rects.get('p-r2')?.y);
    expect(more.get('p-r2')?.w).toBeLessThan(51);
  });

  it('splits beside the pane that was asked for', () => {
    const state = reduced([added('r1'), added('r2', { target: 'p-r1', axis: 'column' })]);
    const rects = visiblePanes(state);
    expect(rects.get('p-r1')?.w).toBe(101);
    expect(rects.get('p-r2')?.y).toBe(rects.get('p-r1')?.h);
  });

  it('leaves every row to somebody at every size', () => {
    for (let rows = 6; rows < 70; rows++) {
      const state = reduced([...FOUR, { type: 'screen/resized', size: { cols: 80, rows } }]);
      const { panes, repl, status } = regions(state);
      expect(panes.h + repl.h + status.h).toBe(rows);
      expect(panes.h).toBeGreaterThan(0);
      expect(repl.h).toBeGreaterThan(0);
    }
  });

  it('keeps tabs apart, shows their names only when there are two, and drops an empty one', () => {
    const one = reduced([added('r1'), { type: 'pane/focused', pane: 'p-r1' }]);
    expect(regions(one).tabs.h).toBe(0);
    const two = reduced([{ type: 'tab/added' }], one);
    expect([two.focus, regions(two).tabs.h, visiblePanes(two).size]).toEqual(['repl', 1, 0]);
    const filled = reduced([added('r2'), { type: 'tab/stepped', step: 1 }], two);
    expect([...visiblePanes(filled).keys()]).toEqual(['p-r1']);
    expect(reduced([{ type: 'tab/closed' }], filled).tabs).toHaveLength(2);
    const dropped = reduced([{ type: 'tab/closed' }], two);
    expect([dropped.tabs.length, dropped.tab]).toEqual([1, 0]);
    const emptied = reduced([{ type: 'pane/closed', pane: 'p-r2' }], filled);
    expect([...visiblePanes(emptied).keys()]).toEqual(['p-r1']);
    expect(emptied.tabs).toHaveLength(1);
  });

  it('comes back to the table before, and from the first one to where it was opened', () => {
    const first = { ...viewOf(tableOf(['a'], ['1'])), from: 'repl' as const, row: 3 };
    const second = viewOf(tableOf(['b'], ['2']));
    const state = reduced([
      ...FOUR,
      { type: 'view/opened', view: first },
      { type: 'view/pushed', view: second },
    ]);
    expect(state.view?.table?.columns).toEqual(['b']);
    const back = reduced([{ type: 'view/closed' }], state);
    expect(back.view).toBe(first);
    expect(reduced([{ type: 'view/closed' }], back)).toMatchObject({
      view: undefined,
      focus: 'repl',
    });
  });

  it('leaves scroll mode at the live screen', () => {
    const scroll = {
      search: '',
      searched: '',
      foundRow: undefined,
      blockRow: undefined,
      isTyping: false,
      message: '',
    };
    const state = reduced([
      added('r1'),
      { type: 'pane/scroll-mode', pane: 'p-r1', scroll },
      { type: 'pane/scrolled', pane: 'p-r1', scrollBack: 20 },
    ]);
    expect(state.panes['p-r1']?.scrollBack).toBe(20);
    const live = reduced([{ type: 'pane/scroll-mode', pane: 'p-r1', scroll: undefined }], state);
    expect(live.panes['p-r1']).toMatchObject({ scrollBack: 0, scroll: undefined });
  });
});
