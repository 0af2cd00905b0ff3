/** What terminals take of a clipboard text differs; beyond this many forget it without a word. */
export const MOST_CLIPBOARD_BYTES = 500_000;

/**
 * The sequence that puts a text into the clipboard of the terminal (OSC 52, xterm's "Manipulate Selection Data"). Nothing of the text
 * can act on the terminal: it is base64. Undefined for one that is too long.
 */
export function clipboardSequence(text: string): string | undefined {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MOST_CLIPBOARD_BYTES) return undefined;
  return `\x1b]52;c;${bytes.toString('base64')}\x07`;
}
