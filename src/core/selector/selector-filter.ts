import { BoundedPattern } from '../bounded-pattern.ts';
import { ShowrunError } from '../errors.ts';
import { safe } from '../safe.ts';

/** A filter of a selector, read: `(platform=cisco_ios & !site=lab)`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** A name, a pattern, `@group`, `all`. */
  | { readonly kind: 'named'; readonly word: string }
  | {
      readonly kind: 'fact';
      readonly key: string;
      readonly test: '=' | '~';
      /** Any of them. */
      readonly words: readonly string[];
      readonly pattern?: RegExp;
    };

/**
 * Reads what stands between a filter's parentheses. `&` binds closer than `|`, `!` closest; `key=value` takes patterns and lists
 * (`platform=cisco_*,arista_eos`), `key~expression` a regular expression; a value with blanks or signs stands in quotes. Throws
 * `bad-selector`.
 */
export function parseFilter(text: string): Filter {
  const reader = new FilterReader(text);
  const filter = reader.either();
  if (reader.sign !== undefined) throw reader.wrong('an & or | is missing before it');
  return filter;
}

const TOKEN = /\s*(?:(&&?|\|\|?|!=|!~|==?|~|[!(),])|"([^"]*)"|'([^']*)'|([^\s&|!()=~,"']+))/y;

interface Token {
  readonly kind: 'sign' | 'word';
  readonly text: string;
}

class FilterReader {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    TOKEN.lastIndex = 0;
    const whole = text.trimEnd();
    while (TOKEN.lastIndex < whole.length) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(whole);
      if (match === null) {
        throw wrongFilter(text, `there is no reading ${quoted(whole.slice(from).trim())}`);
      }
      const [, sign, double, single, bare] = match;
      if (sign !== undefined)
        this.#tokens.push({ kind: 'sign', text: sign.replace(/^([&|=])\1$/, '$1') });
      else this.#tokens.push({ kind: 'word', text: double ?? single ?? bare ?? '' });
    }
  }

  /** What stands next; undefined at the end. */
  get sign(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  either(): Filter {
    const parts = [this.#both()];
    while (this.#take('|')) parts.push(this.#both());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  }

  #both(): Filter {
    const parts = [this.#one()];
    while (this.#take('&')) parts.push(this.#one());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }

  #one(): Filter {
    if (this.#take('!')) return { kind: 'not', part: this.#one() };
    if (this.#take('(')) {
      const inner = this.either();
      if (!this.#take(')')) throw this.wrong('a ) is missing before it');
      return inner;
    }
    const key = this.#word('a name or key=value');
    const test = this.#tokens[this.#at];
    if (test?.kind !== 'sign' || !/^!?[=~]$/.test(test.text)) return { kind: 'named', word: key };
    this.#at++;
    const fact = this.#fact(key, test.text.endsWith('~') ? '~' : '=');
    return test.text.startsWith('!') ? { kind: 'not', part: fact } : fact;
  }

  #fact(key: string, test: '=' | '~'): Filter {
    const words = [this.#word(`a value for ${quoted(key)}`)];
    while (this.#take(',')) words.push(this.#word(`a value for ${quoted(key)}`));
    if (test === '=') return { kind: 'fact', key, test, words };
    const source = words.join(',');
    return { kind: 'fact', key, test, words: [source], pattern: this.#pattern(source) };
  }

  #pattern(source: string): RegExp {
    try {
      // Only repeats of groups can take for ever on texts as short as these.
      return source.includes('(') ? new BoundedPattern(source, 'iu') : new RegExp(source, 'iu');
    } catch {
      throw wrongFilter(this.#text, `${quoted(source)} is no regular expression`);
    }
  }

  #word(what: string): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word') throw this.wrong(`${what} is missing before it`);
    this.#at++;
    return token.text;
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  /** An error at the next token. */
  wrong(what: string): ShowrunError {
    const next = this.sign;
    return next === undefined
      ? wrongFilter(this.#text, what.replace(/ before it$/, ' at its end'))
      : wrongFilter(this.#text, `at ${quoted(next)} ${what}`);
  }
}

function wrongFilter(text: string, why: string): ShowrunError {
  return new ShowrunError(
    'bad-selector',
    `the filter (${safe(text.trim(), 100)}) is wrong: ${why}`,
    {
      subject: text,
      advice: 'it looks like (platform=cisco_ios & !site=lab)',
    },
  );
}

function quoted(text: string): string {
  return `'${safe(text, 60)}'`;
}
