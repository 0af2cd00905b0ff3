/** One line of ssh_config, taken apart. */
export interface SshConfigLine {
  /** In lower case. */
  readonly keyword: string;
  readonly words: readonly string[];
  /** What follows the keyword, as it stands: commands are not taken apart. */
  readonly text: string;
}

/** Reads one line as ssh(1) does; undefined for a comment, an empty line, or a keyword alone. */
export function parseConfigLine(line: string): SshConfigLine | undefined {
  const found = /^"?([^\s="]+)"?(?:\s*=\s*|\s+|(?="))(.+)$/.exec(line.trim());
  const [, keyword = '', text = ''] = found ?? [];
  if (keyword === '' || keyword.startsWith('#')) return undefined;
  return { keyword: keyword.toLowerCase(), words: splitWords(text), text };
}

/**
 * Words between blanks. Single and double quotes group, also within a word; a backslash takes the meaning from a quote,
 * a backslash or, outside quotes, a blank. A `#` where a word would begin starts a comment.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    const isBlank = char === ' ' || char === '\t';
    if (word === undefined && char === '#') break;
    if (quote === '' && isBlank) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= '';
    if (char === '\\' && (/['"\\]/.test(next) || (quote === '' && next === ' '))) {
      word += next;
      at++;
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else word += char;
  }
  if (word !== undefined) words.push(word);
  return words;
}
