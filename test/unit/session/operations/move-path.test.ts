import { describe, expect, it } from 'vitest';
import { movePath } from '../../../../src/session/operations/move-path.ts';

const move = (from: string, to: string) => ({ from, to, send: [to], asks: undefined });
const moves = [
  move('exec', 'privileged'),
  move('privileged', 'exec'),
  move('privileged', 'configuration'),
  move('configuration', 'privileged'),
  move('configuration', 'exec'),
  move('shell', 'shell'),
];

describe('the way from mode to mode', () => {
  it('is the shortest one', () => {
    const path = movePath(moves, { from: 'configuration', to: 'exec' });
    expect(path?.map(({ to }) => to)).toEqual(['exec']);
  });

  it('goes through other modes where it must', () => {
    const path = movePath(moves, { from: 'exec', to: 'configuration' });
    expect(path?.map(({ to }) => to)).toEqual(['privileged', 'configuration']);
  });

  it('is empty where one is already', () => {
    expect(movePath(moves, { from: 'exec', to: 'exec' })).toEqual([]);
  });

  it('is unknown where no move leads, even in circles', () => {
    expect(movePath(moves, { from: 'shell', to: 'exec' })).toBeUndefined();
    expect(movePath(moves, { from: 'exec', to: 'rommon' })).toBeUndefined();
  });
});
