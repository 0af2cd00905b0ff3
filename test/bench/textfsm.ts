import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInParsers } from '../../src/parse/library.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../src/textfsm/run-template.ts';
import { pythonWithTextFsm } from '../helpers/python-textfsm.ts';
import { type BenchRow, medianOf, peerOf } from './row.ts';

const LINES = 10_000;
const RUNS = 7;
/** How many times faster than the reference the engine has to be. */
const TIMES_FASTER = 5;

/** Lines a second of the TextFSM engine on a long routing table, and of the Python reference with the same template and text. */
export async function textfsmBench(): Promise<readonly BenchRow[]> {
  const file = join(builtInParsers(), 'cisco_ios', 'show_ip_route.textfsm');
  const text = routingTable(LINES);
  const lines = text.split('\n').length;
  const perSecond = (timesMs: readonly number[]): number[] =>
    timesMs.map((ms) => (lines / ms) * 1_000);
  const ours = medianOf(perSecond(measureOurs(file, text)));
  const python = pythonWithTextFsm();
  const theirs = python && medianOf(perSecond(measurePython(python, file, text)));
  return [
    {
      what: `TextFSM, show ip route, ${lines} lines`,
      unit: 'lines/s',
      ours,
      peers: theirs ? peerOf('Python textfsm', theirs) : [],
      ...(theirs && { budget: { kind: 'at-least', median: TIMES_FASTER * theirs.median } }),
    },
  ];
}

function measureOurs(file: string, text: string): number[] {
  const template = compileTemplate(readFileSync(file, 'utf8'), { file });
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { rows } = runTemplate(template, text, { mode: 'strict' });
    const elapsedMs = performance.now() - start;
    if (rows.length < LINES) throw new Error(`only ${rows.length} routes were read`);
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
