import { readSelector } from '../syntax/read-selector.ts';
import type { Completion, CompletionQuestion, Completions } from './completion.ts';
import { platformsOf } from './platforms-of.ts';
import { rankLabels } from './ranking.ts';

interface TypedCommand {
  readonly selector: string;
  /** What stands behind the selector, up to the cursor. */
  readonly command: string;
}

/**
 * Words of device commands: what the platform of the hosts is known to take, and what was asked of such hosts before. Words typed
 * short count as what they stand for. Where no word goes on, whole commands that fit their abbreviation: `siib`.
 */
export function completeCommand(
  line: string,
  question: CompletionQuestion,
): Completions | undefined {
  const typed = commandBefore(line) ?? commandInString(line) ?? commandInBlock(question);
  if (typed === undefined) return undefined;
  const { cursor } = question;
  const command = typed.command.slice(typed.command.lastIndexOf(';') + 1).trimStart();
  const selector = typed.selector === '' ? question.targets : typed.selector;
  const known = knownCommands(selector, question);
  const words = command.split(/\s+/);
  const partial = words.pop() ?? '';
  const next = nextWords(known, words, partial);
  if (next.length > 0) return { from: cursor - partial.length, to: cursor, items: next };
  const whole =
    partial === '' ? [] : rankLabels(known.map(asCommand), command).slice(0, MOST_WHOLE);
  return { from: cursor - command.length, to: cursor, items: whole };
}

const MOST_WHOLE = 40;

function asCommand(label: string): Completion {
  return { label, kind: 'command' };
}

function knownCommands(
  selector: string,
  { hosts, earlier, knowledge }: CompletionQuestion,
): readonly string[] {
  const platforms = platformsOf(selector, hosts);
  const asked = earlier.filter(
    (one) =>
      one.selector === selector ||
      platformsOf(one.selector, hosts).some((platform) => platforms.includes(platform)),
  );
  const templates = platforms.flatMap((platform) => knowledge.commandsOf(platform));
  return [...new Set([...asked.map(({ command }) => command), ...templates])];
}

/** The next word of every command whose first words begin as the typed ones do: `sh ip in` offers `interface`. */
function nextWords(
  known: readonly string[],
  typed: readonly string[],
  partial: string,
): readonly Completion[] {
  const rests = new Map<string, string[]>();
  const lower = partial.toLowerCase();
  for (const command of known) {
    const words = command.split(' ');
    const fits = typed.every((word, place) => begins(words[place], word.toLowerCase()));
    const word = words[typed.length];
    if (!fits || word === undefined || !begins(word, lower)) continue;
    const rest = words.slice(typed.length + 1).join(' ');
    const others = rests.get(word) ?? [];
    rests.set(word, others.includes(rest) ? others : [...others, rest]);
  }
  return [...rests].map(([label, others]) => ({
    label,
    kind: 'command',
    detail: aboutWord(others),
  }));
}

function begins(word: string | undefined, start: string): boolean {
  return word?.toLowerCase().startsWith(start) === true;
}

/** How a command goes on behind a word. */
function aboutWord(rests: readonly string[]): string {
  const [only = ''] = rests;
  if (rests.length === 1) return only === '' ? '' : `… ${only}`;
  const words = [...new Set(rests.map((rest) => rest.split(' ')[0] || '↵'))];
  const more = words.length > MOST_NAMED ? ' …' : '';
  return `${words.slice(0, MOST_NAMED).join(' ')}${more}`;
}

const MOST_NAMED = 6;
const HEAD = /^[ \t]*(?:[^'"`/]*=[ \t]*)?(?:await[ \t]+)?@/;
/** A magic's arguments may end in a command: `%watch 5s @core show …`. */
const IN_MAGIC = /^[ \t]*(?:[\w$.]+[ \t]*=[ \t]*)?%\w[^@]*[ \t]@/;

/** The command being typed behind a selector. */
export function commandBefore(line: string): TypedCommand | undefined {
  const head = HEAD.exec(line) ?? IN_MAGIC.exec(line);
  if (head === null) return undefined;
  const selector = readSelector(line, head[0].length);
  if (selector.status !== 'read' || selector.end >= line.length) return undefined;
  return { selector: selector.text, command: line.slice(selector.end).trimStart() };
}

/** The one in a string given to `run`: `r1.run('show …`. */
function commandInString(line: string): TypedCommand | undefined {
  const match = /(?:([\w$]+)\.)?\b(?:run|table)\((?:(['"`])([^'"`]*)\2,\s*)?['"`]([^'"`]*)$/.exec(
    line,
  );
  if (match === null) return undefined;
  return { selector: match[3] ?? match[1] ?? '', command: match[4] ?? '' };
}

/** A line of a block: `@core:` and indented commands below it. */
function commandInBlock({ text, cursor }: CompletionQuestion): TypedCommand | undefined {
  const lines = text.slice(0, cursor).split('\n');
  const line = lines.pop() ?? '';
  if (!/^[ \t]+/.test(line)) return undefined;
  const head = lines.findLast((one) => /^\S/.test(one));
  const selector = /^(?:[^'"`/]*=\s*)?@(\S*)\s*:\s*$/.exec(head ?? '')?.[1];
  return selector === undefined ? undefined : { selector, command: line.trimStart() };
}
