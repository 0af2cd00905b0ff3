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
 * each when the prompt is back, stopping at the first refusal; or each after its echo where no prompt is known. Ctrl-C stops
 * both. A program that takes bracketed paste, an editor or a shell, gets the text whole, but on a console, which may be slow.
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
    const isConsole = session.host.arrival?.isConsole === true;
    if (modes.bracketedPaste && !isConsole) session.write(pasteForDevice(bytes, modes));
    else if (session.mode !== undefined) void pasteByPrompt(session, lines, say);
    else void pasteByEcho(session, lines, say);
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
        say(progress(session, done, lines), 'info');
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

async function pasteByEcho(
  session: Session,
  lines: readonly string[],
  say: PasteOptions['say'],
): Promise<void> {
  try {
    const done = await session.typePaced(lines, (count) =>
      say(progress(session, count, lines), 'info'),
    );
    const isAll = done === lines.length;
    const what = isAll ? 'pasted' : 'pasted; the rest was not sent';
    say(`${session.name}: ${done} of ${lines.length} lines ${what}`, isAll ? 'info' : 'warning');
  } catch (thrown) {
    say(asShowrunError(thrown).line, 'error');
  }
}

function progress(session: Session, done: number, lines: readonly string[]): string {
  return `${session.name}: pasting, ${done} of ${lines.length} lines · Ctrl-C stops`;
}

function preview(lines: readonly string[]): string[] {
  const shown = lines.slice(0, PREVIEW_LINES).map((line) => safe(line, 200));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}
