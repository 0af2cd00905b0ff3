import { describe, expect, it } from 'vitest';
import type { ExportGiven } from '../../../../src/export/export-format.ts';
import { reportOrder } from '../../../../src/export/report/report-order.ts';
import { reportGiven } from '../../../helpers/report-recording.ts';

function orderOf(given: ExportGiven): string[] {
  return reportOrder(given).map((one) => {
    if (one.kind === 'block') return one.command;
    return one.kind === 'note' ? 'note' : 'cell';
  });
}

function chosen(...numbers: readonly number[]): ExportGiven {
  const given = reportGiven({ chosen: 'blocks' });
  const blocks = numbers.flatMap(
    (number) => given.blocks.find((one) => one.number === number) ?? [],
  );
  return { ...given, blocks };
}

describe("a report's order", () => {
  it('is that of time', () => {
    expect(orderOf(reportGiven())).toEqual([
      'show ip int brief',
      'note',
      'shwo run',
      'cell',
      'show clock',
    ]);
  });

  it('takes along what was written around chosen blocks before anything else was asked', () => {
    expect(orderOf(chosen(1))).toEqual(['show ip int brief', 'note']);
    expect(orderOf(chosen(3))).toEqual(['cell', 'show clock']);
    expect(orderOf(chosen(2))).toEqual(['shwo run', 'cell']);
    expect(orderOf(chosen(3, 1))).toEqual(['show clock', 'show ip int brief', 'note', 'cell']);
  });
});
