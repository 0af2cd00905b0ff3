import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../../src/textfsm/run-template.ts';
import type { Template } from '../../../src/textfsm/template.ts';
import { randomTemplate } from '../../helpers/random-template.ts';

describe('a lenient run', () => {
  it('never throws, whatever the template and the text are', () => {
    fc.assert(
      fc.property(randomTemplate(), fc.string(), ({ template, text }, more) => {
        const compiled = compiledOrNone(template);
        if (compiled === undefined) return;
        const run = runTemplate(compiled, `${text}\n${more}`, { mode: 'lenient' });
        expect(run.linesMatched + run.unmatched.length).toBe(run.linesTotal);
      }),
      { numRuns: 500 },
    );
  });

  it('has all the rows of a strict run, and no others where that one succeeds', () => {
    let succeeded = 0;
    fc.assert(
      fc.property(randomTemplate(), ({ template, text }) => {
        const compiled = compiledOrNone(template);
        const strict = compiled && strictRows(compiled, text);
        if (compiled === undefined || strict === undefined) return;
        if (strict.length > 0) succeeded++;
        expect(runTemplate(compiled, text, { mode: 'lenient' }).rows).toEqual(strict);
      }),
      { numRuns: 2_000 },
    );
    expect(succeeded).toBeGreaterThan(20);
  });
});

function compiledOrNone(template: string): Template | undefined {
  try {
    return compileTemplate(template, { file: 'random' });
  } catch {
    return undefined;
  }
}

function strictRows(template: Template, text: string): readonly unknown[] | undefined {
  try {
    return runTemplate(template, text, { mode: 'strict' }).rows;
  } catch {
    return undefined;
  }
}
