import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';

/** A file that text is put behind, for the person alone where it is made here. */
export class AppendFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #onProblem: (line: string) => void;
  #written: Promise<void> = Promise.resolve();
  #hasFailed = false;

  private constructor(path: string, handle: FileHandle, onProblem: (line: string) => void) {
    this.path = path;
    this.#handle = handle;
    this.#onProblem = onProblem;
  }

  /**
   * Opens it, and makes its folder (0700) where there is none. `new`: a file of that name must not be there yet. `onProblem` is told once, in one
   * line, when it cannot be written any more. Rejects with `bad-file`.
   */
  static async open(
    path: string,
    options: { readonly kind: 'new' | 'any'; readonly onProblem: (line: string) => void },
  ): Promise<AppendFile> {
    try {
      await makeFolder(dirname(path));
      const handle = await open(path, options.kind === 'new' ? 'ax' : 'a', 0o600);
      return new AppendFile(path, handle, options.onProblem);
    } catch (thrown) {
      const message = `cannot write ${safe(path, 300)} (${codeOf(thrown)})`;
      throw new ShowrunError('bad-file', message, { advice: '', cause: thrown });
    }
  }

  /** Puts text behind what is there; after all that was given before. Never throws. */
  append(text: string): void {
    this.#written = this.#written.then(async () => {
      if (this.#hasFailed) return;
      try {
        await this.#handle.appendFile(text);
      } catch (thrown) {
        this.#hasFailed = true;
        this.#onProblem(`${safe(this.path, 300)} cannot be written any more (${codeOf(thrown)})`);
      }
    });
  }

  /** Whether all of it has been written so far. */
  get isWhole(): boolean {
    return !this.#hasFailed;
  }

  async close(): Promise<void> {
    await this.#written;
    await this.#handle.close().catch(() => undefined);
  }
}
