import type { Surroundings } from './argument.ts';
import type { Args, Command } from './command.ts';
import { grammarOf } from './commands/all.ts';
import { type Filter, parseFilter } from './filter.ts';
import { follow, keywordsFor } from './grammar.ts';
import { isConfiguring, type Mode } from './mode.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a typed line means. Columns count from the line's start. */
export type ParsedLine =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly args: Args;
      readonly filter: Filter | undefined;
      /** The mode whose command it is: a configuration command may belong to a mode further up. */
      readonly mode: Mode;
    }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'invalid'; readonly column: number };

/** Reads a line in a mode. In configuration `do` reaches the privileged commands, and global commands work everywhere. */
export function parseLine(line: string, mode: Mode, surroundings: Surroundings): ParsedLine {
  const { command: text, filter } = splitFilter(line, mode);
  const tokens = tokenize(text);
  const [first] = tokens;
  if (!first || first.text.startsWith('!')) return { kind: 'empty' };
  if (isConfiguring(mode) && first.text.toLowerCase() === 'do') {
    const rest = tokens.slice(1);
    if (rest.length === 0) return { kind: 'incomplete' };
    return parseIn({ mode: 'privileged' }, rest, filter, surroundings);
  }
  const here = parseIn(mode, tokens, filter, surroundings);
  const isHere = here.kind === 'command' || mode.mode === 'config' || !isConfiguring(mode);
  if (isHere) return here;
  const above = parseIn({ mode: 'config' }, tokens, filter, surroundings);
  return above.kind === 'command' || here.kind === 'invalid' ? furthest(above, here) : here;
}

function parseIn(
  mode: Mode,
  tokens: readonly Token[],
  filter: FilterText | undefined,
  surroundings: Surroundings,
): ParsedLine {
  const end = follow(grammarOf(mode.mode), tokens, surroundings);
  if (end.kind === 'ambiguous') return { kind: 'ambiguous' };
  if (end.kind === 'invalid') return { kind: 'invalid', column: end.token.column };
  const { command } = end.node;
  if (!command) return { kind: 'incomplete' };
  if (!filter) return { kind: 'command', command, args: end.args, filter: undefined, mode };
  if (!('show' in command)) return { kind: 'invalid', column: filter.column };
  const parsed = parseFilter(filter.text);
  if (parsed === 'incomplete') return { kind: 'incomplete' };
  if (parsed === 'invalid') return { kind: 'invalid', column: filter.column + 1 };
  return { kind: 'command', command, args: end.args, filter: parsed, mode };
}

/** Of two failures the one that understood more. */
function furthest(above: ParsedLine, here: ParsedLine): ParsedLine {
  if (above.kind !== 'invalid' || here.kind !== 'invalid') return above;
  return above.column > here.column ? above : here;
}

interface FilterText {
  readonly text: string;
  readonly column: number;
}

/** Cuts `| include …` off a show command. Other commands may hold a bar in their text. */
function splitFilter(
  line: string,
  mode: Mode,
): { readonly command: string; readonly filter: FilterText | undefined } {
  const bar = line.indexOf('|');
  if (bar < 0 || !isShow(line, mode)) return { command: line, filter: undefined };
  return { command: line.slice(0, bar), filter: { text: line.slice(bar + 1), column: bar } };
}

function isShow(line: string, mode: Mode): boolean {
  const words = tokenize(line);
  const isDo = isConfiguring(mode) && words[0]?.text.toLowerCase() === 'do';
  const first = words[isDo ? 1 : 0]?.text;
  if (first === undefined || (isConfiguring(mode) && !isDo)) return false;
  const found = keywordsFor(grammarOf(isDo ? 'privileged' : mode.mode), first);
  return found.length === 1 && found[0]?.word === 'show';
}
