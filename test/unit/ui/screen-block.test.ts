import { describe, expect, it } from 'vitest';
import { openPlatforms } from '../../../src/platforms/platforms.ts';
import { Emulator } from '../../../src/term/emulator.ts';
import { blockAt, commandRow } from '../../../src/ui/screen-block.ts';

const platform = openPlatforms().find('cisco_ios');
const SCREEN = [
  'Welcome',
  'r1#show clock',
  '*12:00:00.000 UTC Mon Jan 1 2024',
  'r1#',
  'r1#show ip route with words that wrap',
  'first',
  'second line that is long enough to wrap',
  '',
  'r1(config)#do show x',
  'r1#',
].join('\r\n');

describe('a command among old lines', () => {
  it('is found from any row of its answer, wrapped rows joined', () => {
    const emulator = screenOf(SCREEN);
    const row = rowOf(emulator, 'second');
    expect(blockAt(emulator, { row, platform })).toEqual({
      row: rowOf(emulator, 'show ip route'),
      command: 'show ip route with words that wrap',
      text: 'first\nsecond line that is long enough to wrap',
    });
  });

  it('belongs to its own row, too, and to the bare prompt below it', () => {
    const emulator = screenOf(SCREEN);
    for (const text of ['r1#show clock', '*12:00']) {
      const found = blockAt(emulator, { row: rowOf(emulator, text), platform });
      expect(found).toMatchObject({
        command: 'show clock',
        text: '*12:00:00.000 UTC Mon Jan 1 2024',
      });
    }
    expect(blockAt(emulator, { row: rowOf(emulator, 'Welcome'), platform })).toBeUndefined();
  });

  it('is the one before or after another, to either end', () => {
    const emulator = screenOf(SCREEN);
    const rows = ['show clock', 'show ip route', 'do show x'].map((text) => rowOf(emulator, text));
    const last = emulator.scrollbackLength + emulator.size.rows;
    const up: number[] = [];
    for (let from: number | undefined = last; from !== undefined; ) {
      from = commandRow(emulator, { from, step: -1, platform });
      if (from !== undefined) up.unshift(from);
    }
    expect(up).toEqual(rows);
    expect(commandRow(emulator, { from: rows[1] ?? 0, step: 1, platform })).toBe(rows[2]);
    expect(commandRow(emulator, { from: rows[2] ?? 0, step: 1, platform })).toBeUndefined();
  });
});

function screenOf(text: string): Emulator {
  const emulator = new Emulator({
    size: { cols: 24, rows: 8 },
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  emulator.feed(Buffer.from(text));
  return emulator;
}

function rowOf(emulator: Emulator, text: string): number {
  const last = emulator.scrollbackLength + emulator.size.rows;
  for (let row = 0; row < last; row++) if (emulator.rowText(row).includes(text)) return row;
  return -1;
}
