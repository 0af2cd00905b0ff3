import { safeLines } from '../../core/safe.ts';

/** A command with its answer, on its way to other people. Text is foreign; each form makes it inert. */
export interface ShownBlock {
  readonly host: string;
  readonly command: string;
  /** `''` where it is not known. */
  readonly mode: string;
  /** In ms since the epoch; undefined where nobody knows, as of old lines on a screen. */
  readonly startedAtMs: number | undefined;
  readonly elapsedMs: number | undefined;
  readonly outcome: 'ok' | 'refused' | 'unfinished' | undefined;
  /** Without echo and prompt, `\n` between lines. */
  readonly text: string;
}

/** The answer with its command above it, as it stood in the pane: no controls, nothing that reorders text. */
export function blockText({ host, command, text }: ShownBlock): string {
  const said = plainText(text);
  return `${plainLine(host)}# ${plainLine(command)}\n${said === '' ? '' : `${said}\n`}`;
}

/** Lines without controls and bidi marks, tabs as blanks, no blank lines at the end. */
export function plainText(foreign: string): string {
  return safeLines(foreign)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

/** A foreign text on one line of its own. */
export function plainLine(foreign: string): string {
  return safeLines(foreign, MOST_LINE_CHARS).replaceAll('\n', ' ').trim();
}

const MOST_LINE_CHARS = 2_000;
