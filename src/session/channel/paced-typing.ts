import type { Clock } from '../../core/clock.ts';
import { LoginLine } from '../arrival/login-line.ts';
import type { Connection } from '../life/connection.ts';
import { squash } from './echo.ts';

/** As much as the smallest input buffers take. */
const PIECE_CHARS = 32;
/** A device that does not echo is not waited for any longer: at a hidden prompt nothing comes. */
const ECHO_MS = 1_500;
/** What a line sets going is over when nothing comes for so long. */
const QUIET_MS = 60;
const LINE_MS = 10_000;

/**
 * Types lines where no prompt is known to wait for, never faster than the device echoes them: no more than a few bytes are under
 * way at any time, however slow the line is. Gives the number of lines typed; less than all when stopped.
 */
export async function typePaced(
  connection: Connection,
  lines: readonly string[],
  given: {
    readonly clock: Clock;
    readonly stop: AbortSignal;
    readonly onLine: (done: number) => void;
  },
): Promise<number> {
  const { clock, stop, onLine } = given;
  const { lineEnd } = connection.driver.platform;
  const line = new LoginLine(connection, clock);
  const end = (): void => line.stop();
  stop.addEventListener('abort', end, { once: true });
  connection.over.addEventListener('abort', end, { once: true });
  const isOver = (): boolean => stop.aborted || connection.over.aborted;
  let done = 0;
  try {
    for (const text of lines) {
      for (const piece of pieces(text)) {
        if (isOver()) return done;
        line.forget();
        line.write(Buffer.from(piece, 'utf8'));
        await seeEcho(line, { piece, clock, isOver });
      }
      if (isOver()) return done;
      line.forget();
      line.write(Buffer.from(lineEnd, 'utf8'));
      await seeLineDone(line, { clock, isOver });
      onLine(++done);
    }
    return done;
  } finally {
    stop.removeEventListener('abort', end);
    connection.over.removeEventListener('abort', end);
    line.close();
  }
}

/** In characters, not in halves of them. */
function pieces(text: string): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / PIECE_CHARS);
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * PIECE_CHARS, (at + 1) * PIECE_CHARS).join(''),
  );
}

interface Waiting {
  readonly clock: Clock;
  readonly isOver: () => boolean;
}

/** Every byte that comes starts the time again: the echo of a slow line takes as long as it takes. */
async function seeEcho(
  line: LoginLine,
  { piece, isOver }: Waiting & { readonly piece: string },
): Promise<void> {
  const wanted = squash(Buffer.from(piece, 'utf8').toString('latin1'));
  while (!isOver() && !squash(line.text).includes(wanted)) {
    if (!(await line.wait(ECHO_MS))) return;
  }
}

async function seeLineDone(line: LoginLine, { clock, isOver }: Waiting): Promise<void> {
  const untilMs = clock.nowMs() + LINE_MS;
  if (!(await line.wait(ECHO_MS))) return;
  while (!isOver() && clock.nowMs() < untilMs) if (!(await line.wait(QUIET_MS))) return;
}
