import { describe, expect, it } from 'vitest';
import { Grid } from '../../../../src/core/grid.ts';
import { drawTransport } from '../../../../src/ui/replay/draw-transport.ts';
import { scrubTo } from '../../../../src/ui/replay/scrub.ts';
import {
  columnOf,
  momentAtColumn,
  type TransportLook,
} from '../../../../src/ui/replay/transport-look.ts';
import { loadTheme } from '../../../../src/ui/theme.ts';

const theme = loadTheme('dark', undefined);

const LOOK: TransportLook = {
  state: 'playing',
  atS: 30,
  lengthS: 120,
  clock: '14:02:30',
  day: '2026-11-20',
  speed: 1,
  idleMostS: undefined,
  ticks: [
    { atS: 12, of: 'other' },
    { atS: 60, of: 'own' },
    { atS: 90, of: 'other' },
  ],
  chapterCount: '1/3',
  chapter: 'r1 show ip route',
  search: undefined,
  charset: 'unicode',
};

function picture(look: TransportLook, { cols, rows }: { cols: number; rows: number }): string[] {
  const grid = new Grid({ cols, rows });
  drawTransport(grid, { look, rect: { x: 0, y: 0, w: cols, h: rows }, theme });
  return Array.from({ length: rows }, (_, y) => grid.rowText(y).trimEnd());
}

describe('the bar of a recording', () => {
  it('has a scrubber with a tick for each command, the words below it', () => {
    expect(picture(LOOK, { cols: 63, rows: 2 })).toEqual([
      ' ━━━━━━┼━━━━━━━━●──────────────╋──────────────┼───────────────',
      ' ▶ 0:30 / 2:00  14:02:30  1/3 r1 show ip route          ? keys',
    ]);
  });

  it('says speed, search and cut pauses, and names the day where there is room', () => {
    const search = { text: 'ospf', count: '2/3', hitsAtS: [24, 96] };
    const look = { ...LOOK, state: 'paused' as const, speed: 0.5, idleMostS: 2, search };
    expect(picture(look, { cols: 110, rows: 2 })[1]).toBe(
      ' ‖ 0:30 / 2:00  0.5×  /ospf 2/3  2026-11-20 14:02:30  pauses ≤ 2 s  1/3 r1 show ip route               ? keys',
    );
    expect(picture(look, { cols: 63, rows: 2 })[0]).toBe(
      ' ━━━━━━┼━━━━━◆━━●──────────────╋──────────────┼──◆────────────',
    );
  });

  it('keeps to one row where the screen is low, and leaves out what does not fit', () => {
    expect(picture(LOOK, { cols: 80, rows: 1 })).toEqual([
      ' ▶ 0:30/2:00 ━━━━━┼━━━━━━●───────────╋───────────┼──────────── r1 show ip route',
    ]);
    expect(picture(LOOK, { cols: 40, rows: 1 })).toEqual([
      ' ▶ 0:30/2:00 ━━┼━●───╋──┼──── r1 show …',
    ]);
    expect(picture(LOOK, { cols: 24, rows: 1 })).toEqual([' ▶ 0:30/2:00 ━┼●──╋─┼──']);
  });

  it('is drawn in ASCII where the locale has nothing else', () => {
    expect(picture({ ...LOOK, charset: 'ascii', speed: 2 }, { cols: 63, rows: 2 })).toEqual([
      ' ======+========O--------------|--------------+---------------',
      ' > 0:30 / 2:00  2x  14:02:30  1/3 r1 show ip route      ? keys',
    ]);
  });

  it('stays whole for a recording of no length', () => {
    const look = { ...LOOK, atS: 0, lengthS: 0, ticks: [{ atS: 0, of: 'own' as const }] };
    expect(picture(look, { cols: 20, rows: 2 })[0]).toBe(' ●─────────────────');
  });
});

describe('the scrubber', () => {
  it('gives the moment under a click, and stays with a drag that leaves it', () => {
    const scrubber = { x: 1, y: 10, cols: 101 };
    const on = { action: 'press', lengthS: 200 } as const;
    expect(scrubTo(scrubber, { x: 51, y: 10 }, on)).toBe(100);
    expect(scrubTo(scrubber, { x: 51, y: 11 }, on)).toBeUndefined();
    expect(scrubTo(scrubber, { x: 2, y: 11 }, on)).toBe('play');
    expect(scrubTo(scrubber, { x: 140, y: 3 }, { ...on, action: 'drag' })).toBe(200);
  });

  it('shows a moment in the column that leads back to it', () => {
    for (let column = 0; column < 77; column++) {
      expect(columnOf(momentAtColumn(column, 3_600, 77), 3_600, 77)).toBe(column);
    }
  });
});
