import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { tableRows } from '../../src/core/table/forms/table-rows.ts';
import type { TextParser } from '../../src/parse/text-parser.ts';

/** A device's answer in a file, and the rows expected of it in `<case>.json` beside it. */
export interface ParserCase {
  readonly platform: string;
  /** The command's words joined by `_`. */
  readonly name: string;
  readonly file: string;
}

/** Our own samples. */
export const GOLDEN = resolve(import.meta.dirname, '../golden/parsers');

/** The community's samples, which are no part of this repository: `SHOWRUN_CASES`, or beside the checkout. */
export const COMMUNITY =
  process.env['SHOWRUN_CASES'] ?? resolve(import.meta.dirname, '../../../shared/parsing/cases');

/** `<platform>/<command>/<case>.raw` of a folder, in order; none where it does not exist. */
export function parserCases(folder: string): ParserCase[] {
  return foldersIn(folder).flatMap((platform) =>
    foldersIn(join(folder, platform)).flatMap((name) =>
      readdirSync(join(folder, platform, name))
        .filter((file) => file.endsWith('.raw'))
        .sort()
        .map((file) => ({ platform, name, file: join(folder, platform, name, file) })),
    ),
  );
}

/** The case's name, for reports. */
export function caseName({ platform, name, file }: ParserCase): string {
  return `${platform}/${name}/${basename(file, '.raw')}`;
}

export function rawText({ file }: ParserCase): string {
  return readFileSync(file, 'utf8');
}

/** The rows a case expects. */
export function expectedRows({ file }: ParserCase): readonly Row[] {
  return JSON.parse(readFileSync(file.replace(/\.raw$/, '.json'), 'utf8')) as Row[];
}

/** The rows the program gives for it, as a person asks for them: by platform and command. */
export function givenRows(parser: TextParser, one: ParserCase): readonly Row[] | undefined {
  const command = one.name.replaceAll('_', ' ');
  const table = parser.parse({ platform: one.platform, command, text: rawText(one) });
  return table && tableRows(table);
}

/** Where rows differ from those expected, in words; empty when they are equal: as many rows, the same fields, the same values. */
export function misses(
  given: readonly Row[] | undefined,
  expected: readonly Row[],
): readonly string[] {
  if (!given) return ['no table'];
  const found =
    given.length === expected.length ? [] : [`${given.length} rows, not ${expected.length}`];
  expected.forEach((row, at) => {
    const own = given[at];
    if (!own) return;
    for (const field of new Set([...Object.keys(row), ...Object.keys(own)])) {
      const [theirs, ours] = [JSON.stringify(row[field]), JSON.stringify(own[field])];
      if (theirs !== ours) found.push(`row ${at + 1} ${field}: ${ours}, not ${theirs}`);
    }
  });
  return found;
}

type Row = Readonly<Record<string, unknown>>;

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
