import { readSelectorLine } from '../syntax/selector-lines.ts';

/** What could stand between `from` and `to`. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words about it, where the kind says too little. */
  readonly detail?: string;
}

export type CompletionKind =
  | 'host'
  | 'group'
  | 'command'
  | 'magic'
  | 'keyword'
  | 'function'
  | 'class'
  | 'property'
  | 'value';

export interface CompletionQuestion {
  readonly text: string;
  readonly cursor: number;
  readonly hosts: readonly { readonly name: string; readonly groups: readonly string[] }[];
  /** Device commands worth offering, best first: from history, templates, or both. */
  readonly commands: readonly string[];
}

/**
 * What this side knows without asking the kernel: hosts and groups after `@`, words of device commands, the parts of a
 * result that has not arrived. Undefined when only the kernel can answer.
 */
export function completeHere(question: CompletionQuestion): Completions | undefined {
  const { text, cursor } = question;
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  return (
    completeSelector(line, question) ??
    completeCommand(commandBefore(line), question) ??
    completeResult(line, question)
  );
}

const MAX_INPUTS = 2_000;

/** Device commands among the latest inputs, the latest first, each once. */
export function commandsIn(inputs: readonly string[]): string[] {
  const commands = inputs
    .slice(-MAX_INPUTS)
    .toReversed()
    .flatMap((input) => input.split('\n').flatMap((line) => readSelectorLine(line)?.command ?? []));
  return [...new Set(commands)];
}

function completeSelector(line: string, question: CompletionQuestion): Completions | undefined {
  const match = /^\s*(?:[^'"`/]*=\s*)?(?:await\s+)?@((?:[^\s@]*,)?)(@?[^\s,@]*)$/.exec(line);
  if (match === null) return undefined;
  const typed = match[2] ?? '';
  const names = question.hosts.map(({ name }): Completion => ({ label: name, kind: 'host' }));
  const groups = [...new Set(question.hosts.flatMap((host) => host.groups))];
  const all: Completion[] = [
    ...names,
    ...groups.map((label): Completion => ({ label, kind: 'group' })),
    { label: 'all', kind: 'group' },
  ];
  const partial = typed.replace(/^@/, '');
  const items = all.filter(
    ({ label }, place) =>
      label.startsWith(partial) && all.findIndex((other) => other.label === label) === place,
  );
  return { from: question.cursor - partial.length, to: question.cursor, items };
}

/** The device command being typed: after a selector, or in the string given to `run`. */
function commandBefore(line: string): string | undefined {
  const selector = /^\s*(?:[^'"`/]*=\s*)?(?:await\s+)?@[^\s]+\s+(.*)$/.exec(line);
  if (selector) return selector[1];
  return /\brun\((?:(['"`])[^'"`]*\1,\s*)?['"`]([^'"`]*)$/.exec(line)?.[2];
}

/** The next word of every known command whose first words begin as the typed ones do: `sh ip in` offers `interface`. */
function completeCommand(
  command: string | undefined,
  { cursor, commands }: CompletionQuestion,
): Completions | undefined {
  if (command === undefined) return undefined;
  const typed = command.split(/\s+/);
  const partial = typed.pop() ?? '';
  const next = commands.flatMap((known) => {
    const words = known.split(/\s+/);
    const fits = typed.every((word, place) => words[place]?.startsWith(word) === true);
    const word = words[typed.length];
    return fits && word?.startsWith(partial) === true ? [word] : [];
  });
  const items = [...new Set(next)].map((label): Completion => ({ label, kind: 'command' }));
  return { from: cursor - partial.length, to: cursor, items };
}

const RESULT_PARTS = [
  'text',
  'rows',
  'table',
  'host',
  'platform',
  'command',
  'outcome',
  'mode',
  'elapsedMs',
  'startedAtMs',
];
const RESULTS_PARTS = ['rows', 'table', 'failed', 'byHost', 'text', 'length', 'map', 'filter'];

/** The parts of `r1.run('…').`: nothing is run to find them. */
function completeResult(line: string, { cursor }: CompletionQuestion): Completions | undefined {
  const match = /([\w$\]'")]+)?\.?\brun\((?:'[^']*'|"[^"]*")\)\.(\w*)$/.exec(line);
  if (match === null) return undefined;
  const partial = match[2] ?? '';
  const parts = match[1] === 'all' ? RESULTS_PARTS : RESULT_PARTS;
  const items = parts
    .filter((label) => label.startsWith(partial))
    .map((label): Completion => ({ label, kind: 'property' }));
  return { from: cursor - partial.length, to: cursor, items };
}
