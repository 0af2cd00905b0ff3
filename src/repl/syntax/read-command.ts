import { type Interpolated, interpolate } from './interpolation.ts';
import type { FormRead, FormStart } from './read-forms.ts';
import { readSelector } from './read-selector.ts';
import { readStageChain, type Stage } from './stage-chain.ts';
import { findUnquoted, type Piece, splitUnquoted } from './text-pieces.ts';

/**
 * `@selector command; command`, or `@selector:` with one command on each of the deeper indented lines that follow. A device's own
 * pipe is part of its command; `|>` outside quotes is ours. `\;` and `\|>` are the device's.
 */
export function readCommandForm(start: FormStart): FormRead {
  const { source, at, lineEnd } = start;
  const selector = readSelector(source, at + 1);
  if (selector.status === 'none') return undefined;
  if (selector.status === 'open') {
    const message = 'The filter has a ( that is not closed';
    return { status: 'wrong', message, offset: selector.offset };
  }
  const rest = source.slice(selector.end, lineEnd);
  if (rest.trim() === '' && selector.text.endsWith(':')) {
    return readBlock(start, { at: at + 1, text: selector.text.slice(0, -1) });
  }
  if (rest.trim() === ':') return readBlock(start, { at: at + 1, text: selector.text });
  if (rest.trim() === '') return undefined;
  const pipe = findUnquoted(rest, '|>');
  const end = pipe < 0 ? lineEnd : selector.end + pipe;
  const commands = commandsOf({ at: selector.end, text: source.slice(selector.end, end) });
  if (commands.length === 0) return undefined;
  return finish(start, { selector: { at: at + 1, text: selector.text }, commands, end });
}

function readBlock(start: FormStart, selector: Piece): FormRead {
  const { source, lineEnd } = start;
  const commands: Interpolated[] = [];
  let end = lineEnd;
  for (let at = lineEnd + 1; at < source.length; ) {
    const stop = endOfLine(source, at);
    const line = source.slice(at, stop);
    const text = line.trim();
    if (text !== '') {
      const indent = line.length - line.trimStart().length;
      if (indent <= start.indent || text.startsWith('|>')) break;
      const pipe = findUnquoted(line, '|>');
      const own = pipe < 0 ? line : line.slice(0, pipe);
      if (!text.startsWith('//')) commands.push(...commandsOf({ at, text: own }));
      end = at + own.length;
      if (pipe >= 0) break;
    }
    at = stop + 1;
  }
  if (commands.length === 0) {
    if (source.slice(lineEnd).trim() === '') return { status: 'incomplete' };
    const message = 'The lines after this one are the commands: indent them';
    return { status: 'wrong', message, offset: start.at };
  }
  return finish(start, { selector, commands, end });
}

/** The stages behind the commands, on the same line or on lines of their own. */
function finish(
  { source, at }: FormStart,
  found: {
    readonly selector: Piece;
    readonly commands: readonly Interpolated[];
    readonly end: number;
  },
): FormRead {
  const { commands } = found;
  const selector = interpolate(found.selector);
  let { end } = found;
  let stages: readonly Stage[] = [];
  BEFORE_CHAIN.lastIndex = end;
  if (BEFORE_CHAIN.test(source)) {
    const chain = readStageChain(source, BEFORE_CHAIN.lastIndex - 2, { isNested: false });
    if (chain.status !== 'read') return chain;
    ({ stages, end } = chain);
  }
  const form = { kind: 'command', at, end, selector, commands, stages, isStatement: true } as const;
  return { status: 'read', form };
}

/** Chains may begin on the line below. */
export const BEFORE_CHAIN = /(?:\s|\/\/[^\n]*\n)*\|>/y;

function commandsOf(piece: Piece): Interpolated[] {
  return splitUnquoted(piece.text, ';').map(({ at, text }) =>
    interpolate({ at: piece.at + at, text }).map((part) =>
      typeof part === 'string' ? part.replaceAll(/\\(;|\|>)/g, '$1') : part,
    ),
  );
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
