import { createContext, Script } from 'node:vm';
import { ShowrunError } from '../../core/errors.ts';
import type { TextMatch } from '../../core/heard-result.ts';
import { safe } from '../../core/safe.ts';

/** A text as it stands, or a pattern; looked for line by line. */
export type TextPattern = string | RegExp;

/** The first of some lines with the pattern in it. Throws `bad-usage` for a pattern that takes too long. */
export type FindLine = (lines: readonly string[]) => TextMatch | undefined;

/** A person's pattern meets a device's lines: together they may take for ever, and everything else would stand still. */
const MOST_MS = 100;
const MOST_LINE_CHARS = 10_000;
const SEARCH = new Script(
  'found = null; for (const line of lines) { pattern.lastIndex = 0; found = pattern.exec(line); if (found) break; }',
);

/** What looks for a pattern. Flags `g` and `y` are of no use here and left out. Throws `bad-usage` for an empty one. */
export function lineFinder(pattern: TextPattern): FindLine {
  if (typeof pattern === 'string') return textFinder(pattern);
  const own = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  const context: { pattern: RegExp; lines: readonly string[]; found: RegExpExecArray | null } = {
    pattern: own,
    lines: [],
    found: null,
  };
  createContext(context);
  return (lines) => {
    if (lines.length === 0) return undefined;
    context.lines = lines.map((line) => line.slice(-MOST_LINE_CHARS));
    try {
      SEARCH.runInContext(context, { timeout: MOST_MS });
    } catch (thrown) {
      throw tooSlow(own, thrown);
    }
    return context.found === null ? undefined : matchOf(context.found);
  };
}

/** The pattern as a person wrote it, for messages. */
export function patternText(pattern: TextPattern): string {
  return typeof pattern === 'string' ? `'${safe(pattern, 80)}'` : safe(String(pattern), 80);
}

function textFinder(text: string): FindLine {
  if (text === '') throw new ShowrunError('bad-usage', 'nothing to wait for was given');
  return (lines) => {
    const line = lines.find((one) => one.includes(text));
    return line === undefined ? undefined : { line, text, groups: [], named: {} };
  };
}

function matchOf(found: RegExpExecArray): TextMatch {
  const [text, ...groups] = found;
  return { line: found.input, text, groups, named: { ...found.groups } };
}

function tooSlow(pattern: RegExp, cause: unknown): ShowrunError {
  const message = `${patternText(pattern)} takes too long to look for`;
  return new ShowrunError('bad-usage', message, {
    advice: 'repeats within repeats, such as (a+)+, are slow; write it without',
    cause,
  });
}
