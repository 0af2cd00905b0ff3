import type { Size } from '../../core/size.ts';
import type { Device, Line } from '../model/device.ts';
import { formatLogEntry, type LogEntry } from '../model/log.ts';
import type { Network } from '../model/network.ts';
import { LineEditor } from './editor.ts';
import { executeLine } from './execute.ts';
import { completionFor, helpFor } from './help.ts';
import { History } from './history.ts';
import { type Key, KeyReader } from './keys.ts';
import { isConfiguring, type Mode, promptOf } from './mode.ts';
import { Pager } from './pager.ts';
import type { Terminal, TerminalSettings } from './terminal.ts';

export interface SessionParts {
  readonly network: Network;
  readonly device: Device;
  readonly user: string;
  /** Where the person sits, for `show users`. */
  readonly location: string;
  readonly size: Size;
  readonly onBytes: (text: string) => void;
  /** The login is over, by `exit` or `reload`. */
  readonly onEnded: () => void;
}

/**
 * One login to a device: keys in, text out, no network. At any moment one thing takes the keys (the line editor, a pager, a question);
 * while a command runs nothing does, and they wait.
 */
export class CliSession {
  readonly #parts: SessionParts;
  readonly #reader = new KeyReader();
  readonly #editor: LineEditor;
  readonly #history = new History();
  readonly #terminal: Terminal;
  readonly #line: Line;
  readonly #settings: TerminalSettings;
  readonly #waiting: Key[] = [];
  readonly #heldLog: LogEntry[] = [];
  #takeKey: ((key: Key) => void) | undefined;
  #isAtPrompt = false;
  #interrupt: (() => void) | undefined;
  #out = '';
  #isEnded = false;
  #isFinishing = false;
  #stopLog: () => void = () => undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#settings = {
      lengthRows: parts.size.rows,
      widthCols: parts.size.cols,
      isMonitoring: false,
      historySize: 20,
    };
    this.#line = takeLine(parts);
    this.#editor = new LineEditor(
      (text) => this.#emit(text),
      () => this.#settings.widthCols,
    );
    this.#terminal = this.#makeTerminal({ mode: 'privileged' });
    this.#stopLog = parts.device.onLog.on((entry) => this.#showLog(entry));
  }

  /** Greets and shows the first prompt. */
  start(): void {
    const { motd } = this.#parts.device.config;
    if (motd !== '') this.#terminal.write(`\n${motd}\n`);
    this.#emit('\r\n');
    this.#prompt();
    this.#flush();
  }

  /** Runs one line without echo, prompt or pages, then ends: an SSH exec request. */
  runOnce(line: string): void {
    this.#settings.lengthRows = 0;
    this.#settings.widthCols = 0;
    this.#execute(line, () => this.end());
    this.#flush();
  }

  feed(bytes: Uint8Array): void {
    this.#line.lastInputMs = this.#parts.network.nowMs;
    for (const key of this.#reader.read(bytes)) {
      if (this.#isEnded) return;
      const isStop = key.kind === 'escape' || key.kind === 'interrupt';
      if (isStop && this.#interrupt) this.#interrupt();
      else if (this.#waiting.length < MAX_TYPED_AHEAD) this.#waiting.push(key);
      this.#drain();
    }
    this.#flush();
  }

  /** No more keys will come: ends when the running command is done. */
  finish(): void {
    this.#isFinishing = true;
    this.#goOn();
  }

  resize(size: Size): void {
    this.#settings.lengthRows = size.rows;
    this.#settings.widthCols = size.cols;
  }

  /** Ends the login. Safe to call twice. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#stopLog();
    const { lines } = this.#parts.device;
    lines.splice(lines.indexOf(this.#line), 1);
    this.#takeKey = undefined;
    this.#interrupt?.();
    this.#flush();
    this.#parts.onEnded();
  }

  #makeTerminal(mode: Mode): Terminal {
    return {
      line: this.#line,
      settings: this.#settings,
      history: this.#history.lines,
      mode,
      write: (text) => {
        this.#emit(text.replaceAll('\n', '\r\n'));
        if (!this.#takeKey) this.#flushSoon();
      },
      ask: (question) => this.#ask(question),
      confirm: (question) => this.#confirm(question),
      wait: (delayMs) => this.#wait(delayMs),
      hangUp: () => this.end(),
    };
  }

  #prompt(text = ''): void {
    if (this.#isEnded) return;
    for (const entry of this.#heldLog.splice(0)) this.#emit(`${formatLogEntry(entry)}\r\n`);
    this.#editor.start(promptOf(this.#parts.device.config.hostname, this.#terminal.mode), text);
    this.#isAtPrompt = true;
    this.#takeKey = (key) => this.#atPrompt(key);
  }

  #atPrompt(key: Key): void {
    switch (key.kind) {
      case 'enter':
        this.#enter();
        break;
      case 'interrupt':
        this.#leaveLine('');
        break;
      case 'leave':
        this.#leaveLine('^Z');
        break;
      case 'tab':
        this.#complete();
        break;
      case 'redraw':
        this.#emit('\r\n');
        this.#editor.redraw();
        break;
      case 'up':
        this.#recall(this.#history.older(this.#editor.text));
        break;
      case 'down':
        this.#recall(this.#history.newer());
        break;
      default:
        if (key.kind === 'char' && key.char === '?' && !this.#editor.isQuoting) this.#help();
        else this.#editor.press(key);
    }
  }

  #enter(): void {
    this.#editor.finish();
    this.#emit('\r\n');
    const line = this.#editor.text;
    this.#history.add(line, this.#settings.historySize);
    this.#stopTaking();
    this.#execute(line, () => this.#prompt());
  }

  /** Ctrl-C drops the line; Ctrl-Z leaves configuration altogether. Both do in configuration, as on IOS. */
  #leaveLine(shown: string): void {
    this.#editor.finish();
    this.#emit(`${shown}\r\n`);
    this.#stopTaking();
    if (isConfiguring(this.#terminal.mode)) this.#execute('end', () => this.#prompt());
    else this.#prompt();
  }

  #execute(line: string, done: () => void): void {
    const { network, device } = this.#parts;
    const running = executeLine(line, { network, device, terminal: this.#terminal }, (text) =>
      this.#page(text),
    );
    if (!running) {
      done();
      return;
    }
    void running.then(() => {
      if (!this.#isEnded) done();
      this.#goOn();
    });
  }

  #page(text: string): Promise<void> | undefined {
    const pager = new Pager({
      text,
      write: (page) => this.#emit(page.replaceAll('\n', '\r\n')),
      size: () => this.#settings,
    });
    if (!pager.start()) return undefined;
    return new Promise((resolve) => {
      this.#takeUntil(resolve, (key) => {
        const isLine = key.kind === 'enter';
        const isPage = key.kind === 'char' && key.char === ' ';
        return !pager.press(isLine ? 'line' : isPage ? 'page' : 'quit');
      });
    });
  }

  #ask(question: string): Promise<string | undefined> {
    this.#editor.start(question);
    return new Promise((resolve) => {
      let answer: string | undefined;
      this.#takeUntil(
        () => resolve(answer),
        (key) => {
          if (key.kind !== 'enter' && key.kind !== 'interrupt' && key.kind !== 'leave') {
            this.#editor.press(key);
            return false;
          }
          this.#editor.finish();
          this.#emit('\r\n');
          answer = key.kind === 'enter' ? this.#editor.text : undefined;
          return true;
        },
      );
    });
  }

  #confirm(question: string): Promise<boolean> {
    this.#emit(question);
    return new Promise((resolve) => {
      let isYes = false;
      this.#takeUntil(
        () => resolve(isYes),
        (key) => {
          isYes = key.kind === 'enter' || (key.kind === 'char' && key.char.toLowerCase() === 'y');
          this.#emit('\r\n');
          return true;
        },
      );
    });
  }

  /** Gives the keys to `take` until it says it is done. */
  #takeUntil(done: () => void, take: (key: Key) => boolean): void {
    this.#flush();
    this.#takeKey = (key) => {
      if (!take(key)) return;
      this.#takeKey = undefined;
      done();
    };
    // Not at once: this may be inside the handling of another key.
    queueMicrotask(() => this.#goOn());
  }

  #wait(delayMs: number): Promise<boolean> {
    this.#flush();
    if (this.#isEnded) return Promise.resolve(false);
    return new Promise((resolve) => {
      const finish = (isDone: boolean): void => {
        cancel();
        this.#interrupt = undefined;
        resolve(isDone);
      };
      const cancel = this.#parts.network.clock.after(delayMs, () => finish(true));
      this.#interrupt = () => finish(false);
    });
  }

  #help(): void {
    const before = this.#editor.textBeforeCursor;
    this.#editor.finish();
    this.#emit('?\r\n');
    const text = this.#editor.text;
    const again = (): void => this.#prompt(text);
    this.#stopTaking();
    const paging = this.#page(`${helpFor(before, this.#terminal.mode, this.#surroundings())}\n`);
    if (!paging) {
      again();
      return;
    }
    void paging.then(() => {
      again();
      this.#goOn();
    });
  }

  #complete(): void {
    const before = this.#editor.textBeforeCursor;
    const isAtEnd = before === this.#editor.text;
    const completed = completionFor(before, this.#terminal.mode, this.#surroundings());
    this.#emit('\r\n');
    if (completed === undefined || !isAtEnd) this.#editor.redraw();
    else {
      const prompt = promptOf(this.#parts.device.config.hostname, this.#terminal.mode);
      this.#editor.start(prompt, completed);
    }
  }

  #recall(line: string | undefined): void {
    if (line === undefined) this.#emit('\x07');
    else this.#editor.replace(line);
  }

  /** Messages come between lines, never inside a command's output; the line being typed is shown again below. */
  #showLog(entry: LogEntry): void {
    if (!this.#settings.isMonitoring) return;
    if (!this.#isAtPrompt) {
      this.#heldLog.push(entry);
      return;
    }
    this.#editor.finish();
    this.#emit(`\r\n${formatLogEntry(entry)}\r\n`);
    this.#editor.redraw();
    this.#flushSoon();
  }

  #goOn(): void {
    this.#drain();
    this.#flush();
  }

  #drain(): void {
    while (this.#waiting.length > 0 && this.#takeKey) {
      const key = this.#waiting.shift();
      if (key) this.#takeKey(key);
    }
    if (this.#isFinishing && this.#takeKey) this.end();
  }

  #surroundings() {
    return { interfaces: this.#parts.device.config.interfaces.map((one) => one.name) };
  }

  #stopTaking(): void {
    this.#takeKey = undefined;
    this.#isAtPrompt = false;
  }

  #emit(text: string): void {
    this.#out += text;
  }

  #flushSoon(): void {
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    if (this.#out === '') return;
    const text = this.#out;
    this.#out = '';
    this.#parts.onBytes(text);
  }
}

const MAX_TYPED_AHEAD = 10_000;

function takeLine({ device, network, user, location }: SessionParts): Line {
  const taken = new Set(device.lines.map((line) => line.number));
  let number = 0;
  while (taken.has(number)) number++;
  const line: Line = { number, user, location, lastInputMs: network.nowMs };
  device.lines.push(line);
  return line;
}
