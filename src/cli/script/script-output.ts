import { safeLines } from '../../core/safe.ts';

type Stream = NodeJS.WriteStream;

/**
 * What a script prints, on its way to standard output or error: as it is into a file or a pipe, but for our own colours; on a terminal
 * colours stay and every other control becomes a visible mark.
 */
export function scriptOutput(stream: Stream): (text: string) => void {
  const hasColours = stream.isTTY === true && !process.env['NO_COLOR'];
  return (text) => {
    const shown = hasColours ? text : text.replace(SGR, '');
    stream.write(stream.isTTY === true ? onTerminal(shown) : shown);
  };
}

// ECMA-48 8.3.117.
const SGR = /\u001b\[[\d;:]*m/g;

function onTerminal(text: string): string {
  let shown = '';
  let taken = 0;
  for (const match of text.matchAll(SGR)) {
    shown += safeLines(text.slice(taken, match.index)) + match[0];
    taken = match.index + match[0].length;
  }
  return shown + safeLines(text.slice(taken));
}
