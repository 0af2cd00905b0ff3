import { grepLines } from '../../core/grep-lines.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { type GrepWish, grepWishOf } from '../kernel/grep-wish.ts';
import type { Stage } from '../kernel/stage.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { ShellLines } from '../values/shell-lines.ts';
import { tableAfter, tableValueOf } from '../values/table-of.ts';
import { TableValue } from '../values/table-value.ts';

const grep: Stage = {
  usage: 'grep [-v] [-i] [-F] [-w] [-n] [-c] [-A N] [-B N] [-C N] PATTERN',
  summary: "lines of devices' words, or rows, in which a pattern is found",
  examples: [
    '@all show running-config |> grep -A 2 ^interface',
    '@all show version |> grep -i uptime',
    '@r1 show running-config |> grep -v ^!',
    '@all show ip interface brief |> table |> grep -v unassigned',
  ],
  run(input, args) {
    const wish = grepWishOf(args);
    if (typeof input === 'string') return outcome(linesIn(input, wish), wish);
    if (input instanceof ShellLines) return outcome(linesIn(input.text, wish), wish);
    if (input instanceof Result) return outcome(linesIn(input.text, wish), wish);
    if (input instanceof Results) return outcome(linesOfHosts(input, wish), wish);
    const value = tableValueOf(input);
    const table = TableValue.tableOf(value);
    const found = wish.found(table.rows.flatMap((row) => row.map(cellString)));
    const rows = table.rows.filter(
      (row) => row.some((cell) => found.has(cellString(cell))) !== wish.isInverted,
    );
    return wish.counts ? rows.length : tableAfter(value, { ...table, rows });
  },
};

export default grep;

interface Found {
  readonly lines: readonly string[];
  readonly count: number;
}

function outcome({ lines, count }: Found, { counts }: GrepWish): string | number {
  return counts ? count : lines.join('\n');
}

function linesIn(text: string, wish: GrepWish): Found {
  const { before, after, isNumbered } = wish;
  const all = text === '' ? [] : text.split(/\r?\n/);
  const matching = wish.found(all);
  const test = (line: string) => matching.has(line) !== wish.isInverted;
  const found = grepLines(all, { test, before, after });
  const hasGaps = before + after > 0;
  const lines = found.flatMap((line, at) => [
    ...(hasGaps && line.isAfterGap && at > 0 ? ['--'] : []),
    isNumbered ? `${line.number}${line.isFound ? ':' : '-'}${line.text}` : line.text,
  ]);
  return { lines, count: found.filter(({ isFound }) => isFound).length };
}

/** `r1: line`; a lost host is told, for it may have had one. */
function linesOfHosts(results: Results, wish: GrepWish): Found {
  const parts = results.results.map((result): Found => {
    if (result.error) return { lines: [result.error.message], count: 0 };
    const { lines, count } = linesIn(result.text, wish);
    return { lines: lines.map((line) => `${result.host}: ${line}`), count };
  });
  return {
    lines: parts.flatMap(({ lines }) => lines),
    count: parts.reduce((sum, { count }) => sum + count, 0),
  };
}
