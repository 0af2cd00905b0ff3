import { RegexError } from '../textfsm/regex-node.ts';
import { isGroupFunction } from './group-functions.ts';
import { type Call, LiteralError } from './literal-reader.ts';
import { isMatchFunction, NOT_PORTED } from './match-functions.ts';
import { callOfAttribute, readCalls } from './read-calls.ts';
import { type ReadLine, readLine } from './read-line.ts';
import type { Tag, TextLine } from './read-tags.ts';
import type { TemplateReader } from './read-template.ts';
import { readResultPath } from './result-path.ts';
import type { Default, Group, TemplateLine } from './template.ts';
import type { TtpObject } from './value.ts';

export interface GroupPlace {
  readonly reader: TemplateReader;
  readonly vars: Readonly<TtpObject>;
  readonly pathchar: string;
}

/** Reads a `<group>` with its lines and child groups. Throws `template-failed`. */
export function readGroup(tag: Tag, place: GroupPlace): Group {
  const { reader } = place;
  const name = tag.attributes.get('name');
  const lines = tag.body.flatMap((one) => (one.name === undefined ? readOne(one, place) : []));
  const children = tag.body.flatMap((one) => (one.name === 'group' ? [readGroup(one, place)] : []));
  for (const child of children) {
    if (child.inputs.length > 0) reader.warn(child.line, 'only a group on top can have an input');
  }
  if (tag.attributes.has('output')) {
    reader.warn(tag.line, 'a group has no output of its own here: an <output> is for all');
  }
  const stray = tag.body.find(
    (one) => one.name !== undefined && !MAY_STAND_INSIDE.includes(one.name),
  );
  if (stray) throw reader.error(stray.line, `<${stray.name}> cannot stand in a group`);
  const path = reader.at(tag.line, () => readResultPath(name ?? '', place.pathchar));
  const made = rolesOf(lines, tag.attributes.get('method') === 'table');
  if (made.starts.length === 0 && (children.length > 0 || lines.length > 0)) {
    reader.warn(tag.line, 'a group without a line that starts it matches nothing');
  }
  return {
    line: tag.line,
    name,
    path,
    ...made,
    ...defaultsOf(lines, { starts: made.starts, general: tag.attributes.get('default') }),
    functions: functionsOf(tag, reader),
    children,
    inputs: listOf(tag.attributes.get('input')),
  };
}

const MAY_STAND_INSIDE: readonly string[] = ['group', 'doc'];

/** Names separated by commas. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

interface NumberedLine {
  readonly source: TextLine;
  readonly read: ReadLine;
}

function readOne(source: TextLine, { reader, vars }: GroupPlace): NumberedLine[] {
  const text = source.text.trimEnd();
  if (text.trim() === '' || /^\s*##/.test(text)) return [];
  if (!/\{\{.*\}\}/.test(text)) {
    reader.warn(source.line, `a line without {{ }} is ignored: '${text.trim()}'`);
    return [];
  }
  const read = reader.at(source.line, () => readLine(text, vars));
  const calls = [...read.variables, ...read.defaults].flatMap((one) => one.calls);
  for (const { name } of calls) {
    if (NOT_PORTED.includes(name)) reader.warn(source.line, `${name} is not to be had here`);
    else if (!isMatchFunction(name)) reader.fail(source.line, `there is no function ${name}`);
  }
  return [{ source, read: known(read) }];
}

/** Without the calls that cannot run. */
function known(read: ReadLine): ReadLine {
  const kept = (calls: readonly Call[]): Call[] =>
    calls.filter(({ name }) => isMatchFunction(name));
  return {
    ...read,
    variables: read.variables.map((one) => ({ ...one, calls: kept(one.calls) })),
    defaults: read.defaults.map((one) => ({ ...one, calls: kept(one.calls) })),
  };
}

/** The first line starts the group, and those that say so; in a table every line does. */
function rolesOf(
  all: readonly NumberedLine[],
  isTable: boolean,
): Pick<Group, 'starts' | 'ends' | 'normals'> {
  const lines = all.flatMap(({ source, read }, at): TemplateLine[] => {
    const { pattern, isAnyLine, variables, headings } = read;
    if (!pattern) return [];
    const isFirst = all.findIndex((one) => one.read.pattern !== undefined) === at;
    const isStart = read.role === 'start' || (read.role !== 'end' && (isFirst || isTable));
    return [
      {
        line: source.line,
        text: source.text.trimEnd(),
        role: isStart ? 'start' : (read.role ?? 'normal'),
        isEmptyStart: read.role === 'start' && variables.length === 0,
        isAnyLine,
        pattern,
        variables,
        headings,
      },
    ];
  });
  return {
    starts: lines.filter(({ role }) => role === 'start'),
    ends: lines.filter(({ role }) => role === 'end'),
    normals: lines.filter(({ role }) => role === 'normal'),
  };
}

/** A variable's own default comes before the one its group has for all of them. */
function defaultsOf(
  lines: readonly NumberedLine[],
  given: { readonly starts: readonly TemplateLine[]; readonly general: string | undefined },
): Pick<Group, 'defaults' | 'hasStartDefault'> {
  const own = lines.flatMap(({ read }) => read.defaults);
  const general = given.general;
  const names = lines.flatMap(({ read }) => read.variables.map(({ name }) => name));
  const others: Default[] =
    general === undefined ? [] : names.map((name) => ({ name, calls: [], value: general }));
  const defaults = [...own, ...others].filter(
    ({ name }, at, all) => all.findIndex((one) => one.name === name) === at,
  );
  const isDefaulted = (name: string): boolean => defaults.some((one) => one.name === name);
  const hasStartDefault = given.starts.some(({ variables }) =>
    variables.some(({ name }) => isDefaulted(name)),
  );
  return { defaults, hasStartDefault };
}

const PLAIN_ATTRIBUTES = ['name', 'method', 'default', 'input', 'output', 'functions', 'fun'];

function functionsOf(tag: Tag, reader: TemplateReader): Call[] {
  const calls = [...tag.attributes].flatMap(([name, text]): readonly Call[] => {
    if (name === 'functions' || name === 'fun') return reader.at(tag.line, () => readCalls(text));
    if (PLAIN_ATTRIBUTES.includes(name)) return [];
    return [reader.at(tag.line, () => callOfAttribute(name, text))];
  });
  return calls.filter(({ name }) => {
    if (isGroupFunction(name)) return true;
    if (NOT_PORTED.includes(name)) reader.warn(tag.line, `${name} is not to be had here`);
    else reader.fail(tag.line, `a group has no function ${name}`);
    return false;
  });
}

/** Whether a thrown value is the author's to correct. */
export function isAuthors(thrown: unknown): thrown is Error {
  return (
    thrown instanceof LiteralError ||
    thrown instanceof RegexError ||
    thrown instanceof SyntaxError ||
    (thrown instanceof Error && thrown.constructor === Error)
  );
}
