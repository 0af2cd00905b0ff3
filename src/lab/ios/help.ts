import type { Surroundings } from './argument.ts';
import { grammarOf } from './commands/all.ts';
import { FILTER_CHOICES } from './filter.ts';
import { choicesAt, follow, type GrammarNode, keywordsFor } from './grammar.ts';
import { isConfiguring, type Mode } from './mode.ts';
import { type Token, tokenize } from './tokens.ts';

/** What `?` prints for a line so far, `\n` ends. After a blank it lists what may follow, inside a word what it may become. */
export function helpFor(line: string, mode: Mode, surroundings: Surroundings): string {
  const bar = /\|\s*(\w*)$/.exec(line);
  if (bar && tokenize(line).length > 1) return list(FILTER_CHOICES, bar[1] ?? '');
  const { done, word } = splitLast(line);
  const place = startOf(done, mode);
  const end = follow(place.root, place.tokens, surroundings);
  if (end.kind === 'ambiguous') return `% Ambiguous command:  "${line}"\n`;
  if (end.kind === 'invalid') return '% Unrecognized command\n';
  const choices = choicesAt(end.node, surroundings);
  if (done.length === 0 && isConfiguring(mode)) {
    choices.push({ word: 'do', help: 'To run exec commands in config mode' });
    choices.sort((a, b) => (a.word < b.word ? -1 : 1));
  }
  return choices.length === 0 ? '% Unrecognized command\n' : list(choices, word);
}

/** The line with its last word spelt out, if it can only be one; undefined otherwise. */
export function completionFor(
  line: string,
  mode: Mode,
  surroundings: Surroundings,
): string | undefined {
  const { done, word } = splitLast(line);
  if (word === '') return undefined;
  const place = startOf(done, mode);
  const end = follow(place.root, place.tokens, surroundings);
  if (end.kind !== 'arrived') return undefined;
  const keyword = onlyWord(end.node, word, surroundings);
  if (keyword === undefined) return undefined;
  return `${line.slice(0, line.length - word.length)}${keyword}`;
}

function splitLast(line: string): { readonly done: readonly Token[]; readonly word: string } {
  const tokens = tokenize(line);
  const last = tokens.at(-1);
  if (!last || /\s$/.test(line)) return { done: tokens, word: '' };
  return { done: tokens.slice(0, -1), word: last.text };
}

function startOf(
  done: readonly Token[],
  mode: Mode,
): { readonly root: GrammarNode; readonly tokens: readonly Token[] } {
  const isDo = isConfiguring(mode) && done[0]?.text.toLowerCase() === 'do';
  if (isDo) return { root: grammarOf('privileged'), tokens: done.slice(1) };
  const here = grammarOf(mode.mode);
  const [first] = done;
  const isAbove = first && isConfiguring(mode) && keywordsFor(here, first.text).length === 0;
  return { root: isAbove ? grammarOf('config') : here, tokens: done };
}

function onlyWord(node: GrammarNode, word: string, surroundings: Surroundings): string | undefined {
  const lower = word.toLowerCase();
  const words = choicesAt(node, surroundings)
    .map((choice) => choice.word)
    .filter((choice) => /^[A-Za-z]/.test(choice) && choice.toLowerCase().startsWith(lower))
    .filter((choice) => !['LINE', 'WORD', 'A.B.C.D'].includes(choice));
  const exact = words.find((choice) => choice.toLowerCase() === lower);
  if (exact !== undefined) return `${exact} `;
  return words.length === 1 ? `${words[0]} ` : undefined;
}

function list(
  choices: readonly { readonly word: string; readonly help: string }[],
  word: string,
): string {
  if (word === '') {
    const width = Math.max(...choices.map((choice) => choice.word.length));
    const lines = choices.map((choice) =>
      `  ${choice.word.padEnd(width)}  ${choice.help}`.trimEnd(),
    );
    return `${lines.join('\n')}\n`;
  }
  const lower = word.toLowerCase();
  const matching = choices.filter((choice) => choice.word.toLowerCase().startsWith(lower));
  if (matching.length > 0) return `${matching.map((choice) => choice.word).join('  ')}\n`;
  const argument = choices.filter(
    (choice) => /^[A-Z<]/.test(choice.word) && choice.word !== '<cr>',
  );
  if (argument.length > 0) return list(argument, '');
  return '% Unrecognized command\n';
}
