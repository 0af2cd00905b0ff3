import { setImmediate as nextTurn } from 'node:timers/promises';
import { wrapWords } from '../core/wrap-words.ts';
import type { Session } from '../session/session.ts';
import type { State } from '../state/state.ts';
import { Emulator } from '../term/emulator.ts';

/** Lines an archive shows at most: a whole day on a busy device, and memory only while somebody reads. */
const ARCHIVE_LINES = 50_000;

/**
 * Everything a session's raw log still holds, drawn again for reading. The live screen keeps few lines because each costs
 * its full width; the log keeps bytes. An archive is made when somebody scrolls back and dropped when they leave.
 */
export class Archives {
  readonly #open = new Map<string, Emulator>();

  /** Opens the archive of a session whose screen does not hold everything any more. Other panes go on meanwhile. */
  async open({ name, emulator, rawLog }: Session): Promise<void> {
    if (emulator === undefined || !emulator.isFull || this.#open.has(name)) return;
    const archive = new Emulator({
      size: emulator.size,
      scrollbackLines: ARCHIVE_LINES,
      onReply: () => undefined,
      onDirty: () => undefined,
    });
    for (const piece of rawLog.pieces()) {
      if (typeof piece === 'string') drawLine(archive, piece);
      else archive.feed(piece);
      await nextTurn();
    }
    this.#open.set(name, archive);
  }

  of(session: string): Emulator | undefined {
    return this.#open.get(session);
  }

  /** Drops the archives nobody reads any more. */
  sweep({ panes }: State): void {
    if (this.#open.size === 0) return;
    const read = new Set(
      Object.values(panes).flatMap(({ session, scroll }) =>
        scroll === undefined ? [] : [session],
      ),
    );
    for (const [name, archive] of this.#open) {
      if (read.has(name)) continue;
      archive.close();
      this.#open.delete(name);
    }
  }
}

function drawLine(archive: Emulator, line: string): void {
  for (const row of wrapWords(line, archive.size.cols)) archive.print(row);
}
