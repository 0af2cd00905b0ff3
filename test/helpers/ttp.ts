import { readTemplate } from '../../src/ttp/read-template.ts';
import { type RunTtpOptions, runTtp, type TtpInput, type TtpRun } from '../../src/ttp/run-ttp.ts';

/** Runs a TTP template, given as its lines, over a text. */
export function ttpRun(
  template: string,
  text: string | readonly TtpInput[],
  options: Partial<RunTtpOptions> = {},
): TtpRun {
  const read = readTemplate(template, { file: 'test.ttp' });
  const inputs = typeof text === 'string' ? [{ text }] : text;
  return runTtp(read, inputs, { macros: 'run', ...options });
}

/** What the only template made of the only input, as plain data. */
export function ttp(template: string, text: string): unknown {
  return plainData(ttpRun(template, text).results[0]?.[0]);
}

/** Objects with a prototype, addresses as texts, so that they compare. */
export function plainData(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value, asText));
}

function asText(_: string, value: unknown): unknown {
  const isOurs = typeof value === 'object' && value !== null && 'compressed' in value;
  return isOurs && 'address' in value ? String(value) : value;
}

/** Text without the indentation of the test's own lines. */
export function lines(text: string): string {
  const all = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '')
    .split('\n');
  const indents = all
    .filter((line) => line.trim() !== '')
    .map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return all.map((line) => line.slice(least)).join('\n');
}
