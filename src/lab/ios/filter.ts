import { compilePattern } from './pattern.ts';

/** What follows the bar after a show command: `include`, `exclude`, `begin` or `section` and a pattern. */
export interface Filter {
  readonly kind: 'include' | 'exclude' | 'begin' | 'section' | 'count';
  readonly pattern: string;
}

const KINDS = ['append', 'begin', 'count', 'exclude', 'include', 'section'] as const;

/** Help for `| ?`. */
export const FILTER_CHOICES = [
  { word: 'begin', help: 'Begin with the line that matches' },
  { word: 'count', help: 'Count number of lines which match regexp' },
  { word: 'exclude', help: 'Exclude lines that match' },
  { word: 'include', help: 'Include lines that match' },
  { word: 'section', help: 'Filter a section of output' },
] as const;

const MAX_PATTERN = 200;

/** Reads what stands after a `|`; the kind may be shortened like any word of IOS. */
export function parseFilter(text: string): Filter | 'incomplete' | 'invalid' {
  const match = /^\s*(\S+)(?:\s(.*))?$/.exec(text);
  if (!match) return 'incomplete';
  const word = (match[1] ?? '').toLowerCase();
  const kind = KINDS.find((one) => one.startsWith(word));
  if (!kind || kind === 'append') return 'invalid';
  const pattern = match[2]?.trimStart() ?? '';
  return pattern === '' ? 'incomplete' : { kind, pattern };
}

/** The text that passes a filter. */
export function applyFilter(text: string, filter: Filter): string {
  const lines = text.split('\n');
  const matches = matcher(filter.pattern);
  switch (filter.kind) {
    case 'include':
      return lines.filter(matches).join('\n');
    case 'exclude':
      return lines.filter((line) => !matches(line)).join('\n');
    case 'begin': {
      const first = lines.findIndex(matches);
      return first < 0 ? '' : lines.slice(first).join('\n');
    }
    case 'section':
      return sections(lines, matches).join('\n');
    case 'count':
      return `Number of lines which match regexp = ${lines.filter(matches).length}`;
  }
}

/** A matching line with the indented lines below it. */
function sections(lines: readonly string[], matches: (line: string) => boolean): string[] {
  const kept: string[] = [];
  let keptIndent = -1;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (keptIndent >= 0 && indent > keptIndent) kept.push(line);
    else if (matches(line)) {
      kept.push(line);
      keptIndent = indent;
    } else keptIndent = -1;
  }
  return kept;
}

/** A pattern that is too long or malformed is taken as plain text. */
function matcher(pattern: string): (line: string) => boolean {
  const compiled = pattern.length > MAX_PATTERN ? undefined : compilePattern(pattern);
  return compiled ?? ((line) => line.includes(pattern));
}
