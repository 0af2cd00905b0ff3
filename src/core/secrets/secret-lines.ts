import { KeyBlock } from './key-block.ts';
import { isNoSecret } from './no-secret.ts';
import { requiredWords } from './required-words.ts';
import type { SecretRule } from './secret-rule.ts';

/** A secret on a line. */
export interface SecretSpan {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  /** `further`: one more line of the key above. */
  readonly part: 'first' | 'further';
}

/** Rules with what makes them quick: most lines are told apart from those with secrets by one look. */
export interface PreparedRules {
  readonly rules: readonly PreparedRule[];
  readonly heads: readonly SecretRule[];
  /** Lines without a match hold no secret, but of a key of several lines. */
  readonly mayHold: RegExp;
}

interface PreparedRule {
  readonly rule: SecretRule;
  /** One of them is on each line that the rule is about, in lower case. */
  readonly words: readonly string[];
  readonly hint: RegExp | undefined;
}

export function prepareRules(...lists: readonly (readonly SecretRule[])[]): PreparedRules {
  const rules = lists.flat().map((rule): PreparedRule => {
    const words = rule.hint === undefined ? requiredWords(rule.pattern.source) : [];
    return { rule, words, hint: rule.hint === undefined ? undefined : new RegExp(rule.hint, 'i') };
  });
  // A rule with a head counts below it only, and there all lines are looked at.
  const headWords = rules.map(({ rule }) => requiredWords(rule.after?.source ?? 'always'));
  const isAnywhere =
    headWords.some((words) => words.length === 0) ||
    rules.some(({ rule, words, hint }) => !rule.after && words.length === 0 && !hint);
  const words = shortestOf([
    ...KEY_WORDS,
    ...headWords.flat(),
    ...rules.flatMap((one) => one.words),
  ]);
  const hints = rules.flatMap(({ rule }) => rule.hint ?? []);
  return {
    rules,
    heads: lists.flat().filter(({ after }) => after !== undefined),
    mayHold: isAnywhere ? /^/ : new RegExp([...words.map(escaped), ...hints].join('|'), 'i'),
  };
}

/** Of a private key's first line. */
const KEY_WORDS = ['private key', 'static key', 'private-lines'];

/** Each once, without those that hold another one of them. */
function shortestOf(words: readonly string[]): string[] {
  const distinct = [...new Set(words)].filter((word) => word !== 'always');
  return distinct.filter(
    (word) => !distinct.some((other) => other !== word && word.includes(other)),
  );
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * Finds secrets in lines, one after the other: what stands above a line counts for some rules, and for keys of several lines. Costs
 * are linear in a line's length, whatever it is.
 */
export class SecretLines {
  readonly #rules: PreparedRules;
  readonly #key = new KeyBlock();
  /** Rules below their heads, with how deep the head was indented. */
  readonly #open = new Map<SecretRule, number>();

  constructor(rules: PreparedRules) {
    this.#rules = rules;
  }

  /** The secrets of the next line, in their order; none overlap. */
  line(text: string): readonly SecretSpan[] {
    if (this.#open.size > 0) this.#leave(text);
    const mayHold = this.#rules.mayHold.test(text);
    if (!mayHold && this.#open.size === 0 && !this.#key.isInside) return NONE;
    const key = this.#key.line(text);
    if (key !== undefined) return [{ ...key, kind: 'private key' }];
    const spans = this.#find(text);
    for (const rule of this.#rules.heads) {
      if (rule.after?.test(text)) this.#open.set(rule, indentOf(text));
    }
    return spans;
  }

  /** The secrets of a line as it is for now: it will come again, or is none of the text. */
  look(text: string): readonly SecretSpan[] {
    return this.#open.size > 0 || this.#rules.mayHold.test(text) ? this.#find(text) : NONE;
  }

  #find(text: string): readonly SecretSpan[] {
    const found: SecretSpan[] = [];
    for (let from = 0; ; from += WINDOW - OVERLAP) {
      const piece = text.length <= WINDOW ? text : text.slice(from, from + WINDOW);
      this.#findIn(piece, from, found);
      if (from + WINDOW >= text.length) break;
    }
    return found.length < 2 ? found : merged(found);
  }

  #findIn(piece: string, offset: number, found: SecretSpan[]): void {
    const lower = piece.toLowerCase();
    for (const { rule, words, hint } of this.#rules.rules) {
      const isNear = hint ? hint.test(piece) : words.length === 0 || hasOne(lower, words);
      if (isNear) this.#match(rule, piece, offset, found);
    }
  }

  #match(rule: SecretRule, text: string, offset: number, found: SecretSpan[]): void {
    if (rule.after !== undefined && !this.#open.has(rule)) return;
    const { pattern, kind } = rule;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [from, to] = match.indices?.groups?.['secret'] ?? [0, 0];
      const span = withoutQuotes(text, from, to);
      const how = match.groups?.['how'] ?? '';
      const value = text.slice(span.from, span.to);
      const isTaken = rule.words === 'taken';
      if (!isNoSecret({ value, kind, how: isTaken ? 'cipher' : how })) {
        found.push({ from: span.from + offset, to: span.to + offset, kind, part: 'first' });
      }
      // The value may be the keyword of another secret: `password secret x`.
      const next = isTaken ? pattern.lastIndex : Math.min(pattern.lastIndex, from);
      pattern.lastIndex = Math.max(match.index + 1, next);
    }
  }

  #leave(text: string): void {
    for (const [rule, indent] of this.#open) {
      const isOver = rule.until
        ? rule.until.test(text)
        : text.trim() !== '' && indentOf(text) <= indent;
      if (isOver) this.#open.delete(rule);
    }
  }
}

const NONE: readonly SecretSpan[] = [];

/** Longer lines are looked at in pieces that overlap: what a pattern can look about is bounded by them. */
const WINDOW = 4_000;
const OVERLAP = 1_500;

function hasOne(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true;
  return false;
}

/** Without the quotes around it, and without what ends a statement behind it. */
function withoutQuotes(text: string, from: number, to: number): { from: number; to: number } {
  const first = text[from];
  if ((first === '"' || first === "'") && to - from >= 2 && text[to - 1] === first) {
    return { from: from + 1, to: to - 1 };
  }
  const end = /["']?[;,]{0,2}$/.exec(text.slice(Math.max(from, to - 3), to))?.[0].length ?? 0;
  return { from, to: Math.max(from + 1, to - end) };
}

function indentOf(text: string): number {
  return /^\s{0,200}/.exec(text)?.[0].length ?? 0;
}

/** In their order, those that overlap as one. */
function merged(found: readonly SecretSpan[]): SecretSpan[] {
  const result: SecretSpan[] = [];
  for (const span of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    if (last === undefined || span.from >= last.to) result.push(span);
    else if (span.to > last.to) result[result.length - 1] = { ...last, to: span.to };
  }
  return result;
}
