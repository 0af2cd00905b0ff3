/** Devices wrap, redraw and scroll what is typed, so an echo is compared without white space. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '');
}

/** IOS scrolls a long line sideways and shows `$` for what is left out; this much of the end must then be seen. */
const LEAST_SCROLLED = 8;

/** Whether `seen` (what the device showed since the command was sent) ends with the command. */
export function endsWithEcho(seen: string, command: string): boolean {
  const line = squash(seen);
  const wanted = squash(command);
  if (line.endsWith(wanted)) return true;
  const shown = line.slice(line.lastIndexOf('$') + 1);
  return line.includes('$') && shown.length >= LEAST_SCROLLED && wanted.endsWith(shown);
}
