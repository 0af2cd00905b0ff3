import { execFileSync, spawnSync } from 'node:child_process';

/** One run of the reference implementation: its rows, or that it refused the template or the text. */
export type ReferenceRun =
  | { readonly rows: readonly (readonly ReferenceCell[])[] }
  | { readonly refused: 'template' | 'text'; readonly message: string };
export type ReferenceCell = string | readonly (string | null | Record<string, string | null>)[];

export interface ReferenceJob {
  readonly template: string;
  readonly text: string;
}

/** A Python that has the `textfsm` package; undefined when this machine has none. */
export function pythonWithTextFsm(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-W', 'ignore', '-c', 'import textfsm']).status === 0,
  );
}

/** Runs many templates in one Python process. */
export function runReference(python: string, jobs: readonly ReferenceJob[]): ReferenceRun[] {
  const output = execFileSync(python, ['-W', 'ignore', '-c', PROGRAM], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  return JSON.parse(output) as ReferenceRun[];
}

const PROGRAM = `
import io, json, sys, textfsm
answers = []
for job in json.load(sys.stdin):
    try:
        machine = textfsm.TextFSM(io.StringIO(job['template'], newline=None))
    except Exception as problem:
        answers.append({'refused': 'template', 'message': repr(problem)})
        continue
    try:
        answers.append({'rows': machine.ParseText(job['text'])})
    except Exception as problem:
        answers.append({'refused': 'text', 'message': repr(problem)})
json.dump(answers, sys.stdout)
`;
