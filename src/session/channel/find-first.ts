import { createContext, Script } from 'node:vm';
import { ShowrunError } from '../../core/errors.ts';
import { patternText, type TextPattern } from './text-pattern.ts';

/** Where the first of several patterns stands in a text. */
export interface FoundFirst {
  /** Which pattern, from 0. */
  readonly index: number;
  /** Where it begins and what it is. */
  readonly at: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

export type FindFirst = (text: string) => FoundFirst | undefined;

/** A person's patterns meet a device's text: together they may take for ever, and everything else would stand still. */
const MOST_MS = 100;
const SEARCH = new Script(`
  found = null;
  for (const [index, pattern] of patterns.entries()) {
    const one = typeof pattern === 'string' ? plain(pattern) : pattern.exec(text);
    if (one !== null && (found === null || one.index < found.one.index)) found = { index, one };
  }
  function plain(wanted) {
    const at = text.indexOf(wanted);
    return at === -1 ? null : Object.assign([wanted], { index: at });
  }
`);

/**
 * What looks for the first match of several patterns; of two at one place the one named first. Throws `bad-usage` for an empty one, and
 * when a search takes too long. Flags `g` and `y` are left out.
 */
export function firstFinder(patterns: readonly TextPattern[]): FindFirst {
  if (patterns.includes('')) throw new ShowrunError('bad-usage', 'nothing to wait for was given');
  const own = patterns.map((one) =>
    typeof one === 'string' ? one : new RegExp(one.source, one.flags.replace(/[gy]/g, '')),
  );
  const context: { patterns: unknown; text: string; found: Found | null } = {
    patterns: own,
    text: '',
    found: null,
  };
  createContext(context);
  return (text) => {
    if (own.length === 0 || text === '') return undefined;
    context.text = text;
    try {
      SEARCH.runInContext(context, { timeout: MOST_MS });
    } catch (thrown) {
      throw tooSlow(patterns, thrown);
    }
    return context.found === null ? undefined : foundFirst(context.found);
  };
}

interface Found {
  readonly index: number;
  readonly one: RegExpExecArray;
}

function foundFirst({ index, one }: Found): FoundFirst {
  const [text, ...groups] = one;
  return { index, at: one.index, text, groups, named: { ...one.groups } };
}

function tooSlow(patterns: readonly TextPattern[], cause: unknown): ShowrunError {
  const names = patterns.map(patternText).join(', ');
  return new ShowrunError('bad-usage', `one of ${names} takes too long to look for`, {
    advice: 'repeats within repeats, such as (a+)+, are slow; write it without',
    cause,
  });
}
