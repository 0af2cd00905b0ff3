import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import { widthOf } from '../../../../src/core/width.ts';
import { paintedText, plainText } from '../../../../src/repl/chart/painted.ts';
import { drawSighting } from '../../../../src/repl/watch/draw-sighting.ts';
import { drawText } from '../../../../src/repl/watch/draw-text.ts';
import { Tracks } from '../../../../src/repl/watch/tracks.ts';

const table = (columns: string[], ...rows: string[][]): Table => ({
  columns,
  rows,
  origin: undefined,
});

/** The picture after several tables a second apart. */
function lines(
  tables: readonly Table[],
  paper: { cols?: number; rows?: number; charset?: 'ascii' } = {},
) {
  const tracks = new Tracks();
  const sightings = tables.map((one, at) => tracks.see(one, () => (at + 1) * 1_000));
  const { cols = 70, rows = 20, charset = 'unicode' } = paper;
  const last = sightings.at(-1) ?? { columns: [], rows: [], changedCells: 0 };
  return drawSighting(last, { cols, rows, charset, widths: new Map() });
}

const COLUMNS = ['host', 'interface', 'status', 'input_packets'];
const BEFORE = table(COLUMNS, ['r1', 'Gi0/0', 'up', '100'], ['r1', 'Gi0/1', 'up', '7']);
const AFTER = table(COLUMNS, ['r1', 'Gi0/0', 'down', '2100'], ['r2', 'Gi0/0', 'up', '5']);

describe('the picture of a watched table', () => {
  it('marks rows that have changed, are new, are gone, and shows counters as rates', () => {
    expect(`\n${plainText(lines([BEFORE, AFTER]))}`).toBe(`
  host  interface  status  input_packets  /s
~ r1    Gi0/0      down    2100              2k ▁
+ r2    Gi0/0      up      5
- r1    Gi0/1      up      7`);
  });

  it('turns changed cells round', () => {
    expect(paintedText(lines([BEFORE, AFTER]))).toContain('\u001b[1;7mdown\u001b[0m');
  });

  it('shows what has changed where not all rows fit', () => {
    const many = (state: string) =>
      table(
        ['host', 'interface', 'status'],
        ...Array.from({ length: 30 }, (_, i) => ['r1', `Gi0/${i}`, i === 20 ? state : 'up']),
      );
    const picture = plainText(lines([many('up'), many('down')], { rows: 6 }));
    expect(picture.split('\n')).toHaveLength(6);
    expect(picture).toContain('~ r1    Gi0/20');
    expect(picture).toContain('… 26 more rows');
  });

  it('leaves out columns there is no room for, those that move last', () => {
    const wide = (packets: string) =>
      table(
        [
          'host',
          'interface',
          ...Array.from({ length: 20 }, (_, i) => `column_${i}`),
          'input_packets',
        ],
        ['r1', 'Gi0/0', ...Array<string>(20).fill('x'), packets],
      );
    const picture = plainText(lines([wide('1'), wide('99')], { cols: 60 }));
    for (const line of picture.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60);
    expect(picture).toContain('input_packets');
    expect(picture).toMatch(/… \d+ more columns/);
  });

  it('cuts long cells before it leaves out columns', () => {
    const long = table(
      ['host', 'interface', 'status', 'proto'],
      ['r1', 'GigabitEthernet0/0', 'administratively down', 'down'],
    );
    const picture = plainText(lines([long], { cols: 50 }));
    expect(picture.split('\n')[1]).toBe('  r1    GigabitEthernet0/0  administrat…  down');
    expect(picture).not.toContain('more column');
  });

  it('lets no device write to the terminal', () => {
    const picture = plainText(
      lines([table(['host', 'na\u001bme'], ['r1', '\u001b]0;x\u0007\u202e'])]),
    );
    expect(picture).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  it('says that there are no rows', () => {
    expect(plainText(lines([table(['host'])]))).toBe('no rows');
  });
});

describe('the picture of a watched text', () => {
  it('marks the words that are others', () => {
    const picture = drawText('12:00:02 UTC\nsame', '12:00:01 UTC\nsame', { cols: 40, rows: 5 });
    expect(paintedText(picture)).toBe('\u001b[1;7m12:00:02\u001b[0m UTC\nsame');
  });

  it('is cut to the rows there are', () => {
    const picture = plainText(drawText('a\nb\nc\nd', undefined, { cols: 40, rows: 3 }));
    expect(picture).toBe('a\nb\n… 2 more lines');
  });
});
