import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../core/make-folder.ts';
import { safe } from '../core/safe.ts';
import type { EditedText } from '../repl/link/program-requests.ts';
import type { Tty } from '../screen/tty.ts';

interface OutsideEditorOptions {
  readonly tty: Pick<Tty, 'lend'>;
  /** Without variables that hold passwords: it goes to the editor. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder of the person's own for the file; nobody else may read it. */
  readonly folder: string;
}

const MAX_BYTES = 10_000_000;
const NOT_FOUND = 127;
const FALLBACK = 'vi';

/** The person's own editor, `$VISUAL` or `$EDITOR`: it gets the terminal while it runs, and sessions go on receiving behind it. */
export class OutsideEditor {
  readonly #options: OutsideEditorOptions;
  #isOpen = false;

  constructor(options: OutsideEditorOptions) {
    this.#options = options;
  }

  /** Has a text edited. Never rejects: what went wrong is the reason why nothing was changed. */
  async edit(text: string, extension: string): Promise<EditedText> {
    if (this.#isOpen) return { status: 'unchanged', reason: 'the editor is open already' };
    this.#isOpen = true;
    let folder: string | undefined;
    try {
      await makeFolder(this.#options.folder);
      folder = await mkdtemp(join(this.#options.folder, 'edit-'));
      return await this.#editFile(join(folder, `input.${plainExtension(extension)}`), text);
    } catch (thrown) {
      const why = thrown instanceof Error ? safe(thrown.message, 200) : 'it failed';
      return { status: 'unchanged', reason: `the text cannot be edited: ${why}` };
    } finally {
      this.#isOpen = false;
      if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }

  async #editFile(file: string, text: string): Promise<EditedText> {
    await writeFile(file, text === '' || text.endsWith('\n') ? text : `${text}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    const command = editorOf(this.#options.env);
    const takeBack = this.#options.tty.lend();
    const code = await run(command, file, this.#options.env).finally(takeBack);
    const name = safe(command, 60);
    if (code === NOT_FOUND) {
      const reason = `there is no editor '${name}': set $VISUAL or $EDITOR`;
      return { status: 'unchanged', reason };
    }
    if (code !== 0) {
      return { status: 'unchanged', reason: `the editor '${name}' ended with ${code}` };
    }
    if ((await stat(file)).size > MAX_BYTES) {
      return { status: 'unchanged', reason: 'the edited text is longer than 10 MB' };
    }
    const edited = await readFile(file, 'utf8');
    // Editors end the last line; what had no such end keeps having none.
    const hadEnd = text.endsWith('\n');
    return { status: 'edited', text: hadEnd ? edited : edited.replace(/\r?\n$/, '') };
  }
}

function editorOf({ VISUAL, EDITOR }: OutsideEditorOptions['env']): string {
  return [VISUAL, EDITOR].find((name) => name !== undefined && name.trim() !== '') ?? FALLBACK;
}

/** By the shell, as git does it: the variable may hold options and quotes. */
function run(
  command: string,
  file: string,
  env: OutsideEditorOptions['env'],
): Promise<number | string> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', `${command} "$@"`, 'editor', file], {
      stdio: 'inherit',
      env: { ...env },
    });
    child.on('error', () => resolve(NOT_FOUND));
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1));
  });
}

function plainExtension(extension: string): string {
  return /^[a-z\d]{1,10}$/i.test(extension) ? extension : 'txt';
}
