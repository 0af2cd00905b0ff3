import type { Size } from '../../core/size.ts';
import type { Device, Line } from '../model/device.ts';
import { formatLogEntry, type LogEntry } from '../model/log.ts';
import type { Network } from '../model/network.ts';
import { Dialogs } from './dialogs.ts';
import { LineEditor } from './editor.ts';
import { executeLine } from './execute.ts';
import { completionFor, helpFor } from './help.ts';
import { History } from './history.ts';
import { KeyDesk } from './key-desk.ts';
import type { Key } from './keys.ts';
import { isConfiguring, promptOf } from './mode.ts';
import { setsPaging } from './pager.ts';
import type { Terminal, TerminalSettings } from './terminal.ts';

export interface SessionParts {
  readonly network: Network;
  readonly device: Device;
  readonly user: string;
  /** Where the person sits, for `show users`. */
  readonly location: string;
  readonly size: Size;
  /** `fixed`: this login may not turn paging off. */
  readonly paging?: 'free' | 'fixed';
  readonly onText: (text: string) => void;
  /** The login is over, by `exit` or because the running command was the only one. */
  readonly onEnded: () => void;
}

/** Messages kept for a person who leaves a page standing; the log buffer has them all anyway. */
const MAX_HELD_LOG = 200;

/** One login to a device: keys in, text out, no network. */
export class CliSession {
  readonly #parts: SessionParts;
  readonly #desk = new KeyDesk();
  readonly #editor: LineEditor;
  readonly #dialogs: Dialogs;
  readonly #history = new History();
  readonly #terminal: Terminal;
  readonly #line: Line;
  readonly #settings: TerminalSettings;
  readonly #heldLog: LogEntry[] = [];
  readonly #stopLog: () => void;
  #isAtPrompt = false;
  #isFinishing = false;
  #isEnded = false;
  #out = '';

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { size, network, device } = parts;
    this.#settings = {
      lengthRows: size.rows,
      widthCols: size.cols,
      isMonitoring: false,
      historySize: 20,
    };
    this.#line = takeLine(parts);
    const emit = (text: string): void => this.#emit(text);
    this.#editor = new LineEditor(emit, () => this.#settings.widthCols);
    this.#dialogs = new Dialogs({
      desk: this.#desk,
      editor: this.#editor,
      settings: this.#settings,
      clock: network.clock,
      emit,
      flush: () => this.#flush(),
    });
    this.#terminal = this.#makeTerminal();
    this.#stopLog = device.onLog.on((entry) => this.#showLog(entry));
  }

  /** Greets and shows the first prompt. */
  start(): void {
    const { motd } = this.#parts.device.config;
    if (motd !== '') this.#terminal.write(`\n${motd}\n`);
    this.#emit('\r\n');
    this.#prompt('');
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
    if (this.#isEnded) return;
    this.#line.lastInputMs = this.#parts.network.nowMs;
    this.#desk.feed(bytes);
    this.#flush();
  }

  /** No more keys will come: ends when the running command is done. */
  finish(): void {
    this.#isFinishing = true;
    if (this.#isAtPrompt) this.end();
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
    this.#desk.close();
    this.#flush();
    this.#parts.onEnded();
  }

  #makeTerminal(): Terminal {
    return {
      line: this.#line,
      settings: this.#settings,
      history: this.#history.lines,
      mode: { mode: 'privileged' },
      write: (text) => {
        this.#emit(text.replaceAll('\n', '\r\n'));
        // A command that takes time writes outside any key press.
        if (!this.#desk.isTaken) queueMicrotask(() => this.#flush());
      },
      ask: (question) => this.#dialogs.ask(question),
      askSecret: (question) => this.#dialogs.askSecret(question),
      confirm: (question) => this.#dialogs.confirm(question),
      wait: (delayMs) => (this.#isEnded ? Promise.resolve(false) : this.#dialogs.wait(delayMs)),
      hangUp: () => this.end(),
    };
  }

  get #promptText(): string {
    return promptOf(this.#parts.device.config.hostname, this.#terminal.mode);
  }

  #prompt(text: string): void {
    if (this.#isEnded) return;
    this.#emitHeldLog();
    this.#editor.start(this.#promptText, text);
    this.#isAtPrompt = true;
    this.#desk.assign((key) => this.#pressAtPrompt(key));
  }

  #leavePrompt(shown: string): void {
    this.#editor.finish();
    this.#emit(`${shown}\r\n`);
    this.#desk.assign(undefined);
    this.#isAtPrompt = false;
  }

  #pressAtPrompt(key: Key): void {
    switch (key.kind) {
      case 'enter':
        this.#enter();
        break;
      case 'interrupt':
        this.#abandon('');
        break;
      case 'leave':
        this.#abandon('^Z');
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
    const line = this.#editor.text;
    this.#leavePrompt('');
    this.#history.add(line, this.#settings.historySize);
    this.#execute(line, () => this.#prompt(''));
  }

  /** Drops the line, and leaves configuration altogether, as Ctrl-C and Ctrl-Z do on IOS. */
  #abandon(shown: string): void {
    this.#leavePrompt(shown);
    const line = isConfiguring(this.#terminal.mode) ? 'end' : '';
    this.#execute(line, () => this.#prompt(''));
  }

  #execute(line: string, done: () => void): void {
    const { network, device, paging } = this.#parts;
    if (paging === 'fixed' && setsPaging(line)) {
      this.#emit('% Command authorization failed.\r\n\r\n');
      done();
      return;
    }
    const context = { network, device, terminal: this.#terminal };
    this.#after(
      executeLine(line, context, (text) => this.#dialogs.page(text)),
      done,
    );
  }

  #help(): void {
    const before = this.#editor.textBeforeCursor;
    const { text } = this.#editor;
    this.#leavePrompt('?');
    const help = helpFor(before, this.#terminal.mode, this.#surroundings());
    this.#after(this.#dialogs.page(`${help}\n`), () => this.#prompt(text));
  }

  /** Goes on at once when there is nothing to wait for, so that pasted lines are not held up. */
  #after(running: Promise<void> | undefined, done: () => void): void {
    if (!running) {
      done();
      return;
    }
    void running.then(() => {
      if (this.#isEnded) return;
      done();
      this.#desk.handOut();
      this.#flush();
      if (this.#isFinishing && this.#isAtPrompt) this.end();
    });
  }

  #complete(): void {
    const before = this.#editor.textBeforeCursor;
    const isAtEnd = before === this.#editor.text;
    const completed = completionFor(before, this.#terminal.mode, this.#surroundings());
    this.#emit('\r\n');
    if (completed === undefined || !isAtEnd) this.#editor.redraw();
    else this.#editor.start(this.#promptText, completed);
  }

  #recall(line: string | undefined): void {
    if (line === undefined) this.#emit('\x07');
    else this.#editor.replace(line);
  }

  /** Messages come between lines, never inside a command's output; the line being typed is shown again below them. */
  #showLog(entry: LogEntry): void {
    if (!this.#settings.isMonitoring) return;
    if (this.#heldLog.length >= MAX_HELD_LOG) this.#heldLog.shift();
    this.#heldLog.push(entry);
    // Messages of one moment come together.
    if (this.#heldLog.length === 1) queueMicrotask(() => this.#releaseLog());
  }

  #releaseLog(): void {
    if (!this.#isAtPrompt || this.#isEnded || this.#heldLog.length === 0) return;
    this.#editor.finish();
    this.#emit('\r\n');
    this.#emitHeldLog();
    this.#editor.redraw();
    this.#flush();
  }

  #emitHeldLog(): void {
    for (const entry of this.#heldLog.splice(0)) this.#emit(`${formatLogEntry(entry)}\r\n`);
  }

  #surroundings() {
    return { interfaces: this.#parts.device.config.interfaces.map((one) => one.name) };
  }

  #emit(text: string): void {
    this.#out += text;
  }

  #flush(): void {
    if (this.#out === '') return;
    const text = this.#out;
    this.#out = '';
    this.#parts.onText(text);
  }
}

function takeLine({ device, network, user, location }: SessionParts): Line {
  const taken = new Set(device.lines.map((line) => line.number));
  let number = 0;
  while (taken.has(number)) number++;
  const line: Line = { number, user, location, lastInputMs: network.nowMs };
  device.lines.push(line);
  return line;
}
