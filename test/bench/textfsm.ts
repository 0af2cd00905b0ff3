import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInParsers, Library } from '../../src/parse/library.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../src/textfsm/run-template.ts';
import { pythonWithTextFsm } from '../helpers/python-textfsm.ts';
import { type BenchRow, medianOf, peerOf } from './row.ts';

const LINES = 10_000;
const RUNS = 7;
/** How many times faster than the reference the engine has to be. */
const TIMES_FASTER = 5;
const TEMPLATES = 1_000;
const LOOK_UP_MS = 30;

/**
 * Lines a second of the TextFSM engine on long tables, and of the Python reference with the same templates and texts; then how long it takes to
 * open a folder of a thousand templates and find one.
 */
export async function textfsmBench(): Promise<readonly BenchRow[]> {
  return [
    speedRow('show ip route', routingTable(LINES)),
    speedRow('show mac-address-table', macTable(LINES)),
    ...lookUpRows(),
  ];
}

function speedRow(command: string, text: string): BenchRow {
  const file = join(builtInParsers(), 'cisco_ios', `${command.replaceAll(' ', '_')}.textfsm`);
  const lines = text.split('\n').length;
  const perSecond = (timesMs: readonly number[]): number[] =>
    timesMs.map((ms) => (lines / ms) * 1_000);
  const ours = medianOf(perSecond(measureOurs(file, text)));
  const python = pythonWithTextFsm();
  const theirs = python && medianOf(perSecond(measurePython(python, file, text)));
  return {
    what: `TextFSM, ${command}, ${lines} lines`,
    unit: 'lines/s',
    ours,
    peers: theirs ? peerOf('Python textfsm', theirs) : [],
    ...(theirs && { budget: { kind: 'at-least', median: TIMES_FASTER * theirs.median } }),
  };
}

/** Each time the first look-up of a new library, which has read nothing yet. */
function lookUpRows(): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-'));
  const [plain, indexed] = [join(folder, 'plain'), join(folder, 'indexed')];
  writeTemplates(plain, indexed);
  try {
    return [plain, indexed].map((place): BenchRow => {
      const command = `sh item${TEMPLATES - 1} det`;
      const timesMs = Array.from({ length: RUNS }, () => {
        const start = performance.now();
        const found = new Library([place]).find(['acme_os'], command);
        const elapsedMs = performance.now() - start;
        if (found === undefined) throw new Error(`'${command}' was not found`);
        return elapsedMs;
      });
      return {
        what: `one of ${TEMPLATES} templates, ${place === plain ? 'by file names' : 'by an index'}`,
        unit: 'ms',
        ours: medianOf(timesMs),
        peers: [],
        budget: { kind: 'at-most', median: LOOK_UP_MS },
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeTemplates(plain: string, indexed: string): void {
  mkdirSync(join(plain, 'acme_os'), { recursive: true });
  mkdirSync(indexed);
  const template = 'Value A (\\S+)\n\nStart\n ^${A} -> Record\n';
  const names = Array.from({ length: TEMPLATES }, (_, at) => `show_item${at}_detail`);
  const rows = names.map(
    (name) => `${name}.textfsm, .*, acme_os, sh[[ow]] ${name.split('_')[1]} d[[etail]]\n`,
  );
  for (const name of names) {
    writeFileSync(join(plain, 'acme_os', `${name}.textfsm`), template);
    writeFileSync(join(indexed, `${name}.textfsm`), template);
  }
  writeFileSync(
    join(indexed, 'index'),
    `Template, Hostname, Platform, Command\n\n${rows.join('')}`,
  );
}

function measureOurs(file: string, text: string): number[] {
  const template = compileTemplate(readFileSync(file, 'utf8'), { file });
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { rows } = runTemplate(template, text, { mode: 'strict' });
    const elapsedMs = performance.now() - start;
    if (rows.length < LINES) throw new Error(`only ${rows.length} rows were read`);
    return elapsedMs;
  });
}

function measurePython(python: string, file: string, text: string): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'showrun-bench-'));
  const textFile = join(folder, 'route.txt');
  writeFileSync(textFile, text);
  try {
    const output = execFileSync(
      python,
      ['-W', 'ignore', '-c', PROGRAM, file, textFile, String(RUNS)],
      {
        encoding: 'utf8',
      },
    );
    return JSON.parse(output) as number[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PROGRAM = `
import json, sys, time, textfsm
machine = textfsm.TextFSM(open(sys.argv[1]))
text = open(sys.argv[2]).read()
times = []
for _ in range(int(sys.argv[3])):
    machine.Reset()
    start = time.perf_counter()
    machine.ParseText(text)
    times.append((time.perf_counter() - start) * 1000)
json.dump(times, sys.stdout)
`;

/** A MAC table as IOS prints it. */
function macTable(entries: number): string {
  const lines = [
    '          Mac Address Table',
    '-------------------------------------------',
    '',
    'Vlan    Mac Address       Type        Ports',
    '----    -----------       --------    -----',
  ];
  for (let at = 0; at < entries; at++) {
    const hex = at.toString(16).padStart(8, '0');
    const address = `0200.${hex.slice(0, 4)}.${hex.slice(4)}`;
    const vlan = String(1 + (at % 4_000)).padStart(4);
    lines.push(`${vlan}    ${address}    DYNAMIC     Gi1/0/${1 + (at % 48)}`);
  }
  lines.push(`Total Mac Addresses for this criterion: ${entries}`);
  return lines.join('\n');
}

/** A routing table as IOS prints it: connected, OSPF of each kind, BGP, every seventh with a second way. */
function routingTable(routes: number): string {
  const lines = [
    'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP',
    '       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area ',
    '',
    'Gateway of last resort is not set',
    '',
    '      10.0.0.0/8 is variably subnetted, 10000 subnets, 2 masks',
  ];
  for (let at = 0; at < routes; at++) {
    const network = `10.${(at >> 8) & 255}.${at & 255}.0/24`;
    const way = `via 10.0.${at % 4}.2, ${at % 10}w${at % 7}d, GigabitEthernet0/${at % 4}`;
    const code = ['O       ', 'O IA    ', 'O E2    ', 'B       '][at % 4] ?? '';
    if (at % 9 === 0)
      lines.push(`C        ${network} is directly connected, GigabitEthernet0/${at % 4}`);
    else lines.push(`${code} ${network} [110/${at % 90}] ${way}`);
    if (at % 7 === 1) lines.push(`                     [110/${at % 90}] ${way}`);
  }
  return lines.join('\n');
}
