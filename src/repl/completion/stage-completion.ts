import { commandBefore } from './command-completion.ts';
import type { Completion, CompletionQuestion, Completions } from './completion.ts';
import { platformsOf } from './platforms-of.ts';

/** The last stage of a text, as far as it is typed. */
export interface TypedStage {
  /** What stands before its `|>`, with the stages before it. */
  readonly before: string;
  /** Undefined while the name itself is being typed. */
  readonly name: string | undefined;
  /** The word at the cursor. */
  readonly partial: string;
  /** The column whose value is being typed: `state = |`. */
  readonly column: string | undefined;
}

const STAGE = /\|>[ \t]*(?:([A-Za-z]\w*)[ \t]+([^|\n]*)|([A-Za-z]\w*)?)$/;
const VALUE = /([A-Za-z_][\w-]*)\s*(?:!=|==?|!~|~|>=?|<=?)\s*["']?([^\s"']*)$/;

/** The stage the cursor is in; undefined outside of one. */
export function stageAt(text: string): TypedStage | undefined {
  const match = STAGE.exec(text);
  if (match === null) return undefined;
  const before = text.slice(0, match.index);
  const [, name, args = '', partialName = ''] = match;
  if (name === undefined) return { before, name, partial: partialName, column: undefined };
  const value = VALUE.exec(args);
  if (value !== null) return { before, name, partial: value[2] ?? '', column: value[1] };
  return {
    before,
    name,
    partial: /[\w-]*$/.exec(args)?.[0].replace(/^-/, '') ?? '',
    column: undefined,
  };
}

/** Stages after `|>`, and the columns of the command before them. */
export function completeStage(question: CompletionQuestion): Completions | undefined {
  const { cursor, vocabulary, text } = question;
  const stage = stageAt(text.slice(0, cursor));
  if (stage === undefined) return undefined;
  const { partial } = stage;
  const from = cursor - partial.length;
  if (stage.name === undefined) {
    const items = vocabulary.stages.map(
      ({ name, summary }): Completion => ({ label: name, kind: 'stage', detail: summary }),
    );
    return { from, to: cursor, items };
  }
  const command = commandOf(stage.before);
  if (command === undefined) return undefined;
  if (stage.column !== undefined) return { from, to: cursor, items: [] };
  return { from, to: cursor, items: columns(command, question) };
}

/** The command at the head of a chain of stages. */
function commandOf(before: string): { selector: string; command: string } | undefined {
  // Stages may stand on lines of their own, below the command.
  const line = before.split('\n').findLast((one) => one.trim() !== '' && !/^\s*\|>/.test(one));
  const found = commandBefore(line ?? '');
  if (found === undefined) return undefined;
  const command = (found.command.split('|>')[0] ?? '').split(';')[0]?.trim() ?? '';
  return { selector: found.selector, command };
}

function columns(
  { selector, command }: { readonly selector: string; readonly command: string },
  { hosts, knowledge, targets }: CompletionQuestion,
): Completion[] {
  const platforms = platformsOf(selector === '' ? targets : selector, hosts);
  const known = platforms.flatMap((platform) => knowledge.columnsOf(platform, command) ?? []);
  if (known.length === 0) return [];
  const isOne = hosts.some(({ name }) => name === selector);
  const names = [...new Set([...(isOne ? [] : ['host']), ...known])];
  return names.map((label) => ({ label, kind: 'column' }));
}
