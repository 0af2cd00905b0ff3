import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Table } from '../../../../src/core/table/table.ts';
import { widthOf } from '../../../../src/core/width.ts';
import type { Charset } from '../../../../src/repl/chart/charset.ts';
import { chartPlan } from '../../../../src/repl/chart/chart-table.ts';
import { chartWish } from '../../../../src/repl/chart/chart-words.ts';
import { drawChart } from '../../../../src/repl/chart/draw-chart.ts';
import { paintedText, plainText } from '../../../../src/repl/chart/painted.ts';

beforeAll(() => {
  process.env['TZ'] = 'UTC';
});

function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  return { columns, rows, origin: undefined };
}

function lines(
  given: Table,
  words: string,
  paper: { cols?: number; rows?: number; charset?: Charset } = {},
) {
  const { cols = 44, rows = 9, charset = 'unicode' } = paper;
  return drawChart(chartPlan(given, chartWish(words)), { cols, rows, charset });
}

function picture(...args: Parameters<typeof lines>): string {
  return plainText(lines(...args)).replace(/ +$/gm, '');
}

/** Rates of two hosts every ten seconds; r2 is away for a while. */
const RATES = table(
  ['time', 'host', 'rx_rate'],
  Array.from({ length: 13 }, (_, i) => {
    const time = new Date(Date.UTC(2026, 0, 2, 12, 0, i * 10)).toISOString();
    const r1 = [time, 'r1', String(i * 100_000)];
    return i > 4 && i < 8 ? [r1] : [r1, [time, 'r2', String(1_200_000 - i * 50_000)]];
  }).flat(),
);

const ERRORS = table(
  ['interface', 'errors', 'change'],
  [
    ['Gi0/0', '3', '-5'],
    ['Gi0/1', '1,200', '10'],
    ['Gi0/2', '0', 'n/a'],
  ],
);

describe('a line chart', () => {
  it('has two axes, a line for each host, marks, a gap where a host was away, and a legend with units', () => {
    expect(`\n${picture(RATES, 'line x: time y: rx_rate by host')}`).toBe(LINES);
  });

  it('is drawn with marks of ASCII where the terminal has no dots', () => {
    expect(`\n${picture(RATES, 'line', { charset: 'ascii' })}`).toBe(ASCII_LINES);
  });

  it('tells its lines apart by colour and by mark', () => {
    const text = paintedText(lines(RATES, 'line'));
    expect(text).toContain('\u001b[96m● \u001b[0mr1');
    expect(text).toContain('\u001b[33m▲ \u001b[0mr2');
  });

  it('shows a single point as a mark', () => {
    const one = table(['time', 'v'], [['2026-01-02T12:03:04Z', '5']]);
    expect(`\n${picture(one, 'line', { cols: 30, rows: 6 })}`).toBe(ONE_POINT);
  });

  it('lays a constant line where its number is', () => {
    const constant = table(
      ['n', 'v'],
      [
        ['1', '7'],
        ['2', '7'],
        ['3', '7'],
      ],
    );
    const text = picture(constant, 'line x: n y: v', { cols: 30 });
    expect(text.match(/[⠁-⣿]+●/g)).toHaveLength(1);
    expect(text.split('\n').findIndex((line) => line.includes('●'))).toBe(0);
  });

  it('has room below zero', () => {
    const waves = table(
      ['n', 'v'],
      [
        ['0', '-10'],
        ['1', '10'],
        ['2', '-10'],
      ],
    );
    const text = picture(waves, 'line x: n y: v');
    expect(text).toMatch(/^ {2}0 ┤/m);
    expect(text).toMatch(/^-10 ┤/m);
  });

  it('says so where there are no numbers', () => {
    const none = table(['time', 'v'], [['2026-01-02T12:03:04Z', 'n/a']]);
    expect(picture(none, 'line y: v')).toBe('nothing to draw: no numbers');
  });

  it('draws the peaks of 100,000 points', () => {
    const rows = Array.from({ length: 100_000 }, (_, i): Cell[] => [
      String(i),
      i === 54_321 ? '999' : '1',
    ]);
    const text = picture(table(['n', 'v'], rows), 'line x: n y: v', { cols: 60 });
    expect(text.split('\n')[0]).toMatch(/┤ +[⠀-⣿] *$/);
  });

  it('draws eight lines and says how many are left', () => {
    const rows = Array.from({ length: 11 }, (_, i): Cell[] => ['1', `r${i}`, String(i)]);
    const text = picture(table(['n', 'host', 'v'], rows), 'line x: n y: v by host', { rows: 14 });
    expect(text).toContain('3 more lines not drawn');
  });
});

describe('a bar chart', () => {
  it('has a bar for each name with its number, something never drawn as nothing', () => {
    expect(`\n${picture(ERRORS, 'bar x: interface y: errors')}`).toBe(BARS);
  });

  it('has bars to the left for what is below zero, and none for what is no number', () => {
    expect(`\n${picture(ERRORS, 'bar x: interface y: change', { cols: 30 })}`).toBe(BELOW_ZERO);
  });

  it('groups the bars of several columns and says which is which', () => {
    expect(
      `\n${picture(ERRORS, 'bar x: interface y: errors, change', { cols: 36, charset: 'ascii' })}`,
    ).toBe(GROUPED);
  });
});

describe('a row of sparks', () => {
  it('has a line for each host with its last number and between what it went', () => {
    expect(`\n${picture(RATES, 'spark', { cols: 70 })}`).toBe(SPARKS);
  });
});

describe('any chart', () => {
  const hostile = table(
    ['na\u001b]0;x\u0007me', 'v'],
    [
      ['\u001b[31mevil\u202e', '5'],
      ['路由器'.repeat(40), '7'],
      ['a\nb', '1'],
    ],
  );

  it.each(['bar y: v', 'line y: v', 'spark y: v'])(
    'lets no device write to the terminal: %s',
    (words) => {
      const text = picture(hostile, words, { cols: 50 });
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
      for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(50);
    },
  );

  it('needs a column of numbers', () => {
    expect(() => picture(table(['host'], [['r1']]), '')).toThrow('no column has numbers to draw');
    expect(() => picture(ERRORS, 'bar y: speed')).toThrow("no column 'speed'");
  });
});

const LINES = `
1.5M ┤
     │⠒⠒⠒▲⠒⠤⠤⠤⣀⣀⣀                     ⢀⣀⠤⠤⠔●
  1M ┤           ⠉▲           ⣀▲⡤⠔⠒⠒⠉●⠁
500k ┤               ⣀⣀⡠⠤●⠒⠊⠉⠉  ⠈⠉⠉⠉⠉⠉⠉⠒▲⠒⠤▲
     │       ⢀⣀●⠤⠔⠒⠊⠉
   0 ┤●⠤⠔⠒⠒⠉⠉⠁
     └┬──────────────────┬─────────────────┬
      12:00            12:01           12:02
● r1 1.2 Mbit/s  ▲ r2 600 kbit/s`;

const ASCII_LINES = `
1.5M +
     |++++++++                         *****
  1M +        +++++           *++******
500k +              **********   +++++++++++
     |     *********
   0 +*****
     ++------------------+-----------------+
      12:00            12:01           12:02
* r1 1.2 Mbit/s  + r2 600 kbit/s`;

const ONE_POINT = `
  5 ┤            ●
2.5 ┤
  0 ┤
    └────────────┬────────────
             12:03:04
● v 5`;

const BARS = `
Gi0/0 ▏                                 3
Gi0/1 █████████████████████████████████ 1.2k
Gi0/2                                   0`;

const BELOW_ZERO = `
Gi0/0 ███████│              -5
Gi0/1        │█████████████ 10
Gi0/2        │              -`;

const GROUPED = `
Gi0/0  |*                       3
      +|                        -5
Gi0/1  |*********************** 1.2k
       |+                       10
Gi0/2  |                        0
       |                        -
* errors  + change`;

const SPARKS = `
r1 ▁▂▂▃▃▄▅▅▆▆▇▇█ 1.2 Mbit/s (0 bit/s to 1.2 Mbit/s)
r2 ██▇▇▇   ▆▅▅▅▅ 600 kbit/s (600 kbit/s to 1.2 Mbit/s)`;
