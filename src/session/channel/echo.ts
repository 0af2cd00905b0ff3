/** Devices wrap, redraw and scroll what is typed, so an echo is compared without white space. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

/** IOS scrolls a long line sideways and shows `$` for what is left out; this much of the end must then be seen. */
const LEAST_SCROLLED = 8;

/** The most that a terminal puts between the characters of an echo, in white space and redrawn lines. */
const MOST_PER_CHARACTER = 8;
const MOST_BEFORE = 2_000;

/** The end of a text, as much of it as an echo of the command can take: a device may end no line for megabytes. */
function tail(text: string, command: string): string {
  return text.slice(-(MOST_BEFORE + MOST_PER_CHARACTER * command.length));
}

/** Whether `seen` (what the device showed since the command was sent) ends with the command. */
export function endsWithEcho(seen: string, command: string): boolean {
  const line = squash(tail(seen, command));
  const wanted = squash(command);
  if (line.endsWith(wanted)) return true;
  const shown = line.slice(line.lastIndexOf('$') + 1);
  return line.includes('$') && shown.length >= LEAST_SCROLLED && wanted.endsWith(shown);
}

/**
 * Whether a line shows the end of a command behind its prompt and nothing else: so do line editors that scroll without a mark, or
 * with one of their own. A beginning of the command is no end of it, even if it reads the same.
 */
export function isScrolledEcho(
  line: string,
  { promptText, command }: { readonly promptText: string; readonly command: string },
): boolean {
  const prompt = promptText.trimEnd();
  if (prompt === '' || !line.startsWith(prompt)) return false;
  const shown = squash(tail(line.slice(prompt.length), command)).replace(/^[<$\u2026]/, '');
  const wanted = squash(command);
  return shown.length >= LEAST_SCROLLED && wanted.endsWith(shown) && !wanted.startsWith(shown);
}
