import { argumentKind, INTERFACE_TYPES, type Surroundings } from './argument.ts';
import type { Args, Command } from './command.ts';
import type { Token } from './tokens.ts';

/** A place between two words of the grammar: what may come next, and the command that may end here. */
export interface GrammarNode {
  readonly help: string;
  readonly keywords: ReadonlyMap<string, GrammarNode>;
  readonly arguments: readonly ArgumentEdge[];
  readonly command: Command | undefined;
}

export interface ArgumentEdge {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  readonly node: GrammarNode;
}

/** Where a walk over words stopped. */
export type WalkEnd =
  | { readonly kind: 'arrived'; readonly node: GrammarNode; readonly args: Args }
  | { readonly kind: 'ambiguous'; readonly token: Token }
  | { readonly kind: 'invalid'; readonly token: Token; readonly wordsDone: number };

/** One tree from the commands of a mode. */
export function buildGrammar(commands: readonly Command[]): GrammarNode {
  const root = newNode('');
  for (const command of commands) {
    const end = grow(root, command.path, helpsOf(command));
    if (!('group' in command)) end.command = command;
    for (const option of command.options ?? []) {
      const last = grow(end, option.path, [...option.help]);
      // After an option everything that could follow the command can follow again.
      last.keywords = end.keywords;
      last.arguments = end.arguments;
      last.command = end.command;
    }
  }
  return root;
}

/** Follows words through the tree: an exact keyword, else the only one it abbreviates, else an argument. */
export function follow(
  root: GrammarNode,
  tokens: readonly Token[],
  surroundings: Surroundings,
): WalkEnd {
  let node = root;
  const args: Record<string, string> = {};
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (!token) break;
    const named = keywordsFor(node, token.text);
    const [keyword] = named;
    if (keyword && named.length === 1) {
      node = keyword.node;
      index++;
      continue;
    }
    if (named.length > 1) return { kind: 'ambiguous', token };
    const edge = node.arguments
      .map((one) => ({
        one,
        taken: argumentKind(one.kind).take(tokens.slice(index), surroundings),
      }))
      .find(({ taken }) => taken !== undefined);
    if (!edge?.taken) return { kind: 'invalid', token, wordsDone: index };
    args[edge.one.name] = edge.taken.value;
    node = edge.one.node;
    index += edge.taken.words;
  }
  return { kind: 'arrived', node, args };
}

/** The keywords a word may mean; one if it is spelt out. */
export function keywordsFor(
  node: GrammarNode,
  word: string,
): readonly { readonly word: string; readonly node: GrammarNode }[] {
  const lower = word.toLowerCase();
  const exact = node.keywords.get(lower);
  if (exact) return [{ word: lower, node: exact }];
  return [...node.keywords]
    .filter(([keyword]) => keyword.startsWith(lower))
    .map(([keyword, next]) => ({ word: keyword, node: next }));
}

/** Everything `?` lists at a node, in its order, with `<cr>` where the command may end. */
export function choicesAt(
  node: GrammarNode,
  surroundings: Surroundings,
): { readonly word: string; readonly help: string }[] {
  const choices = [...node.keywords].map(([word, next]) => ({ word, help: next.help }));
  for (const edge of node.arguments) {
    if (edge.kind === 'interface' || edge.kind === 'any-interface') {
      choices.push(...interfaceTypes(edge.kind, surroundings));
    } else choices.push({ word: argumentKind(edge.kind).label, help: edge.help });
  }
  choices.sort((a, b) => (a.word.toLowerCase() < b.word.toLowerCase() ? -1 : 1));
  if (node.command && 'show' in node.command) choices.push({ word: '|', help: 'Output modifiers' });
  if (node.command) choices.push({ word: '<cr>', help: '' });
  return choices;
}

interface MutableNode {
  help: string;
  keywords: Map<string, MutableNode>;
  arguments: { name: string; kind: string; help: string; node: MutableNode }[];
  command: Command | undefined;
}

function newNode(help: string): MutableNode {
  return { help, keywords: new Map(), arguments: [], command: undefined };
}

/** Helps are aligned with the last words of the path; words before them are explained by other commands. */
function helpsOf({ help }: Command): string[] {
  return typeof help === 'string' ? [help] : [...help];
}

function grow(root: MutableNode, path: string, helps: readonly string[]): MutableNode {
  const words = path.split(' ');
  let node = root;
  for (const [index, word] of words.entries()) {
    const help = helps[index - (words.length - helps.length)] ?? '';
    node = step(node, word, help);
  }
  return node;
}

function step(node: MutableNode, word: string, help: string): MutableNode {
  const argument = /^<(.+):(.+)>$/.exec(word);
  if (!argument) {
    const next = node.keywords.get(word) ?? newNode(help);
    if (next.help === '') next.help = help;
    node.keywords.set(word, next);
    return next;
  }
  const [, name = '', kind = ''] = argument;
  const known = node.arguments.find((one) => one.name === name && one.kind === kind);
  if (known) return known.node;
  const edge = { name, kind, help: help || argumentKind(kind).help, node: newNode(help) };
  node.arguments.push(edge);
  return edge.node;
}

function interfaceTypes(
  kind: string,
  { interfaces }: Surroundings,
): { readonly word: string; readonly help: string }[] {
  return Object.entries(INTERFACE_TYPES)
    .filter(
      ([type]) =>
        interfaces.some((name) => name.startsWith(type)) ||
        (kind === 'any-interface' && type === 'Loopback'),
    )
    .map(([word, help]) => ({ word, help }));
}
