import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableRows } from '../../src/core/table/forms/table-rows.ts';
import { builtInParsers, Library } from '../../src/parse/library.ts';
import { lineageOf } from '../../src/parse/lineage.ts';
import { readTemplateHead } from '../../src/parse/template-head.ts';
import { TextParser } from '../../src/parse/text-parser.ts';
import { openPlatforms } from '../../src/platforms/platforms.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { GOLDEN, type ParserCase, parserCases, rawText } from '../helpers/parser-cases.ts';
import { type ParserTarget, parserTargets } from '../helpers/parser-targets.ts';
import { Seat, square } from '../unit/lab/square.ts';

// Every template has samples: test/golden/parsers/<platform>/<command>/<case>.raw with the rows expected of it in <case>.json.
// `GOLDEN=write npm test`, then `npm run fix`, writes the .json anew; what it wrote is read in review.

/** Commands of targets.tsv without a template, by platform. Only ever lowered. */
const MISSING_AT_MOST: Readonly<Record<string, number>> = {
  alcatel_sros: 0,
  arista_eos: 0,
  aruba_aoscx: 0,
  cisco_asa: 0,
  cisco_ios: 0,
  cisco_nxos: 0,
  cisco_xr: 0,
  fortinet: 0,
  frr: 0,
  hp_comware: 0,
  hp_procurve: 0,
  huawei_vrp: 0,
  juniper_junos: 0,
  linux: 0,
  mikrotik_routeros: 0,
  nokia_srlinux: 0,
  paloalto_panos: 0,
  vyatta_vyos: 0,
};

/** Commands that ask for JSON need no template; a column of their table, and what stands in it. */
const JSON_ANSWERS = [
  {
    command: 'show ip bgp summary json',
    column: 'remoteAs',
    values: [65002, 4200000001, 65001],
  },
  {
    command: 'show ip route json',
    column: 'prefix',
    values: [
      '10.12.0.0/24',
      '10.12.0.0/24',
      '10.255.0.1/32',
      '10.255.0.1/32',
      '10.255.0.2/32',
      '10.255.0.2/32',
    ],
  },
  { command: 'show interface json', column: 'name', values: ['eth0', 'eth0', 'eth0', 'lo'] },
  { command: 'show ip ospf neighbor json', column: 'state', values: ['Full/DR'] },
  {
    command: 'show bgp neighbors json',
    column: 'bgpState',
    values: ['Established', 'Active', 'Idle', 'Established'],
  },
].map((answer) => ({ platform: 'frr', ...answer }));

const parser = new TextParser();
const library = new Library();
const platforms = openPlatforms();
const templates = readdirSync(builtInParsers(), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.textfsm') && !file.includes('+'))
  .sort()
  .map((file) => file.replace(/\.textfsm$/, ''));
const samples = parserCases(GOLDEN);

describe.each(templates)('template %s', (template) => {
  const cases = samples.filter((one) => pairOf(one) === template);

  it('has samples', () => {
    expect(cases, `write test/golden/parsers/${template}/<case>.raw`).not.toEqual([]);
  });

  it.each(cases)('reads $file, knowing every line', (one) => {
    const { rows, origin } = parsed(one);
    const expectedFile = one.file.replace(/\.raw$/, '.json');
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
    const pairs = new Set(samples.map(pairOf));
    expect([...pairs].filter((pair) => !templates.includes(pair))).toEqual([]);
  });
});

describe('the commands people want most', () => {
  const targets = parserTargets().map((target) => ({ ...target, file: templateOf(target) }));
  const platformNames = [...new Set(targets.map(({ platform }) => platform))];

  it('are those of the list', () => {
    expect(targets).toHaveLength(216);
    expect(Object.keys(MISSING_AT_MOST).sort()).toEqual([...platformNames].sort());
  });

  it.each(platformNames)('have templates on %s, but for those still to come', (platform) => {
    const json = JSON_ANSWERS.filter((answer) => answer.platform === platform);
    const missing = targets
      .filter((target) => target.platform === platform && target.file === undefined)
      .map(({ command }) => command)
      .filter((command) => !json.some((answer) => answer.command === command));
    expect(missing.length, missing.join('\n')).toBeLessThanOrEqual(MISSING_AT_MOST[platform] ?? 0);
  });

  const known = targets.filter(({ fields, file }) => fields.length > 0 && file !== undefined);
  it.each(known)('have the fields scripts know: $platform $command', ({ fields, file = '' }) => {
    const joined = readTemplateHead(readFileSync(file, 'utf8')).joined.map((name) =>
      join(dirname(file), `${name}.textfsm`),
    );
    const own = [file, ...joined]
      .flatMap((one) => compileTemplate(readFileSync(one, 'utf8'), { file: one }).values)
      .map(({ name, options }) => `${name.toLowerCase()}${options.includes('List') ? '[]' : ''}`);
    expect([...new Set(own)].sort()).toEqual([...fields].sort());
  });
});

describe('the commands that ask for JSON', () => {
  it.each(JSON_ANSWERS)('are tables: $platform $command', ({ platform, command, ...expected }) => {
    const file = join(
      GOLDEN,
      '..',
      'json-answers',
      platform,
      `${command.replaceAll(' ', '_')}.raw`,
    );
    const table = parser.parse({ platform, command, text: readFileSync(file, 'utf8') });
    expect(table?.origin?.template).toBe('JSON');
    const rows: readonly Readonly<Record<string, unknown>>[] = table ? tableRows(table) : [];
    expect(rows.map((row) => row[expected.column])).toEqual(expected.values);
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

function parsed(sample: ParserCase) {
  const table = parser.parse({
    platform: sample.platform,
    command: sample.name.replaceAll('_', ' '),
    text: rawText(sample),
    mode: 'strict',
  });
  return { rows: table && tableRows(table).map((row) => ({ ...row })), origin: table?.origin };
}

function pairOf({ platform, name }: ParserCase): string {
  return `${platform}/${name}`;
}

/** The file of the template written for this very command. */
function templateOf({ platform, command }: ParserTarget): string | undefined {
  const found = library.find(lineageOf(platforms, platform), command);
  const isOwn = found?.name.endsWith(`/${command.replaceAll(' ', '_')}`);
  return isOwn && found && existsSync(join(found.file)) ? found.file : undefined;
}
