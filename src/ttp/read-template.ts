import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { LiteralError } from './literal-reader.ts';
import { LOADERS, type Loader, loadValues } from './load-values.ts';
import { isAuthors, listOf, readGroup } from './read-group.ts';
import { readOutput } from './read-output.ts';
import { readTags, type Tag, type TagName } from './read-tags.ts';
import { readResultPath } from './result-path.ts';
import type { Group, InputTag, MacroCode, Template, TemplateUnit, VarsBlock } from './template.ts';
import { templateError } from './template-error.ts';
import {
  isForbiddenName,
  isList,
  isObject,
  newObject,
  type TtpObject,
  type TtpValue,
  textOf,
} from './value.ts';

export interface ReadOptions {
  /** Where the template came from, for messages. */
  readonly file: string;
  /** The text of a template that `<extend>` names; throws when there is none. Without it nothing is extended. */
  readonly load?: (name: string) => string;
}

/** Reads a TTP template (dmulyalin/ttp 0.10 is the reference). Throws `template-failed` naming file, line and what to do. */
export function readTemplate(source: string, options: ReadOptions): Template {
  const reader = new TemplateReader(options);
  const root = readTags(source, options.file);
  const body = root.body.filter((one) => one.name !== undefined || one.text.trim() !== '');
  const units = body.filter((one) => one.name === 'template');
  if (units.length === 0) {
    return { file: options.file, units: [reader.unit(root)], warnings: reader.warnings };
  }
  const others = body.filter((one) => one.name !== 'template');
  // One template within another is that one; `<vars>` beside several belong to none.
  for (const one of others) {
    if (one.name !== 'doc') reader.warn(one.line, 'what stands beside <template> tags is ignored');
  }
  return {
    file: options.file,
    units: units.flatMap((one) => (one.name === 'template' ? reader.units(one) : [])),
    warnings: reader.warnings,
  };
}

/** Reads one template's parts, and keeps what it has to warn of. */
export class TemplateReader {
  readonly warnings: string[] = [];
  readonly #options: ReadOptions;
  #extended = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  /** The template in a tag, or those in it: two levels, no more. */
  units(tag: Tag): TemplateUnit[] {
    const inner = tag.body.filter((one) => one.name === 'template');
    if (inner.length === 0) return [this.unit(tag)];
    return inner.flatMap((one) => (one.name === 'template' ? [this.unit(one)] : []));
  }

  unit(tag: Tag): TemplateUnit {
    const body = this.#withExtended(tag);
    const tags = body.filter((one): one is Tag => one.name !== undefined);
    const deep = tags.find(({ name }) => name === 'template');
    if (deep) this.fail(deep.line, '<template> tags stand in two levels at most');
    const pathchar = tag.attributes.get('pathchar') ?? '.';
    const vars = named(tags, 'vars').map((one) => this.#vars(one, pathchar));
    const results = tag.attributes.get('results') ?? 'per_input';
    if (results !== 'per_input' && results !== 'per_template') {
      this.fail(tag.line, 'results is per_input or per_template');
    }
    return {
      name: tag.attributes.get('name'),
      results: results === 'per_template' ? results : 'per_input',
      vars,
      lookups: this.#lookups(named(tags, 'lookup')),
      inputs: named(tags, 'input').map((one, at) => this.#input(one, at)),
      outputs: named(tags, 'output').map((one) => readOutput(one, this)),
      macros: named(tags, 'macro').map((one) => this.#macro(one)),
      groups: this.#groups({ ...tag, body }, merged(vars.map(({ values }) => values)), pathchar),
    };
  }

  /** What `read` makes at a line; its complaints become errors of the template. */
  at<Made>(line: number, read: () => Made): Made {
    try {
      return read();
    } catch (thrown) {
      if (thrown instanceof ShowrunError || !isAuthors(thrown)) throw thrown;
      throw this.error(line, thrown.message);
    }
  }

  fail(line: number, message: string): never {
    throw this.error(line, message);
  }

  error(line: number, message: string): ShowrunError {
    return templateError({ file: this.#options.file, line, message });
  }

  warn(line: number, message: string): void {
    this.warnings.push(safe(`${this.#options.file}:${line}: ${message}`, 300));
  }

  /** The value in a tag's text, by its `load`. */
  load(tag: Tag, fallback: Loader): TtpValue {
    const wanted = tag.attributes.get('load') ?? fallback;
    const loader = LOADERS.find((one) => one === wanted);
    if (!loader) this.fail(tag.line, `load is one of ${LOADERS.join(', ')}, not '${wanted}'`);
    const key = tag.attributes.get('key');
    try {
      return loadValues(tag.text, loader, { key });
    } catch (thrown) {
      // A bomb of aliases or brackets is a mistake of the text too.
      if (!(thrown instanceof Error)) throw thrown;
      const before = thrown instanceof LiteralError ? tag.text.slice(0, thrown.at) : '';
      throw this.error(
        tag.textLine + before.split('\n').length - 1,
        `${loader}: ${thrown.message}`,
      );
    }
  }

  #vars(tag: Tag, pathchar: string): VarsBlock {
    const value = this.load(tag, 'python');
    const values = isObject(value) ? value : newObject([['_text_', value]]);
    this.#checkNames(values, tag.line);
    const name = tag.attributes.get('name');
    const path =
      name === undefined ? undefined : this.at(tag.line, () => readResultPath(name, pathchar));
    return { path, values };
  }

  #lookups(tags: readonly Tag[]): TtpObject {
    const made = newObject();
    for (const tag of tags) {
      const name = tag.attributes.get('name');
      if (name === undefined) this.fail(tag.line, 'a <lookup> needs a name');
      if (isForbiddenName(name)) this.fail(tag.line, `'${name}' cannot name a table`);
      if (tag.attributes.has('database'))
        this.warn(tag.line, 'a lookup in a database is not to be had here');
      else made[name] = this.load(tag, 'python');
    }
    return made;
  }

  #input(tag: Tag, at: number): InputTag {
    const { attributes } = tag;
    const load = attributes.get('load') ?? 'text';
    const loaded = load === 'text' ? undefined : this.load(tag, 'python');
    const listed = (key: string): string[] => {
      const value = isObject(loaded) ? loaded[key] : undefined;
      if (isList(value)) return value.map(textOf);
      return typeof value === 'string' ? [value] : listOf(attributes.get(key));
    };
    const url = attributes.get('url') ?? (isObject(loaded) ? loaded['url'] : undefined);
    if (url !== undefined) this.warn(tag.line, 'an input opens no files here: give it their text');
    return {
      name: attributes.get('name') ?? (at === 0 ? 'Default_Input' : `input_${at + 1}`),
      text: load === 'text' ? tag.text : '',
      groups: listed('groups'),
      commands: listed('commands'),
    };
  }

  #macro(tag: Tag): MacroCode {
    const language = tag.attributes.get('lang') ?? tag.attributes.get('language') ?? 'python';
    const isJs = ['js', 'javascript'].includes(language.toLowerCase());
    if (!isJs) {
      this.warn(
        tag.line,
        'a macro in Python cannot run: write it in JavaScript, <macro lang="js">',
      );
    }
    return { language: isJs ? 'js' : 'python', code: tag.text, line: tag.textLine };
  }

  #groups(tag: Tag, vars: Readonly<TtpObject>, pathchar: string): Group[] {
    const place = { reader: this, vars, pathchar };
    const groups = tag.body.flatMap((one) => (one.name === 'group' ? [readGroup(one, place)] : []));
    const lines = tag.body.filter((one) => one.name === undefined);
    if (groups.length === 0) {
      const attributes = new Map<string, string>();
      return lines.length === 0 ? [] : [readGroup({ ...tag, attributes, body: lines }, place)];
    }
    for (const { line, text } of lines) {
      if (/\{\{/.test(text)) this.warn(line, 'a line outside of every group is ignored');
    }
    return groups;
  }

  #withExtended(tag: Tag): Tag['body'] {
    return tag.body.flatMap((one) => (one.name === 'extend' ? this.#extend(one) : [one]));
  }

  /** The parts of another template, all of them or those that filters name. */
  #extend(tag: Tag): Tag['body'] {
    const name = tag.attributes.get('template') ?? '';
    const { load } = this.#options;
    if (!load) this.fail(tag.line, '<extend> is not possible here');
    if (++this.#extended > MOST_EXTENDED)
      this.fail(tag.line, 'templates extend each other without end');
    let source: string;
    try {
      source = load(name);
    } catch {
      this.fail(tag.line, `cannot read the template '${name}': name a file beside this one`);
    }
    const root = readTags(source, name);
    const only = root.body.filter((one) => one.name !== undefined || one.text.trim() !== '');
    const [first] = only;
    const inner = only.length === 1 && first?.name === 'template' ? first : root;
    return this.#withExtended({ ...inner, body: inner.body.filter((one) => isWanted(one, tag)) });
  }

  #checkNames(values: Readonly<TtpObject>, line: number): void {
    const bad = Object.keys(values).find(isForbiddenName);
    if (bad !== undefined) this.fail(line, `'${bad}' cannot name a variable`);
  }
}

const MOST_EXTENDED = 100;

/** The attributes of `<extend>` that choose parts by name, and the tags they are about. */
const FILTERS: readonly (readonly [string, TagName])[] = [
  ['vars', 'vars'],
  ['groups', 'group'],
  ['inputs', 'input'],
  ['outputs', 'output'],
  ['lookups', 'lookup'],
  ['macro', 'macro'],
];

function isWanted(one: Tag['body'][number], { attributes }: Tag): boolean {
  const used = FILTERS.filter(([filter]) => attributes.has(filter));
  if (used.length === 0) return true;
  const filter = used.find(([, tag]) => tag === one.name);
  if (!filter || one.name === undefined) return false;
  const names = listOf(attributes.get(filter[0]));
  return names.length === 0 || names.includes(one.attributes.get('name') ?? '');
}

function named(tags: readonly Tag[], name: TagName): Tag[] {
  return tags.filter((tag) => tag.name === name);
}

function merged(all: readonly Readonly<TtpObject>[]): TtpObject {
  return newObject(all.flatMap((one) => Object.entries(one)));
}
