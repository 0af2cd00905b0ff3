import { type ChildProcess, spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { SHELL_VALUE } from '../syntax/form-edits.ts';
import { ShellLines } from '../values/shell-lines.ts';
import type { World } from './world.ts';

/** What a value may hold; a command that writes on and on is ended there. */
const MAX_CHARS = 50_000_000;
// Taken before the cell timers replace it: ours never runs a cell's code.
const later = setTimeout;
/** How long a command may take to leave when it is asked to. */
const GRACE_MS = 500;

/**
 * Ends the group when file 3 ends without a word: the kernel may be killed at any moment, and a command that nobody hears any more
 * must not live on.
 */
const GUARDED =
  '( read -r _ <&3 || kill -KILL 0 ) </dev/null >/dev/null 2>&1 & exec "$0" -c "$1" 3<&-';

export interface ShellOptions {
  readonly world: World;
  /** `shown`: its output is printed as it comes. `value`: its output is what comes; its complaints are printed. */
  readonly wanted: 'value' | 'shown';
  /** What was put into the command; it finds them as variables, so that no shell reads them. */
  readonly values: readonly string[];
}

/**
 * Runs a command of this machine in the person's shell, in the current folder, without input. The environment is the kernel's, which
 * holds no secret. When the cell is interrupted its whole process group is ended, and what waits for it waits for ever.
 */
export function runShell(
  command: string,
  { world, wanted, values }: ShellOptions,
): Promise<unknown> {
  const child = spawn('/bin/sh', ['-c', GUARDED, process.env['SHELL'] || '/bin/sh', command], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, COLUMNS: String(world.widthCols), ...variablesOf(values) },
  });
  const group = new ProcessGroup(child);
  const { signal } = world;
  signal.addEventListener('abort', () => group.end(), { once: true });
  const output = new Output(wanted, (text) => {
    if (!signal.aborted) world.print(text);
  });
  const guard = child.stdio[3];
  child.on('exit', () => {
    if (guard instanceof Writable) guard.on('error', () => undefined).end('\n');
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (!output.take(text)) group.end();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => output.show(text));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`no shell: ${error.message}`)));
    child.on('close', (code, endedBy) => {
      group.close();
      if (signal.aborted) return;
      output.flush();
      if (output.isTooMuch) reject(new Error('the command wrote more than 50 million characters'));
      else if (wanted === 'value') resolve(new ShellLines(output.text, code ?? -1));
      else resolve(toldBy(code, endedBy));
    });
  });

  function toldBy(code: number | null, endedBy: NodeJS.Signals | null): undefined {
    if (code !== 0) world.print(endedBy === null ? `(exit code ${code})` : `(ended by ${endedBy})`);
    return undefined;
  }
}

function variablesOf(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, at) => [`${SHELL_VALUE}${at + 1}`, value]));
}

/** Gathers or shows what comes, shown text in whole lines: what is printed ends its line. */
class Output {
  readonly #wanted: ShellOptions['wanted'];
  readonly #print: (text: string) => void;
  readonly #pieces: string[] = [];
  #length = 0;
  #held = '';

  constructor(wanted: ShellOptions['wanted'], print: (text: string) => void) {
    this.#wanted = wanted;
    this.#print = print;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  get isTooMuch(): boolean {
    return this.#length > MAX_CHARS;
  }

  /** False when there is more than a value may hold. */
  take(text: string): boolean {
    if (this.#wanted === 'shown') {
      this.show(text);
      return true;
    }
    this.#length += text.length;
    if (!this.isTooMuch) this.#pieces.push(text);
    return !this.isTooMuch;
  }

  show(text: string): void {
    const whole = this.#held + text;
    const end = whole.lastIndexOf('\n');
    this.#held = whole.slice(end + 1);
    if (end >= 0) this.#print(whole.slice(0, end));
    // A progress line that is never ended must not grow for ever.
    if (this.#held.length > 10_000) this.flush();
  }

  flush(): void {
    if (this.#held !== '') this.#print(this.#held);
    this.#held = '';
  }
}

/** A command with all it has started. */
class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #onExit = () => this.#signal('SIGKILL');
  #isOver = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    process.once('exit', this.#onExit);
  }

  /** Asks it to leave, as Ctrl-C does, and soon makes it. */
  end(): void {
    this.#signal('SIGINT');
    this.#signal('SIGTERM');
    later(() => this.#signal('SIGKILL'), GRACE_MS).unref();
  }

  close(): void {
    this.#isOver = true;
    process.removeListener('exit', this.#onExit);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#isOver) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has gone by itself.
    }
  }
}
