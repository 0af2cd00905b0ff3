import { describe, expect, it } from 'vitest';
import {
  columnPlace,
  columnProblem,
  nearestNames,
} from '../../../../../src/core/table/condition/find-column.ts';

const columns = ['host', 'interface', 'rx_errors', 'rx_rate', 'Rx'];

describe('a column', () => {
  it.each([
    ['host', 0],
    ['HOST', 0],
    ['int', 1],
    ['rx', 4],
    ['rx_', -1],
    ['rx_e', 2],
    ['', -1],
    ['none', -1],
  ])('is found by %s', (name, place) => {
    expect(columnPlace(name, columns)).toBe(place);
  });

  it('that is not there is told with the nearest names', () => {
    expect(columnProblem('hots', columns)).toBe(
      "no column 'hots'. Did you mean host? Columns: host, interface, rx_errors, rx_rate, Rx",
    );
    expect(columnProblem('rx_', columns)).toBe("'rx_' is rx_errors or rx_rate");
    expect(columnProblem('x', [])).toBe("no column 'x': there are no columns here");
    expect(columnProblem('x', ['host', 'line'])).toContain(
      'this is text, of which no table was made',
    );
    expect(columnProblem('\u001b[2J', columns)).not.toContain('\u001b');
  });

  it('is near by letters changed, left out or swapped', () => {
    expect(nearestNames('interfcae', columns)).toEqual(['interface']);
    expect(nearestNames('errors', columns)).toEqual(['rx_errors']);
    expect(nearestNames('zzz', columns)).toEqual([]);
    expect(nearestNames('x'.repeat(100_000), columns)).toEqual([]);
  });
});
