import { templateError } from './template-error.ts';

/** A tag by its full name, whatever short form is written. */
export interface Tag {
  readonly name: TagName;
  readonly attributes: ReadonlyMap<string, string>;
  /** 1-based line in the file of the tag's beginning. */
  readonly line: number;
  /** Lines and tags in order; of a tag that holds foreign text (vars, input, macro…), only lines. */
  readonly body: readonly (Tag | TextLine)[];
  /** What stands between the tags, entities read. */
  readonly text: string;
  /** 1-based line in the file where `text` begins. */
  readonly textLine: number;
}

export interface TextLine {
  readonly name: undefined;
  readonly line: number;
  readonly text: string;
}

const NAMES = {
  template: 'template',
  group: 'group',
  grp: 'group',
  g: 'group',
  vars: 'vars',
  variables: 'vars',
  v: 'vars',
  lookup: 'lookup',
  input: 'input',
  in: 'input',
  i: 'input',
  output: 'output',
  out: 'output',
  o: 'output',
  macro: 'macro',
  extend: 'extend',
  doc: 'doc',
} as const;
export type TagName = (typeof NAMES)[keyof typeof NAMES];

/** Tags whose text is not looked into: a text of a device may have angle brackets. */
const FOREIGN: readonly TagName[] = ['vars', 'lookup', 'input', 'output', 'macro', 'doc'];

/** Reads the tags of a template. What is no tag of the language is text, brackets and all. Throws `template-failed`. */
export function readTags(source: string, file: string): Tag {
  const text = source.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const reader = new TagReader(text, file);
  return reader.root();
}

const WORDS = Object.keys(NAMES).join('|');
const MARK = new RegExp(`<!--|<(/?)(${WORDS})(?=[\\s/>])`, 'g');

class TagReader {
  readonly #source: string;
  readonly #file: string;
  #at = 0;
  #lineAt = 0;
  #line = 1;

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  root(): Tag {
    const body = this.#body(undefined, 1);
    const text = this.#source;
    return { name: 'template', attributes: new Map(), line: 1, body, text, textLine: 1 };
  }

  #body(within: TagName | undefined, opened: number, depth = 0): (Tag | TextLine)[] {
    if (depth > MOST_DEPTH) throw this.#error(`tags nested deeper than ${MOST_DEPTH}`, opened);
    const body: (Tag | TextLine)[] = [];
    for (;;) {
      const mark = this.#nextMark();
      body.push(...this.#lines(this.#at, mark?.index ?? this.#source.length));
      if (!mark) {
        if (within === undefined) return body;
        throw this.#error(`the tag <${within}> is not closed`, opened);
      }
      this.#at = mark.index;
      const line = this.#lineOf(mark.index);
      const [found, slash, word = ''] = mark;
      this.#at += found.length;
      if (found === '<!--') {
        this.#skipTo('-->', 'a comment', line);
      } else if (slash === '/') {
        this.#skipTo('>', `</${word}`, line);
        if (within !== undefined && nameOf(word) === within) return body;
        throw this.#error(`</${word}> closes no tag`, line);
      } else {
        body.push(this.#tag(nameOf(word), line, depth));
      }
    }
  }

  #tag(name: TagName, line: number, depth: number): Tag {
    const attributes = this.#attributes(name, line);
    if (this.#source.startsWith('/>', this.#at)) {
      this.#at += 2;
      return { name, attributes, line, body: [], text: '', textLine: line };
    }
    this.#at++;
    const textLine = this.#lineOf(this.#at);
    if (FOREIGN.includes(name)) {
      const text = withoutEntities(this.#foreign(name, line));
      return { name, attributes, line, body: [], text, textLine };
    }
    const start = this.#at;
    const body = this.#body(name, line, depth + 1);
    return { name, attributes, line, body, text: this.#source.slice(start, this.#at), textLine };
  }

  #attributes(name: TagName, line: number): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    const one = /\s*([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
    for (;;) {
      one.lastIndex = this.#at;
      const found = one.exec(this.#source);
      if (!found) break;
      this.#at += found[0].length;
      const [, key = '', double, single = ''] = found;
      if (attributes.has(key)) throw this.#error(`<${name}> has ${key} twice`, line);
      attributes.set(key, withoutEntities(double ?? single));
    }
    while (/\s/.test(this.#source[this.#at] ?? '')) this.#at++;
    const isEnd = this.#source[this.#at] === '>' || this.#source.startsWith('/>', this.#at);
    if (isEnd) return attributes;
    throw this.#error(`expected attributes such as name="x", then >, in <${name}>`, line);
  }

  /** The text up to the end tag, which is stepped over. */
  #foreign(name: TagName, line: number): string {
    const end = /<\/(\w+)\s*>/g;
    end.lastIndex = this.#at;
    for (let found = end.exec(this.#source); found; found = end.exec(this.#source)) {
      if (!isWord(found[1] ?? '') || nameOf(found[1] ?? '') !== name) continue;
      const text = this.#source.slice(this.#at, found.index);
      this.#at = found.index + found[0].length;
      return text;
    }
    throw this.#error(`the tag <${name}> is not closed`, line);
  }

  #nextMark(): RegExpExecArray | undefined {
    MARK.lastIndex = this.#at;
    return MARK.exec(this.#source) ?? undefined;
  }

  #skipTo(end: string, what: string, line: number): void {
    const found = this.#source.indexOf(end, this.#at);
    if (found < 0) throw this.#error(`${what} does not end with ${end}`, line);
    this.#at = found + end.length;
  }

  /** The lines of a stretch; an empty one is not said. */
  #lines(from: number, to: number): TextLine[] {
    if (from >= to) return [];
    const first = this.#lineOf(from);
    return this.#source
      .slice(from, to)
      .split('\n')
      .map((text, at) => ({ name: undefined, line: first + at, text: withoutEntities(text) }))
      .filter(({ text }) => text.trim() !== '');
  }

  /** Places are asked for in order. */
  #lineOf(at: number): number {
    for (; this.#lineAt < at; this.#lineAt++) {
      if (this.#source[this.#lineAt] === '\n') this.#line++;
    }
    return this.#line;
  }

  #error(message: string, line: number): Error {
    return templateError({ file: this.#file, line, message });
  }
}

const MOST_DEPTH = 50;

function isWord(word: string): word is keyof typeof NAMES {
  return Object.hasOwn(NAMES, word);
}

function nameOf(word: string): TagName {
  return isWord(word) ? NAMES[word] : 'doc';
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function withoutEntities(text: string): string {
  const plain = text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1');
  if (!plain.includes('&')) return plain;
  return plain.replace(/&(?:#(\d{1,6})|(lt|gt|amp|quot|apos));/g, (_, code, name: string) =>
    code === undefined
      ? (ENTITIES[name] ?? '')
      : String.fromCodePoint(Math.min(Number(code), 0xffff)),
  );
}
