/**
 * The words of a command by which its template is found; undefined when its answer is no table of its own, because a pipe
 * changes it (`| include`) or it is empty. What only turns paging off (`| no-more`) is cut.
 */
export function commandWords(command: string): readonly string[] | undefined {
  const [head = '', ...pipes] = command.split('|');
  if (!pipes.every(isPagingOff)) return undefined;
  const words = head
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0 ? undefined : words.map((word) => word.toLowerCase());
}

/** Whether typed words, each perhaps shortened, can stand for the words of a template's name. */
export function standsFor(typed: readonly string[], full: readonly string[]): boolean {
  return (
    typed.length === full.length &&
    typed.every((word, place) => full[place]?.startsWith(word) === true)
  );
}

function isPagingOff(pipe: string): boolean {
  const word = pipe.trim().toLowerCase();
  return word.length >= 2 && ['no-more', 'nomore'].some((full) => full.startsWith(word));
}
