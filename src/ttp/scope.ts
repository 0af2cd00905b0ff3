import type { Macros } from './macros.ts';
import { pythonSearch, type Search } from './python-search.ts';
import { newObject, type TtpObject, type TtpValue, textOf } from './value.ts';

/** Results that are already there, for functions that look things up in them. */
export interface ResultsSoFar {
  /** Of this template's earlier inputs. */
  readonly inputs: readonly TtpValue[];
  /** Of earlier templates, by their names. */
  readonly templates: ReadonlyMap<string, TtpValue>;
}

/** What the functions of a template work with while one input is read. */
export class Scope {
  /** This input's variables; recorded ones too. */
  readonly own: TtpObject = newObject();
  readonly #shared: TtpObject;
  readonly #searches: Map<string, Search>;
  readonly #warnings: Set<string>;
  #chains = 0;
  readonly lookups: Readonly<TtpObject>;
  readonly macros: Macros;
  readonly soFar: ResultsSoFar;

  constructor(given: {
    readonly shared: TtpObject;
    readonly lookups: Readonly<TtpObject>;
    readonly macros: Macros;
    readonly warnings: Set<string>;
    readonly soFar: ResultsSoFar;
  }) {
    this.#shared = given.shared;
    this.#searches = new Map();
    this.#warnings = given.warnings;
    this.lookups = given.lookups;
    this.macros = given.macros;
    this.soFar = given.soFar;
  }

  variable(name: string): TtpValue | undefined {
    return this.own[name] ?? this.#shared[name];
  }

  /** Keeps a value for this input and for those after it. */
  record(name: string, value: TtpValue): void {
    this.own[name] = value;
    this.#shared[name] = value;
  }

  recordForAll(name: string, value: TtpValue): void {
    this.#shared[name] = value;
  }

  shared(name: string): TtpValue | undefined {
    return this.#shared[name];
  }

  /** An argument: the variable it names, if there is one, or itself. */
  resolved<Given extends TtpValue | undefined>(given: Given): TtpValue | Given {
    return typeof given === 'string' ? (this.variable(given) ?? given) : given;
  }

  /** Compiled once in a run. Throws `RegexError` for what is none. */
  search(source: string): Search {
    const known = this.#searches.get(source);
    if (known) return known;
    const made = pythonSearch(source);
    this.#searches.set(source, made);
    return made;
  }

  finds(source: TtpValue, text: string): boolean {
    return this.search(textOf(source))(text, 0) !== undefined;
  }

  /** Runs what a variable lists; undefined where lists name each other without end. */
  chained<Made>(run: () => Made): Made | undefined {
    if (this.#chains >= MOST_CHAINS) {
      this.warn('chain: variables that list each other without end');
      return undefined;
    }
    this.#chains++;
    try {
      return run();
    } finally {
      this.#chains--;
    }
  }

  /** Said once, however often it happens. */
  warn(message: string): void {
    if (this.#warnings.size < MOST_WARNINGS) this.#warnings.add(message);
  }
}

const MOST_WARNINGS = 50;
const MOST_CHAINS = 20;
