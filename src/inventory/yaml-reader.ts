import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { closest } from '../core/closest.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_ALIASES = 10_000;
const MAX_SHOWN = 5;
const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A value in the file, with the way to it: `hosts.r1.port`. */
export interface YamlValue {
  readonly path: string;
  readonly node: Node | null;
}

/**
 * Reads a YAML file a person has written, value by value, and collects what is wrong with it: file, line, path, what was
 * expected and what is there. Nothing is turned into plain objects, so an alias bomb or a `__proto__` key does no harm.
 */
export class YamlReader {
  readonly root: YamlValue;
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #resolve: (node: Node | null) => Node | null;
  readonly #problems: string[] = [];

  /** Throws `bad-file` at once for what is not YAML at all. */
  constructor(file: string, text: string) {
    this.#file = file;
    if (text.length > MAX_BYTES) throw this.#error(`${safe(file)}: larger than 10 MB`);
    const document = this.#parse(text);
    this.root = { path: '', node: document.contents };
    let aliases = 0;
    this.#resolve = (node) => {
      if (!isAlias(node)) return node;
      // Each costs a walk through the document.
      if (++aliases > MAX_ALIASES) throw this.#error(`${safe(file)}: too many aliases`);
      return node.resolve(document) ?? null;
    };
    // One slip in the syntax makes others look wrong: only the first one is worth reading.
    for (const { message, pos } of document.errors.slice(0, 1)) {
      this.#problems.push(
        this.#at(pos[0], safe(message.split('\n')[0] ?? '', 200).replace(/ at line.*/, '')),
      );
    }
    this.finish();
  }

  /** Throws one `bad-file` with the first problems, one line each, if there were any. */
  finish(): void {
    if (this.#problems.length === 0) return;
    const more = this.#problems.length - MAX_SHOWN;
    throw this.#error(
      [...this.#problems.slice(0, MAX_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    );
  }

  /** Notes a problem at a value. */
  problem(value: YamlValue, what: string): void {
    const where = value.path === '' ? '' : `${value.path}: `;
    this.#problems.push(this.#at(this.#offset(value.node), `${where}${what}`));
  }

  /** Where a value stands, from 1; undefined for one that is not there. */
  lineOf(value: YamlValue | undefined): number | undefined {
    return value && (this.#lines.linePos(this.#offset(value.node)).line || 1);
  }

  expected(value: YamlValue, what: string): void {
    this.problem(value, `expected ${what}, found ${this.#found(value)}`);
  }

  isEmpty(value: YamlValue): boolean {
    const node = this.#resolve(value.node);
    return node === null || (isScalar(node) && node.value === null);
  }

  /** The entries of a mapping; an absent one has none. `what` says what it should be. */
  entries(value: YamlValue, what: string): { key: YamlValue; name: string; value: YamlValue }[] {
    const node = this.#resolve(value.node);
    if (this.isEmpty(value)) return [];
    if (!isMap(node)) {
      this.expected(value, what);
      return [];
    }
    return node.items.flatMap((pair) => {
      const keyNode = pair.key as Node | null;
      const key = { path: value.path, node: keyNode };
      const name = isScalar(keyNode) ? String(keyNode.value) : undefined;
      if (name === undefined || REFUSED_KEYS.has(name)) {
        this.problem(key, `${name === undefined ? 'a mapping' : `'${name}'`} cannot be a name`);
        return [];
      }
      const path = value.path === '' ? safe(name, 60) : `${value.path}.${safe(name, 60)}`;
      return [{ key, name, value: { path, node: (pair.value as Node | null) ?? null } }];
    });
  }

  /** The entries of a mapping with fixed keys; others are problems, with the key that was probably meant. */
  fields(value: YamlValue, known: readonly string[], what: string): Map<string, YamlValue> {
    const found = new Map<string, YamlValue>();
    for (const { key, name, value: inner } of this.entries(value, what)) {
      if (known.includes(name)) {
        found.set(name, inner);
        continue;
      }
      const meant = closest(name, known);
      const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
      this.problem(key, `unknown key '${safe(name, 60)}'; ${hint}`);
    }
    return found;
  }

  /** A word: text, or a number as written. Undefined after a problem or when absent. */
  text(value: YamlValue | undefined, what: string): string | undefined {
    if (value === undefined || this.isEmpty(value)) return undefined;
    const node = this.#resolve(value.node);
    if (isScalar(node)) {
      if (typeof node.value === 'string') return node.value;
      if (typeof node.value === 'number') return node.source ?? String(node.value);
    }
    this.expected(value, what);
    return undefined;
  }

  /** One word or a list of words. */
  texts(value: YamlValue | undefined, what: string): string[] | undefined {
    if (value === undefined || this.isEmpty(value)) return undefined;
    const node = this.#resolve(value.node);
    if (!isSeq(node)) {
      const word = this.text(value, what);
      return word === undefined ? undefined : [word];
    }
    return node.items.flatMap((item, at) => {
      const word = this.text({ path: `${value.path}[${at}]`, node: item as Node }, what);
      return word === undefined ? [] : [word];
    });
  }

  /** The items of a list, whatever they are; an absent one has none. */
  items(value: YamlValue | undefined, what: string): YamlValue[] {
    if (value === undefined || this.isEmpty(value)) return [];
    const node = this.#resolve(value.node);
    if (!isSeq(node)) {
      this.expected(value, what);
      return [];
    }
    return node.items.map((item, at) => {
      return { path: `${value.path}[${at}]`, node: item as Node };
    });
  }

  /** The scalar's own value, for what is neither text nor a list. */
  scalar(value: YamlValue): unknown {
    const node = this.#resolve(value.node);
    return isScalar(node) ? node.value : undefined;
  }

  isMapping(value: YamlValue): boolean {
    return isMap(this.#resolve(value.node));
  }

  #parse(text: string) {
    try {
      return parseDocument(text, {
        lineCounter: this.#lines,
        uniqueKeys: true,
      });
    } catch (error) {
      // Thousands of nested brackets exhaust the parser's stack.
      throw this.#error(`${safe(this.#file)}: too deeply nested to be read`, error);
    }
  }

  #found(value: YamlValue): string {
    const node = this.#resolve(value.node);
    if (isMap(node)) return 'a mapping';
    if (isSeq(node)) return 'a list';
    const scalar = isScalar(node) ? node.value : undefined;
    if (scalar === null || scalar === undefined) return 'nothing';
    return typeof scalar === 'string' ? `"${safe(scalar, 60)}"` : safe(String(scalar), 60);
  }

  #offset(node: Node | null): number {
    return node?.range?.[0] ?? 0;
  }

  #at(offset: number, what: string): string {
    return `${safe(this.#file)}:${this.#lines.linePos(offset).line || 1}: ${what}`;
  }

  #error(message: string, cause?: unknown): ShowrunError {
    return new ShowrunError('bad-file', message, { subject: this.#file, cause });
  }
}
