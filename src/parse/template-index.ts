import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { type CompiledRegex, compileRegex } from '../textfsm/compile-regex.ts';
import { parseRegex } from '../textfsm/parse-regex.ts';

/** What a lookup asks for; a column of the index that is not named here matches whatever it holds. */
export interface IndexQuery {
  readonly platform: string;
  /** One space between words, no pipes. */
  readonly command: string;
}

export interface IndexHit {
  /** Files of templates, beside the index; the first gives the rows, the others columns. */
  readonly templates: readonly string[];
  /** The part of the command the row's expression did not match. */
  readonly rest: string;
}

/**
 * The index of a folder of templates: which template reads which command of which platform. It is the file the community's
 * folders have (TextFSM's clitable): CSV without quoting, a header, `#` for comments, a regular expression in each cell,
 * `[[rsion]]` for an optional tail. The first row that matches wins.
 */
export interface TemplateIndex {
  find(query: IndexQuery): IndexHit | undefined;
  /** The commands with a template for a platform, in words: `show version`. */
  commands(platform: string): readonly string[];
  /** The platforms named plainly, not by a pattern. */
  readonly platforms: readonly string[];
  /** Rows that cannot be used, one line each: `index:12: …`. */
  readonly problems: readonly string[];
}

/** Reads an index; `file` is for messages. Throws `bad-file` when its header is not one. */
export function readTemplateIndex(text: string, file: string): TemplateIndex {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const headerAt = lines.findIndex((line) => cutComment(line) !== '');
  const header = cellsOf(cutComment(lines[headerAt] ?? ''));
  if (!header.includes('Template')) {
    throw new ShowrunError('bad-file', `${safe(file)}: no column of the index is called Template`, {
      advice: 'its first line names the columns: Template, Hostname, Platform, Command',
    });
  }
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (at <= headerAt || line.startsWith('#') || line.trim() === '') continue;
    const cells = cellsOf(line);
    if (cells.length === header.length) rows.push(rowOf(header, cells));
    else problems.push(`${safe(file)}:${at + 1}: ${cells.length} cells, not ${header.length}`);
  }
  return new RowIndex(rows, problems);
}

interface Row {
  readonly templates: readonly string[];
  readonly platform: string;
  readonly command: string;
  /** The command's expression as people read it, `[[ ]]` taken away. */
  readonly words: string;
}

function cutComment(line: string): string {
  return line.replace(/#.*/, '').trim();
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}

function rowOf(header: readonly string[], cells: readonly string[]): Row {
  const cell = (name: string): string => cells[header.indexOf(name)] ?? '';
  return {
    templates: cell('Template').split(':'),
    platform: cell('Platform'),
    words: cell('Command').replaceAll(/\[\[|\]\]/g, ''),
    command: cell('Command').replace(/\[\[([^\]]*)\]\]/g, (_, tail: string) => optionalTail(tail)),
  };
}

/** `abc` as `(a(b(c)?)?)?`: any beginning of it, nothing too. */
function optionalTail(tail: string): string {
  return `(${[...tail].join('(')}${')?'.repeat(tail.length)}`;
}

class RowIndex implements TemplateIndex {
  readonly problems: readonly string[];
  readonly #rows: readonly Row[];
  /** By expression: a few dozen platforms stand in a thousand rows. Undefined for one that does not compile. */
  readonly #compiled = new Map<string, CompiledRegex | undefined>();

  constructor(rows: readonly Row[], problems: readonly string[]) {
    this.#rows = rows;
    this.problems = problems;
  }

  get platforms(): readonly string[] {
    const names = this.#rows.map(({ platform }) => platform).filter((one) => /^[\w-]+$/.test(one));
    return [...new Set(names)];
  }

  commands(platform: string): readonly string[] {
    const rows = this.#rows.filter((row) => this.#matched(row.platform, platform) >= 0);
    return rows.map(({ words }) => words);
  }

  /** An expression that stops within the command's first word would take every command that begins so. */
  find({ platform, command }: IndexQuery): IndexHit | undefined {
    const firstWord = command.indexOf(' ') < 0 ? command.length : command.indexOf(' ');
    const fits = new Map<string, boolean>();
    for (const row of this.#rows) {
      const isPlatform = fits.get(row.platform) ?? this.#matched(row.platform, platform) >= 0;
      fits.set(row.platform, isPlatform);
      if (!isPlatform) continue;
      const length = row.command === '' ? command.length : this.#matched(row.command, command);
      if (length >= firstWord) return { templates: row.templates, rest: command.slice(length) };
    }
    return undefined;
  }

  /** How many characters an expression matches at the start; -1 for no match. */
  #matched(expression: string, text: string): number {
    if (expression === '') return 0;
    const regex = this.#regex(expression);
    if (!regex) return -1;
    if (regex.kind === 'own') return regex.match(text)?.get(WHOLE)?.length ?? -1;
    regex.pattern.lastIndex = 0;
    return regex.pattern.exec(text)?.[0].length ?? -1;
  }

  #regex(expression: string): CompiledRegex | undefined {
    if (!this.#compiled.has(expression)) this.#compiled.set(expression, compiled(expression));
    return this.#compiled.get(expression);
  }
}

const WHOLE = 'whole';

/** Means the same in Python and JavaScript; nearly every cell of an index is so, and compiling one at a time has to be quick. */
const SIMPLE = /^(?:[\w \-().?|+*/:]|\\[sSdDwW.])*$/;

function compiled(expression: string): CompiledRegex | undefined {
  try {
    if (SIMPLE.test(expression) && !expression.includes('(?')) {
      return { kind: 'native', pattern: new RegExp(expression, 'y'), captures: [] };
    }
    return compileRegex(parseRegex(`(?P<${WHOLE}>${expression})`), new Set([WHOLE]), 'ascii');
  } catch {
    return undefined;
  }
}
