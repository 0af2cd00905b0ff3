import type { Platform } from '../platforms/platform.ts';
import { promptOf, withoutPromptHead } from '../session/channel/prompt.ts';
import { type SeenCommand, typedAfterPrompt } from '../session/record/last-command.ts';
import type { Emulator } from '../term/emulator.ts';

/** A command among old lines: from the prompt it was typed at to the next prompt. */
export interface ScreenBlock extends SeenCommand {
  readonly row: number;
}

type Lines = Pick<Emulator, 'lineAt' | 'scrollbackLength' | 'size'>;
type Prompts = Pick<Platform, 'prompts' | 'promptHead'>;

/** The command that a row belongs to, with its answer; undefined above the first prompt. */
export function blockAt(
  lines: Lines,
  { row, platform }: { readonly row: number; readonly platform: Prompts },
): ScreenBlock | undefined {
  const start = commandRow(lines, { from: row + 1, step: -1, platform });
  if (start === undefined) return undefined;
  const first = lines.lineAt(start);
  const command = typedAfterPrompt(platform, first.text) ?? '';
  const said: string[] = [];
  for (let at = first.next; at <= lastRow(lines); ) {
    const { text, next } = lines.lineAt(at);
    if (isPromptLine(platform, text)) {
      return { row: start, command, text: answerOf(said, { platform, promptText: text }) };
    }
    said.push(text);
    at = next;
  }
  return { row: start, command, text: answerOf(said, { platform, promptText: '' }) };
}

/** The nearest row before or behind another one at which a command was typed. */
export function commandRow(
  lines: Lines,
  {
    from,
    step,
    platform,
  }: { readonly from: number; readonly step: 1 | -1; readonly platform: Prompts },
): number | undefined {
  let row = Math.min(from + step, lastRow(lines));
  while (row >= 0 && row <= lastRow(lines)) {
    const { text, first, next } = lines.lineAt(row);
    if (first !== from && typedAfterPrompt(platform, text) !== undefined) return first;
    row = step === 1 ? next : first - 1;
  }
  return undefined;
}

function lastRow({ scrollbackLength, size }: Lines): number {
  return scrollbackLength + size.rows - 1;
}

function isPromptLine(platform: Prompts, text: string): boolean {
  return promptOf(platform, text) !== undefined || typedAfterPrompt(platform, text) !== undefined;
}

function answerOf(
  lines: readonly string[],
  prompt: { readonly platform: Prompts; readonly promptText: string },
): string {
  return withoutPromptHead(lines, prompt).join('\n').trimEnd();
}
