import { completeCommand } from './command-completion.ts';
import { completeSelector } from './selector-completion.ts';
import { completeStage } from './stage-completion.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What could stand between `from` and `to`. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words about it: a signature, a platform, what it does. */
  readonly detail?: string;
}

export type CompletionKind =
  | 'host'
  | 'group'
  | 'filter'
  | 'command'
  | 'keyword'
  | 'function'
  | 'class'
  | 'property'
  | 'value'
  | 'stage'
  | 'column'
  | 'magic'
  | 'file'
  | 'folder';

export interface CompletionQuestion {
  readonly text: string;
  readonly cursor: number;
  readonly hosts: readonly CompletionHost[];
  /** Whom `@ command` asks; '' for everybody. */
  readonly targets: string;
  /** Device commands of earlier inputs with whom they were for, the latest first. */
  readonly earlier: readonly EarlierCommand[];
  readonly knowledge: DeviceKnowledge;
  readonly vocabulary: Vocabulary;
}

export interface CompletionHost {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform: string;
}

export interface EarlierCommand {
  readonly selector: string;
  readonly command: string;
}

/** What the program knows of devices beyond the history. */
export interface DeviceKnowledge {
  /** Whole commands a platform is known to take, best first. */
  commandsOf(platform: string): readonly string[];
  /** The columns of a command's table; undefined where no template reads it. */
  columnsOf(platform: string, command: string): readonly string[] | undefined;
}

/**
 * What this side knows without asking the kernel: hosts and groups after `@`, words of device commands, stages and the columns of the
 * command before them. Undefined when only the kernel can answer.
 */
export function completeHere(question: CompletionQuestion): Completions | undefined {
  const { text, cursor } = question;
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  return (
    completeSelector(line, question) ?? completeStage(question) ?? completeCommand(line, question)
  );
}

/** What this side offers where the kernel is too busy to answer. */
export function completeWithoutKernel({
  text,
  cursor,
  vocabulary,
}: CompletionQuestion): Completions {
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  const typed = /(?:^|=)\s*%%?([\w-]*)$/.exec(line)?.[1];
  if (typed === undefined) return { from: cursor, to: cursor, items: [] };
  const items = vocabulary.magics.map(
    ({ name, summary }): Completion => ({ label: name, kind: 'magic', detail: summary }),
  );
  return { from: cursor - typed.length, to: cursor, items };
}
