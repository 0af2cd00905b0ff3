import { describe, expect, it } from 'vitest';
import { clockCheck, nodeCheck, terminalCheck } from '../../../../src/app/doctor/machine-checks.ts';

describe('the doctor of this machine', () => {
  it.each([
    ['v20.19.0', 'ok'],
    ['v22.1.0', 'ok'],
    ['v20.18.9', 'bad'],
    ['v18.20.0', 'bad'],
  ])('finds Node %s %s', (version, state) => {
    expect(nodeCheck(version).state).toBe(state);
    expect(nodeCheck(version).says).toContain(version);
  });

  it('tells the terminal, and what could be better about it', () => {
    const size = { cols: 120, rows: 40 };
    const full = terminalCheck({ size, depth: 'rgb' }, 'xterm-256color');
    expect(full).toEqual({
      what: 'terminal',
      state: 'ok',
      says: '120 × 40, all colours, TERM=xterm-256color',
    });
    expect(terminalCheck({ size: { cols: 60, rows: 40 }, depth: 'rgb' }, 'x').says).toMatch(
      /little room/,
    );
    expect(terminalCheck({ size, depth: '16' }, 'ansi').says).toMatch(/%theme ansi/);
    expect(terminalCheck(undefined, undefined).says).toMatch(/none/);
  });

  it('finds a clock wrong that stands before the program was installed', () => {
    expect(clockCheck(2_000_000, 1_000_000).state).toBe('ok');
    expect(clockCheck(1_000_000, 2_000_000)).toMatchObject({ state: 'bad', what: 'clock' });
  });
});
