import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grid } from '../../../../../src/core/grid.ts';
import { Emulator } from '../../../../../src/term/emulator.ts';
import { type FilmStep, filmOf, linesAbove, screenAt } from '../../../../helpers/film.ts';

const marker = { kind: 'marker', label: 'x' } as const;

describe('a film', () => {
  it('shows the screen as it was at each moment', () => {
    const film = filmOf([
      [0, 'r1#'],
      [100, 'show'],
      [200, ' clock\r\n12:00\r\nr1#'],
    ]);
    expect(screenAt(film, 50)).toEqual(['r1#', '', '', '']);
    expect(screenAt(film, 150)).toEqual(['r1#show', '', '', '']);
    expect(screenAt(film, 200)).toEqual(['r1#show clock', '12:00', 'r1#', '']);
    expect(screenAt(film, -1)).toEqual(['', '', '', '']);
  });

  it('keeps every line that left the screen, those of a flood within one frame too', () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `line ${at}`);
    const film = filmOf([
      [0, `${lines.join('\r\n')}\r\n`],
      [100, 'end'],
    ]);
    expect([...linesAbove(film, 100), ...screenAt(film, 100)]).toEqual([...lines, 'end']);
  });

  it('keeps lines that the device itself wiped from its scroll-back', () => {
    const film = filmOf([
      [0, 'a\r\nb\r\nc\r\nd\r\ne\r\nf\x1b[3J\x1b[2J\x1b[H1\r\n2\r\n3\r\n4\r\n5\x1bcnew'],
    ]);
    expect(linesAbove(film, 0)).toEqual(['a', 'b', '1']);
    expect(screenAt(film, 0)).toEqual(['new', '', '', '']);
  });

  it('has the lines below a full-screen program as they were', () => {
    const film = filmOf([
      [0, 'a\r\nb\r\nc\r\nd\r\ne\x1b[?1049h\x1b[Hvim'],
      [100, '\x1b[?1049l'],
      [200, '\r\nf'],
    ]);
    expect(screenAt(film, 0)[0]).toBe('vim');
    expect(screenAt(film, 100)).toEqual(['b', 'c', 'd', 'e']);
    expect(linesAbove(film, 200)).toEqual(['a', 'b']);
  });

  it('shows a line once after a resize has taken it onto the screen and it leaves again', () => {
    const film = filmOf([
      [0, '1\r\n2\r\n3\r\n4\r\n5\r\n6'],
      [100, { kind: 'resize', size: { cols: 20, rows: 6 } }],
      [200, '\r\n7\r\n8'],
    ]);
    expect(screenAt(film, 100)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(linesAbove(film, 100)).toEqual([]);
    expect([...linesAbove(film, 200), ...screenAt(film, 200)]).toEqual([...'12345678']);
  });

  it('ends where it would be too large, and says when', () => {
    const film = filmOf(
      Array.from(
        { length: 100 },
        (_, at): FilmStep => [at * 100, `${at} is a line of its own\r\n`],
      ),
      { mostChars: 1_000 },
    );
    expect(film.data.cutAtMs).toBeGreaterThan(0);
    expect(film.data.cutAtMs).toBeLessThan(5_000);
    expect(film.times.at(-1)).toBe(film.data.cutAtMs);
  });

  it('has at every marker what the emulator shows, cell for cell of its text, sought in any order', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\x1b[2J',
        '\x1b[H',
        '\x1b[3J',
        '\x1b[31m',
        '\x1b[0m',
        '\x1b[A',
        '\x1b[K',
        '\x1b[?1049h',
        '\x1b[?1049l',
        '\x1b[2;3r',
        '\x1b[r',
        '\b',
        '\t',
        '你',
        'é',
        '\x1b[L',
        '\x1b[M',
        '\x1bc',
      ),
      fc.string({ maxLength: 12 }),
    );
    const chunk = fc.record({
      wait: fc.integer({ min: 0, max: 120 }),
      said: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    });
    fc.assert(
      fc.property(fc.array(chunk, { minLength: 1, maxLength: 90 }), (chunks) => {
        const emulator = openEmulator();
        const steps: FilmStep[] = [];
        const shown = new Map<number, string[]>();
        let atMs = 0;
        for (const { wait, said } of chunks) {
          atMs += wait + 1;
          steps.push([atMs, said], [atMs, marker]);
          emulator.feed(Buffer.from(said));
          shown.set(atMs, textOf(emulator));
        }
        const film = filmOf(steps);
        for (const [time, text] of [...shown].reverse()) expect(screenAt(film, time)).toEqual(text);
        for (const [time, text] of shown) expect(screenAt(film, time)).toEqual(text);
        emulator.close();
      }),
      { numRuns: 100 },
    );
  });
});

function openEmulator(): Emulator {
  return new Emulator({
    size: { cols: 20, rows: 4 },
    onReply: () => undefined,
    onDirty: () => undefined,
  });
}

function textOf(emulator: Emulator): string[] {
  const grid = new Grid(emulator.size);
  emulator.blit(grid, { x: 0, y: 0, w: 20, h: 4 }, 0);
  return grid.picture().split('\n');
}
