import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/state/action.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { regions } from '../../../src/state/regions.ts';
import { keyTarget, replayOnScreen } from '../../../src/state/select.ts';
import { initialState, type State } from '../../../src/state/state.ts';

function reduced(actions: readonly Action[], state: State): State {
  return actions.reduce(reduce, state);
}

const LIVE: Action = { type: 'pane/added', pane: 'p1', session: 'r1', at: undefined };
const OPENED: readonly Action[] = [
  { type: 'replay/opened', replay: { id: 'v1', name: 'night', search: undefined } },
  { type: 'tab/added' },
  { type: 'pane/added', pane: 'q1', session: 'r1.2', recording: 'v1', at: undefined },
  { type: 'pane/added', pane: 'q2', session: 'r2', recording: 'v1', at: undefined },
  { type: 'pane/focused', pane: 'q1' },
];

const BOTH = reduced([LIVE, ...OPENED], initialState({ cols: 100, rows: 30 }));

describe('a recording on the screen', () => {
  it('has a bar between panes and REPL, in its tab only', () => {
    const { panes, transport, repl } = regions(BOTH);
    expect(transport).toMatchObject({ x: 0, w: 100, h: 2, y: panes.y + panes.h });
    expect(repl.y).toBe(transport.y + 2);
    const other = reduced([{ type: 'tab/stepped', step: -1 }], BOTH);
    expect(regions(other).transport.h).toBe(0);
    expect(replayOnScreen(other)).toBeUndefined();
  });

  it('has a bar of one row where the screen is low, and none beside a REPL that has it all', () => {
    const low = reduced([{ type: 'screen/resized', size: { cols: 40, rows: 12 } }], BOTH);
    expect(regions(low).transport.h).toBe(1);
    const zoomed = reduced([{ type: 'repl/focused' }, { type: 'pane/zoomed' }], BOTH);
    expect(regions(zoomed).transport.h).toBe(0);
  });

  it('gives no key of its panes to a device, but those of live panes beside them', () => {
    expect(keyTarget(BOTH)).toBe('chrome');
    expect(keyTarget(reduced([{ type: 'pane/focused', pane: 'p1' }], BOTH))).toBe('device');
  });

  it('is still what the tab is about while a live pane in it has the focus', () => {
    const beside = reduced(
      [
        { type: 'pane/added', pane: 'p2', session: 'r7', at: undefined },
        { type: 'pane/focused', pane: 'p2' },
      ],
      BOTH,
    );
    expect(keyTarget(beside)).toBe('device');
    expect(replayOnScreen(beside)?.id).toBe('v1');
  });

  it('takes its panes and its tab along when it is closed', () => {
    const closed = reduced([{ type: 'replay/closed', id: 'v1' }], BOTH);
    expect(Object.keys(closed.panes)).toEqual(['p1']);
    expect(closed.tabs).toHaveLength(1);
    expect(closed.replays).toEqual({});
  });

  it('keeps what is searched for, for itself', () => {
    const search = { text: 'ospf', hits: [], at: undefined };
    const change: Action = { type: 'replay/changed', id: 'v1', change: { search } };
    expect(reduced([change], BOTH).replays['v1']?.search).toEqual(search);
    expect(reduced([{ ...change, id: 'v9' }], BOTH)).toBe(BOTH);
  });
});
