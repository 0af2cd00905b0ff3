import { types } from 'node:util';
import { textsWith } from '../../core/table/condition/cell-pattern.ts';
import { StageError } from './stage.ts';

/** What `grep` is asked for. */
export interface GrepWish {
  /** Those of texts that have it. Throws a StageError where the pattern takes too long. */
  found(texts: readonly string[]): ReadonlySet<string>;
  readonly isInverted: boolean;
  readonly isNumbered: boolean;
  /** Only how many. */
  readonly counts: boolean;
  readonly before: number;
  readonly after: number;
}

/** Reads `-v -A 2 pattern`, or a method's `'pattern', { invert: true }` and `/pattern/i`. Throws a StageError. */
export function grepWishOf(args: readonly unknown[]): GrepWish {
  const [first, given] = args;
  const options = optionsOf(given);
  if (types.isRegExp(first)) {
    return wishOf({ ...options, source: first.source, flags: first.flags });
  }
  if (typeof first !== 'string') throw new StageError(USAGE);
  const read = readWords(first);
  return wishOf({ ...read, ...options });
}

const USAGE = "grep needs a pattern: grep -v -i -A 2 'pattern'";

interface Wanted {
  source: string;
  flags: string;
  isInverted: boolean;
  isNumbered: boolean;
  counts: boolean;
  isFixed: boolean;
  isWord: boolean;
  before: number;
  after: number;
}

function nothing(): Wanted {
  return {
    source: '',
    flags: '',
    isInverted: false,
    isNumbered: false,
    counts: false,
    isFixed: false,
    isWord: false,
    before: 0,
    after: 0,
  };
}

function optionsOf(given: unknown): Partial<Wanted> {
  if (typeof given !== 'object' || given === null) return {};
  const { invert, ignoreCase, before, after, context, count } = given as Record<string, unknown>;
  return {
    ...(invert === undefined ? {} : { isInverted: invert === true }),
    ...(ignoreCase === true ? { flags: 'i' } : {}),
    ...(context === undefined ? {} : { before: Number(context), after: Number(context) }),
    ...(before === undefined ? {} : { before: Number(before) }),
    ...(after === undefined ? {} : { after: Number(after) }),
    ...(count === undefined ? {} : { counts: count === true }),
  };
}

const OPTION = /^\s*-([a-zA-Z]+)(?:\s*(\d+))?(?=\s|$)\s*/;

function readWords(text: string): Wanted {
  const wanted = nothing();
  let rest = text;
  for (let found = OPTION.exec(rest); found; found = OPTION.exec(rest)) {
    const [whole, letters = '', number] = found;
    const takesNumber = /[ABC]$/.test(letters);
    // `-v 12` looks for 12.
    const taken =
      takesNumber || number === undefined
        ? whole
        : whole.slice(0, whole.indexOf(letters) + letters.length);
    for (const letter of letters) setOption(wanted, letter, number);
    rest = rest.slice(taken.length);
    if (letters.endsWith('e')) break;
  }
  rest = rest.trim().replace(/^-- +/, '');
  const slashed = /^\/(.+)\/([a-z]*)$/s.exec(rest);
  const quoted = /^(["'])(.*)\1$/s.exec(rest);
  wanted.source = slashed?.[1] ?? quoted?.[2] ?? rest;
  wanted.flags += slashed?.[2] ?? '';
  if (wanted.source === '') throw new StageError(USAGE);
  return wanted;
}

function setOption(wanted: Wanted, letter: string, number: string | undefined): void {
  switch (letter) {
    case 'v':
      wanted.isInverted = true;
      return;
    case 'i':
      wanted.flags = 'i';
      return;
    case 'n':
      wanted.isNumbered = true;
      return;
    case 'c':
      wanted.counts = true;
      return;
    case 'F':
      wanted.isFixed = true;
      return;
    case 'w':
      wanted.isWord = true;
      return;
    case 'E':
    case 'P':
    case 'e':
      return;
    case 'A':
    case 'B':
    case 'C':
      if (number === undefined) throw new StageError(`grep: how many lines? Say -${letter} 2`);
      if (letter !== 'A') wanted.before = Number(number);
      if (letter !== 'B') wanted.after = Number(number);
      return;
    default:
      throw new StageError(
        `grep: there is no option -${letter}; there are -v -i -F -w -n -c -A -B -C`,
      );
  }
}

function wishOf(given: Partial<Wanted>): GrepWish {
  const wanted = { ...nothing(), ...given };
  const { isInverted, isNumbered, counts, before, after } = wanted;
  const pattern = patternOf(wanted);
  // Tells what is wrong with it before anything is searched.
  found(pattern, []);
  return {
    found: (texts) => found(pattern, texts),
    ...{ isInverted, isNumbered, counts, before, after },
  };
}

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

function patternOf({ source, flags, isFixed, isWord }: Wanted): Pattern {
  const plain = isFixed ? source.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : source;
  const own = [...new Set(flags)].join('');
  return { source: isWord ? `\\b(?:${plain})\\b` : plain, flags: own };
}

function found(pattern: Pattern, texts: readonly string[]): ReadonlySet<string> {
  let found: ReadonlySet<string> | undefined;
  try {
    found = textsWith(pattern, texts);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const problem = `'${pattern.source}' is no regular expression; -F takes it as it is`;
    throw new StageError(`grep: ${problem}`);
  }
  if (found) return found;
  throw new StageError('grep: this pattern takes too long: say it with fewer repeats');
}
