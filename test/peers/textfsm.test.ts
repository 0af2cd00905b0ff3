import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtInParsers } from '../../src/parse/library.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../src/textfsm/run-template.ts';
import { peer } from '../helpers/peers.ts';
import {
  pythonWithTextFsm,
  type ReferenceJob,
  type ReferenceRun,
  runReference,
} from '../helpers/python-textfsm.ts';
import { randomTemplate } from '../helpers/random-template.ts';

const SAMPLES = resolve(import.meta.dirname, '../golden/parsers');
const python = pythonWithTextFsm();
const missing =
  python === undefined
    ? 'the Python package textfsm is not installed (apt-get install python3-textfsm)'
    : undefined;

peer('textfsm', missing)('the reference implementation of TextFSM', () => {
  it('gives the same rows for thousands of random templates and texts', () => {
    const jobs = fc.sample(randomTemplate(), { seed: 20_260_101, numRuns: 6_000 });
    const runs = runReference(python ?? '', jobs);
    const differing = jobs
      .map((job, index) => ({ job, theirs: runs[index], ours: ownRun(job) }))
      .filter(({ theirs }) => !hasCrashed(theirs))
      .filter(({ theirs, ours }) => JSON.stringify(kindOf(theirs)) !== JSON.stringify(ours))
      .map(
        ({ job, theirs, ours }) =>
          `${job.template}---\n${JSON.stringify({ text: job.text, theirs, ours })}`,
      );
    expect(differing.slice(0, 3)).toEqual([]);
    expect(runs.filter((run) => 'rows' in run && run.rows.length > 0).length).toBeGreaterThan(400);
  });

  it('runs our own templates, with the same rows for every sample', () => {
    const samples = rawFiles();
    const jobs = samples.map((sample) => ({
      template: readFileSync(join(builtInParsers(), `${dirname(sample)}.textfsm`), 'utf8'),
      text: readFileSync(join(SAMPLES, sample), 'utf8'),
    }));
    const theirs = runReference(python ?? '', jobs);
    const differing = jobs.flatMap((job, at) => {
      const [own, other] = [JSON.stringify(ownRun(job)), JSON.stringify(theirs[at])];
      return own === other
        ? []
        : [`${samples[at]}: ${own.slice(0, 300)}, not ${other?.slice(0, 300)}`];
    });
    expect(jobs.length).toBeGreaterThan(10);
    expect(differing).toEqual([]);
  });
});

/** `<platform>/<command>/<case>.raw` of every sample. */
function rawFiles(): string[] {
  const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.raw')).sort();
}

function ownRun({ template, text }: ReferenceJob): unknown {
  let compiled: ReturnType<typeof compileTemplate>;
  try {
    compiled = compileTemplate(template, { file: 'random' });
  } catch {
    return { refused: 'template' };
  }
  try {
    return { rows: runTemplate(compiled, text, { mode: 'strict' }).rows };
  } catch {
    return { refused: 'text' };
  }
}

/** The reference falls over a List with inner groups that took no part; ours appends null, as it does for other Lists. */
function hasCrashed(run: ReferenceRun | undefined): boolean {
  return run !== undefined && 'refused' in run && run.message.includes('NoneType');
}

/** Python's answer without its wording. */
function kindOf(run: ReferenceRun | undefined): unknown {
  return run && 'refused' in run ? { refused: run.refused } : run;
}
