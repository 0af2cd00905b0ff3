/** Colours of what changed, as SGR: a sign stands in front as well, for those who see no colours. */
export const paint = {
  removed: (text: string) => `\u001b[31m${text}\u001b[39m`,
  added: (text: string) => `\u001b[32m${text}\u001b[39m`,
  changed: (text: string) => `\u001b[33m${text}\u001b[39m`,
  strong: (text: string) => `\u001b[1m${text}\u001b[22m`,
  faint: (text: string) => `\u001b[2m${text}\u001b[22m`,
  /** Words that differ within a line. */
  word: (text: string) => `\u001b[7m${text}\u001b[27m`,
} as const;
