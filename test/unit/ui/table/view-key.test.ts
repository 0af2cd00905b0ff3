import { describe, expect, it } from 'vitest';
import { clickIn } from '../../../../src/ui/table/click.ts';
import { viewKey } from '../../../../src/ui/table/view-key.ts';
import { afterKeys, keyOf, RECT, seenIn, tableOf, viewOf } from '../../../helpers/view-person.ts';

const PORTS = tableOf(
  ['port', 'status', 'errors'],
  ['Gi1/0/10', 'up', '0'],
  ['Gi1/0/2', 'down', '7'],
  ['Gi1/0/1', 'up', '12'],
);

describe('the keys of a table', () => {
  it('sort by the chosen column: up, down, as it came', () => {
    const view = viewOf(PORTS);
    expect(seenIn(afterKeys(view, 's'))[1]).toBe('Gi1/0/1 up 12');
    expect(seenIn(afterKeys(view, 's', 's'))[1]).toBe('Gi1/0/10 up 0');
    expect(seenIn(afterKeys(view, 's', 's', 's'))).toEqual(seenIn(view));
  });

  it('hide a column, move another one, and show all again', () => {
    const hidden = afterKeys(viewOf(PORTS), 'right', '-');
    expect(seenIn(hidden)[0]).toBe('port errors');
    const moved = afterKeys(hidden, '<');
    expect(seenIn(moved)).toEqual(['errors port', '0 Gi1/0/10', '7 Gi1/0/2', '12 Gi1/0/1']);
    expect(seenIn(afterKeys(moved, 'a'))).toEqual(seenIn(viewOf(PORTS)));
  });

  it('never hide the last column', () => {
    const view = afterKeys(viewOf(PORTS), '-', '-', '-');
    expect(seenIn(view)[0]?.split(' ')).toHaveLength(1);
  });

  it('count the values of a column, and Enter filters by the chosen one', () => {
    const counted = afterKeys(viewOf(PORTS), 'right', 'c');
    expect(seenIn(counted)).toEqual(['status count', 'up 2', 'down 1']);
    const within = afterKeys(counted, 'down', 'enter');
    expect(seenIn(within)).toEqual(['port status errors', 'Gi1/0/2 down 7']);
    expect(within.filter).toBe('status=down');
  });

  it('filter by the values of a column that are nothing or have blanks', () => {
    const view = viewOf(tableOf(['a', 'b'], ['1', ''], ['2', 'x y'], ['3', '']));
    const counted = afterKeys(view, 'right', 'c');
    expect(seenIn(afterKeys(counted, 'enter'))).toEqual(['a b', '1 ', '3 ']);
    expect(seenIn(afterKeys(counted, 'down', 'enter'))).toEqual(['a b', '2 x y']);
  });

  it('fold the rows that all hosts have, and say who has the others', () => {
    const two = viewOf(
      tableOf(['vlan', 'name'], ['1', 'default'], ['10', 'users']),
      tableOf(['vlan', 'name'], ['1', 'default'], ['20', 'voice']),
    );
    expect(seenIn(afterKeys(two, 'f'))).toEqual([
      'host vlan name',
      'all 2 1 default',
      'r1 10 users',
      'r2 20 voice',
    ]);
    expect(seenIn(afterKeys(two, 'f', 'f'))).toEqual(seenIn(two));
    expect(afterKeys(viewOf(PORTS), 'f').fold).toBe('apart');
  });

  it('fold by the columns shown: what is hidden makes no difference', () => {
    const two = viewOf(
      tableOf(['vlan', 'uptime'], ['1', '2d'], ['20', '1d']),
      tableOf(['vlan', 'uptime'], ['1', '3d']),
    );
    expect(seenIn(afterKeys(two, 'f'))).toHaveLength(4);
    const hidden = afterKeys(two, 'f', 'right', 'right', '-');
    expect(seenIn(hidden)).toEqual(['host vlan', 'all 2 1', 'r1 20']);
  });

  it('pick rows, going down, and keep them picked through sort and filter', () => {
    const picked = afterKeys(viewOf(PORTS), 'space', 'space');
    expect(picked.row).toBe(2);
    const rows = [...afterKeys(picked, 's', '/', 'u', 'p', 'enter').picked];
    expect(rows).toEqual([PORTS.rows[0], PORTS.rows[1]]);
    expect(afterKeys(picked, 'up', 'space').picked.size).toBe(1);
  });

  it('show a row from top to bottom, where up and down go through its columns', () => {
    const view = afterKeys(viewOf(PORTS), 'v', 'down', 'right');
    expect([view.shows, view.column, view.row]).toEqual(['row', 1, 1]);
    expect(afterKeys(view, 'escape').shows).toBe('table');
  });

  it('take back one thing with each Escape, and close then', () => {
    const view = afterKeys(viewOf(PORTS), '/', 'u', 'p', 'enter', 'right', 'c');
    const ungrouped = afterKeys(view, 'escape');
    expect([ungrouped.group, ungrouped.filter]).toEqual([undefined, 'up']);
    const bare = afterKeys(ungrouped, 'escape');
    expect(bare.filter).toBe('');
    expect(viewKey(bare, keyOf('escape'), RECT)).toEqual({ kind: 'closed' });
  });

  it('move the raw text to the side, no further than its longest line', () => {
    const view = viewOf(tableOf(['a'], ['x'.repeat(70)], ['\u6f22'.repeat(50)]));
    const raw = afterKeys(view, 'r');
    expect(afterKeys(raw, 'right').rawLeft).toBe(8);
    expect(afterKeys(raw, ...Array<string>(30).fill('right')).rawLeft).toBe(100 - RECT.w + 2);
    expect(afterKeys(raw, 'right', 'left', 'left').rawLeft).toBe(0);
  });

  it('ask for what a view cannot do by itself', () => {
    const view = viewOf(PORTS);
    for (const [key, command] of [
      ['y', 'copy'],
      ['e', 'export'],
      ['enter', 'drill'],
      ['?', 'help'],
    ] as const) {
      expect(viewKey(view, keyOf(key), RECT)).toEqual({ kind: 'asked', command });
    }
  });
});

describe('a click', () => {
  it('chooses the cell under it, or the column whose name it is on', () => {
    const view = viewOf(PORTS);
    expect(clickIn(view, { rect: RECT, x: 12, y: 3 })).toEqual({ column: 1, row: 1 });
    expect(clickIn(view, { rect: RECT, x: 22, y: 1 })).toEqual({ column: 2 });
    expect(clickIn(view, { rect: RECT, x: 2, y: 8 })).toBeUndefined();
    expect(clickIn(view, { rect: RECT, x: 2, y: 0 })).toBeUndefined();
  });
});
