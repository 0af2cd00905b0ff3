import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInParsers } from '../../src/parse/library.ts';
import { lineageOf } from '../../src/parse/lineage.ts';
import { TextParser } from '../../src/parse/text-parser.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import {
  COMMUNITY,
  caseName,
  expectedRows,
  GOLDEN,
  givenRows,
  misses,
  parserCases,
} from '../helpers/parser-cases.ts';

// The community's samples are no part of this repository. Where they are, every template we have gives the rows they expect, but for the
// samples that known-differences.tsv names with its reason.

const parser = new TextParser();
const cases = parserCases(COMMUNITY);
const platforms = openPlatforms();
const written = cases.filter(({ platform, name }) =>
  lineageOf(platforms, platform).some((one) =>
    existsSync(join(builtInParsers(), one, `${name}.textfsm`)),
  ),
);
const reasons = knownDifferences();
process.stdout.write(
  cases.length === 0
    ? 'No community samples here: SHOWRUN_CASES names their folder.\n'
    : `Templates for ${written.length} of ${cases.length} community samples.\n`,
);

describe('rows are compared', () => {
  it('by number, fields and values', () => {
    const rows = [{ a: '1', b: ['x'] }];
    expect(misses(rows, rows)).toEqual([]);
    expect(misses(undefined, rows)).toEqual(['no table']);
    expect(misses([], rows)).toEqual(['0 rows, not 1']);
    expect(misses([{ a: '2', b: 'x', c: '' }], rows)).toEqual([
      'row 1 a: "2", not "1"',
      'row 1 b: "x", not ["x"]',
      'row 1 c: "", not undefined',
    ]);
  });
});

describe('the community’s samples', () => {
  for (const one of written) {
    const reason = reasons.get(caseName(one));
    const title = `${caseName(one)}${reason === undefined ? '' : ` (differs: ${reason})`}`;
    it(title, () => {
      const found = misses(givenRows(parser, one), expectedRows(one));
      if (reason === undefined) expect(found).toEqual([]);
      else expect(found, 'equal now: take it out of known-differences.tsv').not.toEqual([]);
    });
  }

  it('that differ are samples there are', () => {
    const names = cases.map(caseName);
    const gone = [...reasons.keys()].filter((name) => !names.includes(name));
    expect(cases.length === 0 ? [] : gone).toEqual([]);
  });
});

/** Reasons by case. */
function knownDifferences(): ReadonlyMap<string, string> {
  const lines = readFileSync(join(GOLDEN, 'known-differences.tsv'), 'utf8').split('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(rows.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']));
}
