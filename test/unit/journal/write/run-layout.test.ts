import { describe, expect, it } from 'vitest';
import { paneLayout, tile } from '../../../../src/core/layout.ts';
import { laidOut } from '../../../../src/journal/write/run-layout.ts';

const tab = (...panes: string[]) => [tile(panes) ?? paneLayout('none')];

describe('how a run was arranged', () => {
  it('is the latest arrangement', () => {
    expect(laidOut([], tab('r1'))).toEqual(tab('r1'));
    expect(laidOut(tab('r1'), tab('r1', 'r2'))).toEqual(tab('r1', 'r2'));
    expect(laidOut(tab('r1', 'r2'), tab('r2', 'r1'))).toEqual(tab('r2', 'r1'));
    expect(laidOut(tab('r1', 'r2'), tab('r3'))).toEqual(tab('r3'));
  });

  it('is not lost by closing panes one after the other', () => {
    const whole = tab('r1', 'r2', 'r3');
    expect(laidOut(laidOut(whole, tab('r1', 'r3')), [])).toBe(whole);
  });
});
