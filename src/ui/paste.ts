import { asShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
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
export async function pasteIntoSession({ session, bytes, desk, say }: PasteOptions): Promise<void> {
  const text = withoutControls(new TextDecoder().decode(bytes));
  const lines = text.split('\n');
  const hasLineEnd = lines.length > 1;
  const isProgram = session.emulator?.modes.bracketedPaste === true;
  if (!hasLineEnd) {
    session.write(encoded(isProgram ? bracketed(text) : text));
    return;
  }
  const full = lines.filter((line) => line.trim() !== '');
  const answer = await desk.open({
    kind: 'confirm',
    title: `Paste ${full.length} ${full.length === 1 ? 'line' : 'lines'} into ${session.name}?`,
    lines: preview(full),
    yes: 'pastes',
  });
  if (answer === undefined) return;
  if (isProgram) session.write(encoded(bracketed(text)));
  else if (session.mode === undefined) session.write(encoded(text.replaceAll('\n', '\r')));
  else await pasteByPrompt(session, full, say);
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
    say(`${session.name}: the paste stopped after ${done} of ${lines.length} lines: ${line}`, 'error');
  }
}

function preview(lines: readonly string[]): string[] {
  const shown = lines.slice(0, PREVIEW_LINES).map((line) => safe(line, 200));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}

/** Line ends become `\n`, tabs stay, everything else that could act on a terminal goes. */
function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

function bracketed(text: string): string {
  return `\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
