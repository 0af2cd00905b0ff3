import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderNow } from '../core/make-folder.ts';
import { safe, safeLines } from '../core/safe.ts';
import type { Tty } from '../screen/tty.ts';

interface LifeOptions {
  readonly tty: Tty;
  /** Closes what is open: sessions, kernel, files. Must be safe to call twice. */
  readonly close: () => Promise<void>;
  /** Where a crash is written down. */
  readonly stateFolder: string;
}

/** How the program may end. */
export interface Life {
  /** Ends it in order: everything is closed, the terminal restored, then the process exits. */
  quit(code: number): void;
}

/** Closing waits for nobody longer than this: a device that does not answer may not keep a person. Logging out of a console takes most. */
const CLOSE_LIMIT_MS = 2_500;

/**
 * Guards every way out, so that the terminal comes back as it was found: quitting, signals, a thrown error, a rejection,
 * `process.exit` anywhere, the terminal closed under us.
 */
export function guardLife({ tty, close, stateFolder }: LifeOptions): Life {
  let isEnding = false;
  const end = (finish: () => void): void => {
    if (isEnding) return;
    isEnding = true;
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
    void Promise.race([close().catch(() => undefined), limit]).then(() => {
      tty.leave();
      finish();
    });
  };
  const quit = (code: number): void => end(() => process.exit(code));

  process.on('exit', () => tty.leave());
  process.on('SIGTERM', () => quit(143));
  process.on('SIGINT', () => quit(130));
  process.on('SIGQUIT', () => quit(131));
  // Node aborts when it exits normally from a terminal that is gone, so the signal itself ends the process.
  const hangUp = (): void =>
    end(() => {
      process.removeAllListeners('SIGHUP');
      process.kill(process.pid, 'SIGHUP');
    });
  process.on('SIGHUP', hangUp);
  tty.onGone(hangUp);

  const crash = (error: unknown): void => {
    tty.leave();
    const file = writeCrash(stateFolder, error);
    const what = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `showrun: a fault in showrun ended it: ${safe(what.split('\n')[0] ?? '', 200)}${file === undefined ? '' : `; details are in ${file}`}\n`,
    );
    process.exit(70);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return { quit };
}

const MAX_STACK = 20_000;

function writeCrash(folder: string, error: unknown): string | undefined {
  const file = join(folder, `crash-${new Date().toISOString().replaceAll(':', '')}.txt`);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    makeFolderNow(folder);
    writeFileSync(file, `${safeLines(stack, MAX_STACK)}\n`, { mode: 0o600, flag: 'wx' });
    return file;
  } catch {
    return undefined;
  }
}
