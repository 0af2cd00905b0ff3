import { execFileSync } from 'node:child_process';

export interface CliTableJob {
  readonly platform: string;
  readonly command: string;
  readonly text: string;
}

/** What the reference's clitable gives: a table, or the reason there is none. */
export type CliTableRun =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly refused: string };

/** Runs many lookups over one folder of templates with the reference's clitable. */
export function runCliTable(
  python: string,
  folder: string,
  jobs: readonly CliTableJob[],
): CliTableRun[] {
  const output = execFileSync(python, ['-W', 'ignore', '-c', PROGRAM, folder], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  return JSON.parse(output) as CliTableRun[];
}

const PROGRAM = `
import json, sys
from textfsm import clitable
folder = sys.argv[1]
answers = []
for job in json.load(sys.stdin):
    table = clitable.CliTable('index', folder)
    try:
        table.ParseCmd(job['text'], {'Platform': job['platform'], 'Command': job['command']})
        answers.append({'columns': list(table.header), 'rows': [[cell if isinstance(cell, str) else str(cell) for cell in row] for row in table]})
    except Exception as problem:
        answers.append({'refused': repr(problem)})
json.dump(answers, sys.stdout)
`;
