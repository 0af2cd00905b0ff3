import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableRows } from '../../src/core/table-rows.ts';
import { builtInParsers } from '../../src/parse/library.ts';
import { TextParser } from '../../src/parse/text-parser.ts';
import { SKIPPED } from '../helpers/peers.ts';
import { Seat, square } from '../unit/lab/square.ts';

// Every template has samples: test/golden/parsers/<platform>/<command>/<case>.raw with the rows expected of it in <case>.json.
// `GOLDEN=write npm test`, then `npm run fix`, writes the .json anew; what it wrote is read in review.
const GOLDEN = resolve(import.meta.dirname, '../golden/parsers');
/** Community samples, which are no part of this repository. */
const CASES =
  process.env['SHOWRUN_CASES'] ?? resolve(import.meta.dirname, '../../../shared/parsing/cases');

const parser = new TextParser();
const templates = foldersIn(builtInParsers()).flatMap((platform) =>
  readdirSync(join(builtInParsers(), platform)).map((file) => ({
    platform,
    name: file.replace(/\.textfsm$/, ''),
  })),
);

describe.each(templates)('template $platform/$name', ({ platform, name }) => {
  const cases = casesIn(join(GOLDEN, platform, name));

  it('has samples', () => {
    expect(cases, `write test/golden/parsers/${platform}/${name}/<case>.raw`).not.toEqual([]);
  });

  it.each(cases)('reads %s, knowing every line', (file) => {
    const { rows, origin } = parsed({ platform, name, file });
    const expectedFile = file.replace(/\.raw$/, '.json');
    if (process.env['GOLDEN'] === 'write') {
      writeFileSync(expectedFile, `${JSON.stringify(rows, undefined, 2)}\n`);
    }
    expect(existsSync(expectedFile), `${expectedFile} is missing: GOLDEN=write npm test`).toBe(
      true,
    );
    expect(rows).toEqual(JSON.parse(readFileSync(expectedFile, 'utf8')));
    expect(origin).toMatchObject({ mode: 'strict', linesMatched: origin?.linesTotal });
  });
});

describe('every sample', () => {
  it('belongs to a template', () => {
    const samples = foldersIn(GOLDEN).flatMap((platform) =>
      foldersIn(join(GOLDEN, platform)).map((name) => `${platform}/${name}`),
    );
    expect(
      samples.filter((one) => !templates.some((t) => `${t.platform}/${t.name}` === one)),
    ).toEqual([]);
  });
});

describe('the lab', () => {
  const commands = [
    'show ip interface brief',
    'show ip route',
    'show ip ospf neighbor',
    'show version',
  ];
  const lab = square();

  it.each(['r1', 'r2', 'r3', 'r4'])('is read whole on %s', (device) => {
    const seat = new Seat(lab, { device });
    for (const command of commands) {
      const table = parser.parse({
        platform: 'cisco_ios',
        command,
        text: seat.run(command),
        mode: 'strict',
      });
      expect(table?.origin?.linesMatched, command).toBe(table?.origin?.linesTotal);
      expect(table?.rows.length, command).toBeGreaterThan(0);
    }
  });
});

const shared = templates.flatMap(({ platform, name }) =>
  casesIn(join(CASES, platform, name)).map((file) => ({ platform, name, file })),
);

describe.skipIf(shared.length === 0)(
  `the community’s samples${shared.length > 0 ? '' : `${SKIPPED}none here, SHOWRUN_CASES names their folder)`}`,
  () => {
    it('are there', () => expect(shared).not.toEqual([]));

    it.each(shared)('$platform/$name give the rows its scripts expect: $file', (one) => {
      const expected: unknown = JSON.parse(
        readFileSync(one.file.replace(/\.raw$/, '.json'), 'utf8'),
      );
      expect(parsed(one).rows).toEqual(expected);
    });
  },
);

function parsed(sample: { platform: string; name: string; file: string }) {
  const table = parser.parse({
    platform: sample.platform,
    command: sample.name.replaceAll('_', ' '),
    text: readFileSync(sample.file, 'utf8'),
    mode: 'strict',
  });
  return { rows: table && tableRows(table).map((row) => ({ ...row })), origin: table?.origin };
}

function casesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.raw'))
    .map((file) => join(folder, file));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
