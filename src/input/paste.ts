import type { EmulatorModes } from '../term/modes.ts';

/** How many lines a paste would run: a device carries out a line at each line end. */
export function pastedLines(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('utf8');
  return text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
}

/**
 * A paste as it goes to a device: line ends as the Return key sends them, no control characters but tab, and in the brackets
 * the program asked for. Without ESC in it the text cannot end its own brackets.
 */
export function pasteForDevice(
  bytes: Uint8Array,
  modes: Pick<EmulatorModes, 'bracketedPaste'>,
): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/\r\n|\n/g, '\r')
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '');
  return Buffer.from(modes.bracketedPaste ? `\x1b[200~${text}\x1b[201~` : text);
}
