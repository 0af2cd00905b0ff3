import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../src/core/table/table.ts';
import type { Sighting } from '../../../../src/repl/watch/sighting.ts';
import { Tracks } from '../../../../src/repl/watch/tracks.ts';

const table = (columns: string[], ...rows: string[][]): Table => ({
  columns,
  rows,
  origin: undefined,
});
const INTERFACES = ['host', 'interface', 'status'];

/** Tracks that see tables a second apart. */
function seer() {
  const tracks = new Tracks();
  let atMs = 0;
  return {
    see: (given: Table, passedMs = 1_000) => {
      atMs += passedMs;
      return tracks.see(given, () => atMs);
    },
  };
}

const states = ({ rows }: Sighting) => rows.map(({ state, cells }) => [state, cells[1]?.cell]);
const changed = ({ rows, columns }: Sighting) =>
  rows.flatMap(({ cells }) =>
    cells.flatMap(({ isChanged }, at) => (isChanged ? [columns[at]?.name] : [])),
  );

describe('what a watch sees', () => {
  it('is all old in the first table', () => {
    const { see } = seer();
    expect(states(see(table(INTERFACES, ['r1', 'Gi0', 'up'])))).toEqual([['same', 'Gi0']]);
  });

  it('is rows by their keys: changed, new, gone, in whatever order they come', () => {
    const { see } = seer();
    see(table(INTERFACES, ['r1', 'Gi0', 'up'], ['r1', 'Gi1', 'up'], ['r2', 'Gi0', 'up']));
    const sighting = see(
      table(INTERFACES, ['r2', 'Gi0', 'up'], ['r1', 'Gi0', 'down'], ['r3', 'Gi0', 'up']),
    );
    expect(states(sighting)).toEqual([
      ['same', 'Gi0'],
      ['changed', 'Gi0'],
      ['new', 'Gi0'],
      ['gone', 'Gi1'],
    ]);
    expect(changed(sighting)).toEqual(['status']);
    expect(sighting.changedCells).toBe(1);
  });

  it('is told once: in the next table what was new is old and what was gone is away', () => {
    const { see } = seer();
    see(table(INTERFACES, ['r1', 'Gi0', 'up'], ['r1', 'Gi1', 'up']));
    see(table(INTERFACES, ['r1', 'Gi0', 'down'], ['r1', 'Gi2', 'up']));
    const sighting = see(table(INTERFACES, ['r1', 'Gi0', 'down'], ['r1', 'Gi2', 'up']));
    expect(states(sighting)).toEqual([
      ['same', 'Gi0'],
      ['same', 'Gi2'],
    ]);
  });

  it('is new rows where there were none before', () => {
    const { see } = seer();
    see(table(INTERFACES));
    expect(states(see(table(INTERFACES, ['r1', 'Gi0', 'up'])))).toEqual([['new', 'Gi0']]);
  });

  it('is rates of counters by the time that has passed, not by the interval', () => {
    const { see } = seer();
    const counted = (packets: string) =>
      table(['host', 'interface', 'input_packets'], ['r1', 'Gi0', packets]);
    see(counted('1000'));
    see(counted('3000'), 2_000);
    const sighting = see(counted('4000'), 4_000);
    expect(sighting.columns[2]).toEqual({ name: 'input_packets', isKey: false, moves: 'counter' });
    expect(sighting.rows[0]?.cells[2]).toMatchObject({
      rate: 250,
      trend: [1_000, 250],
      isChanged: false,
    });
  });

  it('marks a counter that begins to count, one that was set back, and every error', () => {
    const { see } = seer();
    const counted = (packets: string, errors: string) =>
      table(['host', 'interface', 'input_packets', 'input_errors'], ['r1', 'Gi0', packets, errors]);
    see(counted('1000', '0'));
    expect(changed(see(counted('1000', '1')))).toEqual(['input_errors']);
    expect(changed(see(counted('1500', '1')))).toEqual(['input_packets']);
    expect(changed(see(counted('2000', '2')))).toEqual(['input_errors']);
    const sighting = see(counted('5', '2'));
    expect(changed(sighting)).toEqual(['input_packets']);
    expect(sighting.rows[0]?.cells[2]?.rate).toBe('reset');
  });

  it('does not mark an uptime that goes on, but one that began anew', () => {
    const { see } = seer();
    const up = (uptime: string) =>
      table(['host', 'neighbor_id', 'uptime'], ['r1', '2.2.2.2', uptime]);
    see(up('00:00:10'));
    expect(changed(see(up('00:00:12')))).toEqual([]);
    expect(changed(see(up('00:00:01')))).toEqual(['uptime']);
  });

  it('keeps the trend of a number, and takes an old answer for no new one', () => {
    const tracks = new Tracks();
    const routes = (count: string) => table(['host', 'vrf', 'routes'], ['r1', 'blue', count]);
    tracks.see(routes('10'), () => 1);
    tracks.see(routes('12'), () => 2);
    const sighting = tracks.see(routes('12'), () => 2);
    expect(sighting.rows[0]?.cells[2]?.trend).toEqual([10, 12]);
    expect(sighting.columns[2]?.moves).toBe('number');
  });

  it('bounds what it remembers of each cell', () => {
    const { see } = seer();
    let sighting = see(table(['host', 'routes'], ['r1', '0']));
    for (let i = 1; i < 500; i++) sighting = see(table(['host', 'routes'], ['r1', String(i)]));
    expect(sighting.rows[0]?.cells[1]?.trend.length).toBe(60);
  });

  it('begins anew where the columns are others', () => {
    const { see } = seer();
    see(table(INTERFACES, ['r1', 'Gi0', 'up']));
    const sighting = see(table(['host', 'version'], ['r1', '15.2']));
    expect(sighting.rows.map(({ state }) => state)).toEqual(['new']);
    expect(sighting.rows).toHaveLength(1);
  });
});
