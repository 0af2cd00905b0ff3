import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInParsers } from '../../src/parse/library.ts';
import { compileTemplate } from '../../src/textfsm/compile-template.ts';
import { runTemplate } from '../../src/textfsm/run-template.ts';
import { GOLDEN, parserCases, rawText } from '../helpers/parser-cases.ts';

// Whatever a device prints, a template answers, soon, and its lenient answer holds every row of its strict one.

/** For a text of some kilobytes; a slow pattern takes seconds, a good one a few milliseconds. */
const LIMIT_MS = 1_500;

const samples = parserCases(GOLDEN);
const templates = readdirSync(builtInParsers(), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.textfsm'))
  .sort()
  .map((file) => ({
    file,
    template: compileTemplate(readFileSync(join(builtInParsers(), file), 'utf8'), { file }),
    lines: samples
      .filter(({ platform, name }) => `${platform}/${name}.textfsm` === file)
      .flatMap((one) => rawText(one).split('\n')),
  }));

describe.each(templates)('$file', ({ template, lines }) => {
  it('answers any mixture of its own lines, whole or torn, and noise', () => {
    fc.assert(
      fc.property(mixture(lines), (text) => {
        const lenient = runTemplate(template, text, { mode: 'lenient' });
        expect(lenient.linesMatched).toBeLessThanOrEqual(lenient.linesTotal);
        const strict = strictRows(text);
        if (strict) expect(lenient.rows).toEqual(strict);
      }),
      { numRuns: 60 },
    );
  });

  it('answers long lines of one thing over and over soon', () => {
    const texts = [...stretched(lines), ...NOISE.map((unit) => unit.repeat(3_000 / unit.length))];
    for (const text of texts) {
      const begun = performance.now();
      runTemplate(template, text, { mode: 'lenient' });
      expect(performance.now() - begun, text.slice(0, 120)).toBeLessThan(LIMIT_MS);
    }
  });

  function strictRows(text: string): unknown {
    try {
      return runTemplate(template, text, { mode: 'strict' }).rows;
    } catch {
      return undefined;
    }
  }
});

const NOISE = ['-', ' ', 'a', '0', '1.', ', ', 'a b ', '- ', '0/', ': ', '\t', '"', '()', '1:2 '];

function mixture(lines: readonly string[]): fc.Arbitrary<string> {
  const own = lines.length > 0 ? fc.constantFrom(...lines) : fc.constant('');
  const torn = fc
    .tuple(own, fc.nat(80), fc.nat(80))
    .map(([line, from, length]) => line.slice(from, from + length));
  const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...NOISE));
  const joined = fc.tuple(torn, noise, torn).map((parts) => parts.join(''));
  return fc
    .array(fc.oneof({ weight: 3, arbitrary: own }, torn, noise, joined), { maxLength: 30 })
    .map((all) => all.join('\n'));
}

/** Its own lines, with each kind of filling made very long in the middle, and an odd end. */
function stretched(lines: readonly string[]): string[] {
  const kinds = new Map(
    lines.map((line) => [line.replace(/[A-Za-z]+/g, 'a').replace(/\d+/g, '0'), line]),
  );
  return [...kinds.values()].slice(0, 25).flatMap((line) =>
    [' ', 'a', '0', 'a '].map((fill) => {
      const middle = Math.floor(line.length / 2);
      return `${line.slice(0, middle)}${fill.repeat(1_500)}${line.slice(middle)}\u0001`;
    }),
  );
}
