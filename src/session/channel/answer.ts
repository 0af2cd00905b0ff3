import type { Platform } from '../../platforms/platform.ts';
import { endsWithEcho, isScrolledEcho, squash } from './echo.ts';
import { withoutPromptHead } from './prompt.ts';

/** An echo is looked for in the first lines only: it wraps, and log lines cut it, but it does not come later. */
export const ECHO_LINES = 5;
/** A refusal stands at the start or the end of a reply; in between the same words may be ordinary text. */
const REFUSAL_LINES = 6;

export interface Answer {
  /** Without echo and prompt, `\n` between lines. */
  readonly text: string;
  readonly outcome: 'ok' | 'refused';
  /** The line that says that the device did not take it. */
  readonly refusedBy?: string;
  /** The mode in which the command ran. */
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
}

/** The answer's text and outcome from the lines since the command was typed, log lines already left out. */
export function answerOf(reply: {
  readonly lines: readonly string[];
  readonly command: string;
  /** The prompt the command was typed at. */
  readonly promptText: string;
  /** The prompt that came back. */
  readonly endPromptText: string;
  readonly platform: Platform;
}): Pick<Answer, 'text' | 'outcome' | 'refusedBy'> {
  const { lines, platform, endPromptText: promptText } = reply;
  const start = afterEcho(reply);
  const said = withoutPromptHead(lines.slice(start), { platform, promptText });
  const text = said.join('\n');
  const refusedBy = refusalIn(said, platform);
  return refusedBy === undefined
    ? { text, outcome: 'ok' }
    : { text, outcome: 'refused', refusedBy };
}

function afterEcho(reply: {
  readonly lines: readonly string[];
  readonly command: string;
  readonly promptText: string;
}): number {
  const { lines, command, promptText } = reply;
  let start = 0;
  let seen = '';
  for (const [index, line] of lines.slice(0, ECHO_LINES).entries()) {
    seen += line;
    if (!endsWithEcho(seen, command) && !isScrolledEcho(line, { promptText, command })) continue;
    start = index + 1;
    break;
  }
  const first = squash(beginning(lines[0]));
  if (start === 0 && (first === '' || first === squash(promptText)))
    start = Math.min(1, lines.length);
  const redrawn = squash(promptText + command);
  while (start < lines.length && squash(beginning(lines[start])) === redrawn) start += 1;
  return start;
}

/** No prompt with a command is longer; a device's line may be, by megabytes. */
const MOST_TYPED_CHARS = 10_000;

function beginning(line: string | undefined): string {
  return (line ?? '').slice(0, MOST_TYPED_CHARS);
}

/** Whether the device said no: its words for that stand near the start or the end of the answer. */
export function isRefusal(lines: readonly string[], platform: Platform): boolean {
  return refusalIn(lines, platform) !== undefined;
}

/** The line with which the device said no. */
export function refusalIn(lines: readonly string[], platform: Platform): string | undefined {
  const looked =
    lines.length <= 2 * REFUSAL_LINES
      ? lines
      : [...lines.slice(0, REFUSAL_LINES), ...lines.slice(-REFUSAL_LINES)];
  return looked
    .find((line) => platform.refusals.some((pattern) => pattern.test(line)))
    ?.trim()
    .slice(0, MOST_REFUSAL_CHARS);
}

const MOST_REFUSAL_CHARS = 500;
