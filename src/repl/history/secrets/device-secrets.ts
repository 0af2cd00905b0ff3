import type { Span } from './hide-secrets.ts';
import { boundAt, type CellText, lineAt, literalAround } from './secret-text.ts';
import { valueIn } from './secret-value.ts';
import { isSecretWord, WORD } from './secret-words.ts';

/** Secrets behind a keyword of a device or a shell: `enable secret 9 $9$…`, `snmp-server community x RO`, `key 7 0822…`. */
export function deviceSecrets(cell: CellText): Span[] {
  const spans: Span[] = [];
  for (const { 0: word, index } of cell.text.matchAll(WORD)) {
    if (isSecretWord(word) || isPass(cell, index, word)) {
      spans.push(...behindKeyword(cell, index, word));
    }
  }
  return spans;
}

/** `pass` is a word of English too: only behind a user's name or a dash is it a keyword. */
function isPass({ text }: CellText, index: number, word: string): boolean {
  if (!/^(?:pass|pin|otp)$/i.test(word)) return false;
  return /(?:-|\b(?:user|username|auth|login|bind)\b[^\n]*\s)$/i.test(
    text.slice(Math.max(0, index - 80), index),
  );
}

/** Operators of JavaScript with a blank behind them, and words between two expressions. */
const CODE = /^(?:[=!<>&|?+*/%:-]{1,3}(?:\s|$)|\|>|(?:of|in|as|instanceof|satisfies)\b\s)/;

function behindKeyword(cell: CellText, index: number, word: string): Span[] {
  const { text } = cell;
  const end = index + word.length;
  const gap = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
  const bound = boundAt(cell, end);
  const start = end + gap;
  const literal = literalAround(cell, end);
  if (start >= bound) return literal === undefined ? [] : joinedBehind(cell, literal.to + 1);
  if (gap === 0 || onlyShows(text.slice(lineAt(cell, index).from, index))) return [];
  const value = text.slice(start, bound);
  const isCode = literal === undefined && !lineAt(cell, index).isCommand && CODE.test(value);
  return isCode || /^\|/.test(value) ? [] : [valueIn(value, start, word)];
}

/** `'enable secret ' + x`: what is joined to a text that ends with the keyword. */
function joinedBehind(cell: CellText, quoteEnd: number): Span[] {
  const joined = /^\s*\+\s*/.exec(cell.text.slice(quoteEnd));
  if (joined === null) return [];
  const from = quoteEnd + joined[0].length;
  return [{ from, to: Math.max(from, lineAt(cell, from).to) }];
}

/** Asking for a word is not setting it; behind a pipe it may be looked for. */
function onlyShows(before: string): boolean {
  const command = before.split(';').at(-1) ?? '';
  const first = command.replace(/^.*?(?:[@!]\S*\s+|['"`])/, '').trimStart();
  return /^(?:do\s+)?(?:sh(?:ow?)?|dis(?:p\w*)?|get)\s/i.test(first) && !command.includes('|');
}
