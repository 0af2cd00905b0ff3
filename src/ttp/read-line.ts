import { RegexError } from '../textfsm/regex-node.ts';
import { readHeadings } from './headings.ts';
import { LinePattern } from './line-pattern.ts';
import type { Call } from './literal-reader.ts';
import { literalPattern, NAMED_PATTERNS, WORD } from './named-patterns.ts';
import { argument, readCalls } from './read-calls.ts';
import type { Default, TemplateLine, Variable } from './template.ts';
import { isForbiddenName, type TtpObject, type TtpValue, textOf } from './value.ts';

/** What a template's line says, before it is known whether it starts its group. */
export interface ReadLine {
  /** Undefined where the line only gives defaults. */
  readonly pattern: LinePattern | undefined;
  readonly role: 'start' | 'end' | undefined;
  readonly isAnyLine: boolean;
  readonly hasVariables: boolean;
  readonly variables: readonly Variable[];
  readonly defaults: readonly Default[];
  readonly headings: TemplateLine['headings'];
}

/** Reads a line with `{{ }}` in it; `vars` are the template's variables. Throws `LiteralError`, `RegexError`, or an Error with the reason. */
export function readLine(text: string, vars: Readonly<TtpObject>): ReadLine {
  const pieces = splitLine(text);
  const flags = new Set(pieces.flatMap((piece) => (piece.calls ?? []).map(({ name }) => name)));
  if (flags.has('_headers_')) return headingLine(pieces);
  const reader = new LineReader(vars, flags);
  for (const piece of pieces) reader.take(piece);
  return reader.end();
}

/** A piece of text, or what stands in one `{{ }}`. */
interface Piece {
  readonly text: string;
  readonly calls: readonly Call[] | undefined;
}

const VARIABLE = /\{\{((?:"[^"]*"|'[^']*'|[^"'])*?)\}\}/;

function splitLine(text: string): Piece[] {
  const parts = text.trimEnd().split(VARIABLE);
  if (parts.some((part, at) => at % 2 === 0 && part.includes('{{'))) {
    throw new Error('{{ without its }}, or a quote in it that does not end');
  }
  return parts.map((part, at) => ({
    text: part,
    calls: at % 2 === 0 ? undefined : readCalls(part),
  }));
}

const INDICATORS = ['_start_', '_end_', '_exact_', '_exact_space_', '_headers_', '_line_'];
/** Alone in their braces they stand for no text. */
const SIGNS = ['_start_', '_end_', '_exact_', '_exact_space_'];

class LineReader {
  readonly #vars: Readonly<TtpObject>;
  readonly #flags: ReadonlySet<string>;
  readonly #variables: Variable[] = [];
  readonly #defaults: Default[] = [];
  readonly #sets: Default[] = [];
  #source: string[] = [];
  #text = '';
  #captures = 0;

  constructor(vars: Readonly<TtpObject>, flags: ReadonlySet<string>) {
    this.#vars = vars;
    this.#flags = flags;
  }

  take({ text, calls }: Piece): void {
    if (calls === undefined) {
      this.#text += text;
      return;
    }
    const [first, ...rest] = calls;
    if (!first) throw new Error('expected a name in {{ }}');
    if (SIGNS.includes(first.name)) return;
    if (first.name === 'ignore') this.#ignored([first, ...rest]);
    else this.#variable(first, rest);
  }

  end(): ReadLine {
    this.#flushText('last');
    const source = this.#source.join('');
    const common = {
      role: this.#flags.has('_start_') ? 'start' : this.#flags.has('_end_') ? 'end' : undefined,
      isAnyLine: this.#flags.has('_line_'),
      hasVariables: this.#captures > 0,
      headings: undefined,
    } as const;
    if (source.trim() === '') {
      const defaults = [...this.#sets, ...this.#defaults];
      return { ...common, pattern: undefined, variables: [], defaults };
    }
    const sets = this.#sets.map(({ name, calls, value }) => ({
      name,
      capture: -1,
      calls: [{ name: 'set', args: [value], named: {} }, ...calls],
      joinedBy: joinSign(calls),
    }));
    const pattern = new LinePattern({ source, prefix: this.#prefix, captures: this.#captures });
    const variables = [...this.#variables, ...sets];
    return { ...common, pattern, variables, defaults: this.#defaults };
  }

  #prefix = '';

  #ignored(calls: readonly Call[]): void {
    const [first, ...rest] = calls;
    const own = first?.args[0];
    const patterns = own === undefined ? this.#patterns(rest) : [this.#patternOf(own)];
    this.#flushText('inner');
    this.#source.push(`(?:${patterns.join('|')})`);
  }

  #variable({ name }: Call, calls: readonly Call[]): void {
    if (!/^[\p{L}\p{N}_.-]+$/u.test(name) || name.split('.').some(isForbiddenName)) {
      throw new Error(`'${name}' cannot name a variable`);
    }
    const functions = calls.filter((call) => !isPattern(call) && call.name !== 'default');
    const set = functions.find((call) => call.name === 'set');
    const preset = calls.find((call) => call.name === 'default');
    if (preset) {
      const value = argument(preset, 0, 'value') ?? 'None';
      this.#defaults.push({ name, calls: [], value });
    }
    if (set) {
      const value = argument(set, 0, 'value') ?? name;
      this.#sets.push({ name, calls: functions.filter((call) => call !== set), value });
      return;
    }
    this.#flushText('inner');
    const patterns = this.#patterns(calls);
    if (name === '_line_') patterns.splice(0, 1, '.+');
    this.#source.push(`(?P<c${this.#captures}>${patterns.join('|')})`);
    const isAnyLine = name === '_line_' || calls.some((call) => call.name === '_line_');
    const joinedBy = joinSign(functions) ?? (isAnyLine ? '\n' : undefined);
    this.#variables.push({ name, capture: this.#captures++, calls: functions, joinedBy });
  }

  /** The alternatives of a variable; WORD where none is named. */
  #patterns(calls: readonly Call[]): string[] {
    const found = calls.flatMap((call) => {
      const named = NAMED_PATTERNS.get(call.name);
      if (named !== undefined) return [named];
      if (call.name !== 're') return [];
      const wanted = argument(call, 0, 'pattern');
      if (wanted === undefined) throw new Error('expected a pattern: re("…")');
      return [this.#patternOf(wanted)];
    });
    return found.length > 0 ? found : [WORD];
  }

  /** A template variable, then a named pattern, then an expression. */
  #patternOf(wanted: TtpValue): string {
    const text = textOf(wanted);
    const variable = this.#vars[text];
    const pattern = variable === undefined ? (NAMED_PATTERNS.get(text) ?? text) : textOf(variable);
    if (pattern === '') throw new RegexError('an empty pattern');
    return pattern;
  }

  #flushText(place: 'inner' | 'last'): void {
    const text = place === 'last' ? this.#text.replace(/\s+$/, '') : this.#text;
    this.#text = '';
    if (text === '') return;
    const options = {
      exactDigits: this.#flags.has('_exact_'),
      exactSpace: this.#flags.has('_exact_space_'),
    };
    if (this.#source.length > 0) {
      this.#source.push(literalPattern(text, options));
      return;
    }
    // Indentation is meant as it is written.
    const [indent = ''] = /^[ \t]*/.exec(text) ?? [];
    this.#prefix = /^[ \t]*[^ \t\d]*/.exec(text)?.[0] ?? '';
    this.#source.push(indent, literalPattern(text.slice(indent.length), options));
  }
}

function isPattern({ name }: Call): boolean {
  return name === 're' || NAMED_PATTERNS.has(name) || INDICATORS.includes(name);
}

function joinSign(calls: readonly Call[]): string | undefined {
  const call = calls.find(({ name }) => name === 'joinmatches');
  return call && textOf(argument(call, 0, 'char') ?? '\n');
}

function headingLine(pieces: readonly Piece[]): ReadLine {
  const calls = pieces.flatMap((piece) => piece.calls ?? []);
  const isOther = (call: Call): boolean =>
    !INDICATORS.includes(call.name) && call.name !== 'columns';
  const other = calls.find(isOther);
  if (other) throw new Error(`a line with _headers_ can have no '${other.name}' beside it`);
  const text = pieces.map((piece) => (piece.calls ? '' : piece.text)).join('');
  const columns = calls.find(({ name }) => name === 'columns');
  const count = columns && argument(columns, 0, 'number');
  const { source, names } = readHeadings(text, typeof count === 'number' ? count : undefined);
  const pattern = new LinePattern({ source, prefix: '', captures: names.length });
  const variables = names.map((name, capture) => ({
    name,
    capture,
    calls: [{ name: 'strip', args: [], named: {} }],
    joinedBy: undefined,
  }));
  const isEnd = calls.some(({ name }) => name === '_end_');
  return {
    pattern,
    role: isEnd ? 'end' : 'start',
    isAnyLine: false,
    hasVariables: true,
    variables,
    defaults: [],
    headings: names,
  };
}
