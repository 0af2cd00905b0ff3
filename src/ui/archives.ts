import { systemClock } from '../core/clock.ts';
import { wrapWords } from '../core/wrap-words.ts';
import type { Session } from '../session/session.ts';
import type { State } from '../state/state.ts';
import { Emulator } from '../term/emulator.ts';
import { Feeder } from '../term/feeder.ts';

/** Lines an archive shows at most: a whole day on a busy device, and memory only while somebody reads. */
const ARCHIVE_LINES = 50_000;
/** Ordinary logs take less than a second. */
const DRAW_LIMIT_MS = 5_000;

/**
 * Everything a session's raw log still holds, drawn again for reading. The live screen keeps few lines because each costs
 * its full width; the log keeps bytes. An archive is made when somebody scrolls back and dropped when they leave.
 */
export class Archives {
  readonly #open = new Map<string, Emulator>();
  readonly #drawing = new Set<string>();
  readonly #feeder = new Feeder();

  /**
   * Opens the archive of a session whose screen does not hold everything any more. Other panes go on meanwhile. A log that
   * takes too long to draw, as only a hostile one does, is not opened: the screen's own lines are then all there is.
   */
  async open({
    name,
    emulator,
    rawLog,
  }: Pick<Session, 'name' | 'emulator' | 'rawLog'>): Promise<void> {
    if (emulator === undefined || !emulator.isFull || this.#open.has(name)) return;
    if (this.#drawing.has(name)) return;
    const archive = new Emulator({
      size: emulator.size,
      charset: emulator.charset,
      scrollbackLines: ARCHIVE_LINES,
      onReply: () => undefined,
      onDirty: () => undefined,
    });
    this.#drawing.add(name);
    const end = await this.#draw(archive, rawLog.pieces());
    this.#drawing.delete(name);
    if (end === 'drawn') this.#open.set(name, archive);
    else archive.close();
  }

  of(session: string): Emulator | undefined {
    return this.#open.get(session);
  }

  async #draw(
    archive: Emulator,
    pieces: Iterable<Uint8Array | string>,
  ): Promise<'drawn' | 'too slow'> {
    const line = this.#feeder.attach({
      emulator: archive,
      pause: () => undefined,
      resume: () => undefined,
    });
    const cancel = systemClock.after(DRAW_LIMIT_MS, () => line.close());
    const startMs = systemClock.nowMs();
    for (const piece of pieces) {
      if (typeof piece === 'string') drawLine(archive, piece);
      else line.push(piece);
      await line.drained();
      if (systemClock.nowMs() - startMs > DRAW_LIMIT_MS) break;
    }
    cancel();
    return systemClock.nowMs() - startMs > DRAW_LIMIT_MS ? 'too slow' : 'drawn';
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
