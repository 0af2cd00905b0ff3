/** What a typed command asks for, and what its pipes do to the answer. */
export interface CommandWords {
  /** In lower case, as typed: perhaps shortened. */
  readonly words: readonly string[];
  /** The same with their capitals. */
  readonly asTyped: readonly string[];
  /** A pipe such as `| include up` kept only some lines of the answer. */
  readonly isFiltered: boolean;
}

/**
 * The words of a command by which its template is found; undefined when its answer is no table of its own, because a pipe
 * makes something else of it (`| count`, `| json`) or it is empty. What only turns paging off (`| no-more`) is cut.
 */
export function commandWords(command: string): CommandWords | undefined {
  const [head = '', ...pipes] = command.split('|');
  const asTyped = head.split(/\s+/).filter((word) => word !== '');
  const words = asTyped.map((word) => word.toLowerCase());
  const kinds = pipeKinds(pipes);
  if (words.length === 0 || kinds.includes('other')) return undefined;
  return { words, asTyped, isFiltered: kinds.includes('filter') };
}

/** Whether a typed word, perhaps shortened, can stand for a whole one. */
export function standsFor(typed: string, full: string): boolean {
  return full.startsWith(typed);
}

type PipeKind = 'paging' | 'filter' | 'other';

const PAGING = ['no-more', 'nomore'];
const FILTERS = ['include', 'exclude', 'begin', 'section', 'grep', 'egrep', 'match', 'except'];
const LATE_FILTERS = ['find', 'last', 'start', 'until', 'include-all'];
/** What may follow a filter and still makes something else of the answer. */
const MAKERS =
  /^(?:count|json|xml|yaml|wc|display|redirect|append|tee|save|format|sort|uniq|awk|sed|cut|diff|compare)\b/;

function pipeKinds(pipes: readonly string[]): PipeKind[] {
  const kinds: PipeKind[] = [];
  for (const pipe of pipes) {
    const kind = pipeKind(pipe.trim().toLowerCase());
    // `| include up|down` is one filter with an alternative in its pattern.
    const isAlternative =
      kind === 'other' && kinds.at(-1) === 'filter' && !MAKERS.test(pipe.trim());
    kinds.push(isAlternative ? 'filter' : kind);
  }
  return kinds;
}

function pipeKind(pipe: string): PipeKind {
  const [word = '', ...rest] = pipe.split(/\s+/);
  if (word === '') return 'other';
  if (word.length >= 2 && PAGING.some((full) => standsFor(word, full))) return 'paging';
  const isFilter = [...FILTERS, ...LATE_FILTERS].some((full) => standsFor(word, full));
  return isFilter && rest.length > 0 ? 'filter' : 'other';
}
