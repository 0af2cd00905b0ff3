import { asShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { pastedLines, pasteForDevice } from '../input/paste.ts';
import type { Session } from '../session/session.ts';
import type { DialogDesk } from './dialog-desk.ts';

interface PasteOptions {
  readonly session: Session;
  readonly bytes: Uint8Array;
  readonly desk: DialogDesk;
  readonly say: (text: string, level: 'info' | 'warning' | 'error') => void;
}

const PREVIEW_LINES = 12;

/**
 * Pastes into a device. On a router a line end executes, so two lines or more are shown first; then they go one by one,
 * each when the prompt is back, stopping at the first refusal. A program that takes bracketed paste, an editor or a
 * shell, gets the text whole.
 */
export function pasteIntoSession({ session, bytes, desk, say }: PasteOptions): void {
  const modes = { bracketedPaste: session.emulator?.modes.bracketedPaste === true };
  const count = pastedLines(bytes);
  const text = new TextDecoder().decode(bytes);
  if (count < 2 && !/[\r\n]/.test(text)) {
    session.write(pasteForDevice(bytes, modes));
    return;
  }
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, ''))
    .filter((line) => line.trim() !== '');
  const question = {
    kind: 'confirm',
    title: `Paste ${lines.length} ${lines.length === 1 ? 'line' : 'lines'} into ${session.name}?`,
    lines: preview(lines),
    yes: 'pastes',
  } as const;
  desk.ask(question, (answer) => {
    if (answer === undefined) return;
    const isPromptPaced = !modes.bracketedPaste && session.mode !== undefined;
    if (isPromptPaced) void pasteByPrompt(session, lines, say);
    else session.write(pasteForDevice(bytes, modes));
  });
}

async function pasteByPrompt(
  session: Session,
  lines: readonly string[],
  say: PasteOptions['say'],
): Promise<void> {
  let done = 0;
  try {
    await session.exclusive('paste', async (run) => {
      for (const line of lines) {
        const result = await run(line, { table: 'skip' });
        done++;
        if (result.outcome === 'refused') {
          const words = safe(result.text.trim().split('\n').at(-1) ?? '', 120);
          say(
            `${session.name} refused line ${done} of ${lines.length}, '${safe(line, 60)}': ${words}; the rest was not sent`,
            'error',
          );
          return;
        }
      }
      say(`${session.name}: ${done} of ${lines.length} lines pasted`, 'info');
    });
  } catch (thrown) {
    const { line } = asShowrunError(thrown);
    say(
      `${session.name}: the paste stopped after ${done} of ${lines.length} lines: ${line}`,
      'error',
    );
  }
}

function preview(lines: readonly string[]): string[] {
  const shown = lines.slice(0, PREVIEW_LINES).map((line) => safe(line, 200));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}
