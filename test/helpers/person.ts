import { spawn } from '@lydell/node-pty';
import { cleanEnvironment } from './clean-environment.ts';
import { framed } from './framed.ts';
import { keyBytes } from './key-bytes.ts';
import { makeTempHome, type TempHome } from './temp-home.ts';
import { type ScreenCell, type TerminalModes, TerminalScreen } from './terminal-screen.ts';

export interface PersonOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cols?: number;
  readonly rows?: number;
  /** On top of a clean environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** A home that outlives this person, to come back to; otherwise one is made and removed. */
  readonly home?: TempHome;
}

export interface Ending {
  readonly code: number;
  readonly signal: number;
}

/** What to wait for: text or a pattern anywhere on the screen, or any claim about it. */
export type Sight = string | RegExp | ((screen: string, person: Person) => boolean);

/**
 * A person at a keyboard: a program in a real pty, with a real emulator as their terminal.
 *
 * Waiting is by events: what is looked for is checked again each time the program's bytes have reached the screen.
 * A wait that fails shows the whole screen.
 */
export class Person {
  readonly home: TempHome;
  readonly #ownsHome: boolean;
  readonly #pty: ReturnType<typeof spawn>;
  readonly #terminal: TerminalScreen;
  readonly #name: string;
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<Ending>;
  readonly #endListeners = new Set<() => void>();
  #isGone = false;
  /** Set when all the program wrote is on the screen. */
  #ending: Ending | undefined;
  #rawBytes = 0;
  #listener: ((chunk: Buffer) => void) | undefined;

  static async start(options: PersonOptions): Promise<Person> {
    return new Person(options);
  }

  private constructor(options: PersonOptions) {
    const { cols = 100, rows = 30, args = [] } = options;
    this.#ownsHome = options.home === undefined;
    this.home = options.home ?? makeTempHome();
    this.#name = [options.command, ...args].join(' ');
    this.#pty = spawn(options.command, [...args], {
      cols,
      rows,
      name: options.env?.['TERM'] ?? 'xterm-256color',
      cwd: options.cwd ?? process.cwd(),
      env: cleanEnvironment(this.home, options.env ?? {}),
      encoding: null,
    });
    this.#terminal = new TerminalScreen({ cols, rows }, (text) => this.#send(text));
    // Without an encoding the pty gives buffers, whatever its types say.
    this.#pty.onData((data: string | Buffer) => this.#receive(Buffer.from(data)));
    this.#ended = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal = 0 }) => {
        this.#isGone = true;
        this.#terminal.flushed(() => {
          this.#ending = { code: exitCode, signal };
          resolve(this.#ending);
          for (const listener of this.#endListeners) listener();
        });
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Types text, or bytes that are no text, as they are, all at once. */
  types(text: string | Uint8Array): this {
    this.#send(text);
    return this;
  }

  /** Presses keys one after the other: `enter`, `up`, `ctrl-]`, `alt-x`, `f5`, `a`. */
  presses(...keys: readonly string[]): this {
    for (const key of keys) this.#send(keyBytes(key, this.modes().isApplicationCursor));
    return this;
  }

  /** Pastes as a terminal does: bracketed when the program asked for that, line ends as Return. */
  pastes(text: string): this {
    const body = text.replace(/\r?\n/g, '\r');
    this.#send(this.modes().isBracketedPaste ? `\x1b[200~${body}\x1b[201~` : body);
    return this;
  }

  /** Clicks the left button on a cell, or turns the wheel there. Nothing happens unless the program asked for the mouse. */
  clicks(x: number, y: number, button: 'left' | 'wheel-up' | 'wheel-down' = 'left'): this {
    if (this.modes().mouse === 'none') return this;
    const code = { left: 0, 'wheel-up': 64, 'wheel-down': 65 }[button];
    this.#send(`\x1b[<${code};${x + 1};${y + 1}M`);
    if (button === 'left') this.#send(`\x1b[<0;${x + 1};${y + 1}m`);
    return this;
  }

  /** Makes the window larger or smaller. */
  resizes(cols: number, rows: number): this {
    this.#terminal.resize(cols, rows);
    if (!this.#isGone) this.#pty.resize(cols, rows);
    return this;
  }

  signals(signal: NodeJS.Signals): this {
    process.kill(this.pid, signal);
    return this;
  }

  /** Waits until something is on the screen; resolves with the screen. */
  async sees(sight: Sight, { withinMs = 10_000 } = {}): Promise<string> {
    return this.#until(() => this.#isSeen(sight), { withinMs, what: `to see ${nameOf(sight)}` });
  }

  /** Waits until something is no longer on the screen. */
  async losesSightOf(sight: Sight, { withinMs = 10_000 } = {}): Promise<string> {
    const what = `to lose sight of ${nameOf(sight)}`;
    return this.#until(() => !this.#isSeen(sight), { withinMs, what });
  }

  /** The screen as a picture: rows without trailing blanks. */
  screen(): string {
    return this.#terminal.picture();
  }

  /** The screen in a frame, as failing tests show it. */
  framedScreen(): string {
    const { x, y } = this.cursor();
    const end = this.#ending && ` · ended with code ${this.#ending.code}`;
    return framed({
      picture: this.screen(),
      cols: this.#terminal.cols,
      caption: `${this.#name} · cursor ${x},${y}${end ?? ''}`,
    });
  }

  row(y: number): string {
    return this.#terminal.row(y);
  }

  /** The screen and all that scrolled off it. */
  history(): string {
    return this.#terminal.history();
  }

  cell(x: number, y: number): ScreenCell {
    return this.#terminal.cell(x, y);
  }

  cursor(): { readonly x: number; readonly y: number; readonly isVisible: boolean } {
    return this.#terminal.cursor();
  }

  modes(): TerminalModes {
    return this.#terminal.modes();
  }

  get title(): string {
    return this.#terminal.title;
  }

  get terminal(): TerminalScreen {
    return this.#terminal;
  }

  /** Every byte the program has written. */
  get rawOutput(): Buffer {
    return Buffer.concat(this.#chunks, this.#rawBytes);
  }

  /**
   * From now on the program's bytes go to `listener` only, neither kept nor shown: for measuring, where the
   * emulator's own work would count. The screen stays as it was.
   */
  onlyListens(listener: (chunk: Buffer) => void): this {
    this.#listener = listener;
    return this;
  }

  /** Waits for the program's end; all it wrote is on the screen by then. */
  async exits({ withinMs = 10_000 } = {}): Promise<Ending> {
    await this.#until(() => this.#ending !== undefined, { withinMs, what: 'the program to end' });
    return this.#ended;
  }

  /** The terminal's window is closed: the program's tty is gone from one moment to the next. */
  closesWindow(): this {
    const pty: object = this.#pty;
    if ('destroy' in pty && typeof pty.destroy === 'function') pty.destroy();
    return this;
  }

  /** Ends the program, if it still runs, and removes its home. Safe to call twice. */
  async close(): Promise<void> {
    if (!this.#isGone) {
      this.#pty.kill('SIGHUP');
      const killer = setTimeout(() => this.#pty.kill('SIGKILL'), 1_500);
      await this.#ended;
      clearTimeout(killer);
    }
    await this.#ended;
    this.#terminal.dispose();
    if (this.#ownsHome) this.home.remove();
  }

  #send(text: string | Uint8Array): void {
    // Buffers are taken, too, whatever its types say.
    const pty: { write(data: string | Buffer): void } = this.#pty;
    if (!this.#isGone) pty.write(typeof text === 'string' ? text : Buffer.from(text));
  }

  #receive(chunk: Buffer): void {
    if (this.#listener) {
      this.#listener(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#rawBytes += chunk.length;
    this.#terminal.write(chunk);
  }

  #isSeen(sight: Sight): boolean {
    const screen = this.screen();
    if (typeof sight === 'string') return screen.includes(sight);
    return sight instanceof RegExp ? sight.test(screen) : sight(screen, this);
  }

  #until(isDone: () => boolean, { withinMs, what }: Wait): Promise<string> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(deadline);
        stopParsed();
        this.#endListeners.delete(check);
      };
      const fail = (why: string): void => {
        stop();
        reject(new Error(`waited for ${what}, but ${why}\n${this.framedScreen()}`));
      };
      const check = (): void => {
        // Half a picture is nothing a person ever sees.
        if (this.#terminal.isDrawing && !this.#ending) return;
        if (isDone()) {
          stop();
          resolve(this.screen());
        } else if (this.#ending) fail('the program ended');
      };
      const deadline = setTimeout(() => fail(`not within ${withinMs} ms`), withinMs);
      const stopParsed = this.#terminal.onParsed(check);
      this.#endListeners.add(check);
      check();
    });
  }
}

interface Wait {
  readonly withinMs: number;
  readonly what: string;
}

function nameOf(sight: Sight): string {
  if (typeof sight === 'string') return JSON.stringify(sight);
  return sight instanceof RegExp ? String(sight) : sight.toString().replace(/\s+/g, ' ');
}
