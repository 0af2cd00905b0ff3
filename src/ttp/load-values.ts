import { parseDocument } from 'yaml';
import { LiteralReader } from './literal-reader.ts';
import { readAssignments } from './read-calls.ts';
import { foreignValue, newObject, type TtpObject, type TtpValue } from './value.ts';

export const LOADERS = ['python', 'yaml', 'json', 'ini', 'csv', 'text'] as const;
export type Loader = (typeof LOADERS)[number];

export interface LoadOptions {
  /** The column of a CSV whose values name the rows; the first unless told. */
  readonly key?: string | undefined;
}

/**
 * The values in the text of a tag. Nothing is run: `python` takes literals only. Throws `LiteralError` for Python, and an Error with
 * the reason otherwise.
 */
export function loadValues(text: string, loader: Loader, options: LoadOptions = {}): TtpValue {
  if (text.length > MOST_CHARS) throw new Error(`longer than ${MOST_CHARS} characters`);
  switch (loader) {
    case 'python':
      return readPython(text);
    case 'yaml':
      return readYaml(text);
    case 'json':
      return foreignValue(JSON.parse(text));
    case 'ini':
      return readIni(text);
    case 'csv':
      return readCsv(text, options.key);
    case 'text':
      return text;
  }
}

const MOST_CHARS = 10_000_000;

/** Assignments, or one literal by itself. */
function readPython(text: string): TtpValue {
  const reader = new LiteralReader(text);
  reader.skipSpace();
  if (!/["'[{(]/.test(text[reader.at] ?? '')) return readAssignments(text);
  const value = reader.literal();
  reader.skipSpace();
  if (!reader.atEnd) throw reader.error('expected nothing more');
  return value;
}

/** Written by people who know Python's YAML, which is 1.1: `yes` and `on` are true. */
function readYaml(text: string): TtpValue {
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) throw new Error(problem.message.split('\n')[0] ?? 'no YAML');
  return foreignValue(document.toJS({ maxAliasCount: 100 }));
}

function readIni(text: string): TtpObject {
  const made = newObject();
  let section = made;
  for (const [at, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const heading = /^\[(.+)\]$/.exec(trimmed);
    if (heading) {
      section = newObject();
      made[heading[1] ?? ''] = section;
      continue;
    }
    const found = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed);
    if (!found) throw new Error(`line ${at + 1}: expected [section] or name = value`);
    section[found[1] ?? ''] = found[2] ?? '';
  }
  return made;
}

/** Rows by the value of their key column. */
function readCsv(text: string, key: string | undefined): TtpObject {
  const [header = [], ...rows] = csvRows(text);
  const keyAt = key === undefined ? 0 : header.indexOf(key);
  if (keyAt < 0) throw new Error(`there is no column ${key ?? ''}`);
  return newObject(
    rows.map((row) => {
      const members = header.flatMap((name, at) =>
        at === keyAt ? [] : [[name, row[at] ?? ''] as const],
      );
      return [row[keyAt] ?? '', newObject(members)] as const;
    }),
  );
}

function csvRows(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(csvCells);
}

function csvCells(line: string): string[] {
  const cells: string[] = [];
  const cell = /\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$)/y;
  for (let isMore = true; isMore; ) {
    const found = cell.exec(line);
    if (!found) throw new Error(`a cell with a quote that does not end: ${line.slice(0, 60)}`);
    cells.push(found[1]?.replaceAll('""', '"') ?? (found[2] ?? '').trim());
    isMore = found[0].endsWith(',');
  }
  return cells;
}
