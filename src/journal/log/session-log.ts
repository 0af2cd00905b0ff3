import { hideAnswerSecrets } from '../../core/answer-secrets.ts';
import type { Clock } from '../../core/clock.ts';
import { safe, safeLines } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { SessionStatus } from '../../session/life/session-status.ts';
import type { SessionTap, TappedBlock } from '../../session/record/session-tap.ts';
import { lineStamp } from './line-stamp.ts';
import type { LogFile } from './log-file.ts';
import type { LogAbout, LogName } from './log-name.ts';
import { TypedSecret } from './typed-secret.ts';

export interface SessionLogOptions {
  readonly about: LogAbout;
  readonly name: LogName;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Whether lines of the device's have their times before them; ours always do. */
  readonly times: 'on' | 'off';
  /** Whether it begins with the session. */
  readonly begins: 'on' | 'off';
  /** Whether it would, had the person said nothing in this run. */
  readonly usual: 'on' | 'off';
  readonly openFile: (path: string) => LogFile;
  /** It was begun or ended. */
  readonly onChanged: () => void;
  readonly onClosed: () => void;
}

/**
 * The clean text log of one session: what a person would have read in its pane, line by line, with times, and our own lines where something begins
 * and ends. A line stands there when it has ended.
 */
export class SessionLog implements SessionTap {
  readonly #options: SessionLogOptions;
  readonly #stamp = lineStamp();
  readonly #deviceHead: string;
  readonly #secret = new TypedSecret();
  #about: LogAbout;
  #file: LogFile | undefined;
  #closing: Promise<unknown> = Promise.resolve();
  /** When the file was begun, and within which times and for which platform its name holds. */
  #begunMs = 0;
  #fromMs = 0;
  #untilMs = 0;
  #platform = '';
  #wasOpen = false;
  #hasReturned = false;
  #lines = 0;
  /** When the latest chunk came; undefined until one of its lines ends. */
  #chunkMs: number | undefined;

  constructor(options: SessionLogOptions) {
    this.#options = options;
    this.#about = options.about;
    const { host, session } = options.about;
    // Where sessions to one host share a file, the second one's lines say whose they are.
    this.#deviceHead = session === host || options.name.partsSessions ? '' : `[${safe(session)}] `;
    if (options.begins === 'on') this.start();
  }

  get isOn(): boolean {
    return this.#file !== undefined;
  }

  /** Whether it is as the settings and the inventory have it. */
  get isUsual(): boolean {
    return this.isOn === (this.#options.usual === 'on');
  }

  /** The file that is written now; undefined while none is. */
  get path(): string | undefined {
    return this.#file?.path;
  }

  /** The file that lines of this moment go to, or would go to. */
  get pathNow(): string {
    return this.#file?.path ?? this.#pathAt(this.#options.clock.wallMs());
  }

  /** Lines written since the beginning of the session. */
  get lines(): number {
    return this.#lines;
  }

  /** Begins, or goes on. */
  start(): void {
    if (this.#file !== undefined) return;
    const nowMs = this.#options.clock.wallMs();
    this.#openAt(nowMs);
    this.#own(`── log of ${this.#who()} begins ──`, nowMs);
    this.#options.onChanged();
  }

  stop(): void {
    if (this.#file === undefined) return;
    this.#own('── log ends ──', this.#options.clock.wallMs());
    this.#leave();
    this.#options.onChanged();
  }

  /** Words of a person, secrets in them hidden; says whether they were written. */
  note(text: string): 'written' | 'off' {
    if (this.#file === undefined) return 'off';
    const nowMs = this.#options.clock.wallMs();
    const lines = safeLines(hideAnswerSecrets(text).text).trimEnd().split('\n');
    for (const [at, line] of lines.entries()) {
      this.#own(at === 0 ? `# note: ${line}` : `#       ${line}`, nowMs);
    }
    return 'written';
  }

  lineEnded(line: string): void {
    if (this.#file === undefined) return;
    if (line.length < MOST_PAGER_CHARS && PAGER.test(line)) return;
    // The lines of one chunk have one time.
    this.#chunkMs ??= this.#options.clock.wallMs();
    const nowMs = this.#chunkMs;
    const stamp = this.#options.times === 'on' ? this.#stamp(nowMs) : '';
    this.#put(this.#secret.hiddenIn(line), { head: stamp, nowMs });
  }

  printed(line: string): void {
    if (this.#file === undefined) return;
    this.#hasReturned = RETURNED.test(line);
    this.#own(safe(line.replace(KEYS_TO_PRESS, ' ──')), this.#options.clock.wallMs());
  }

  typed(keys: Uint8Array, matter: 'text' | 'secret'): void {
    this.#secret.typed(keys, matter);
  }

  changed({ status, platform }: { readonly status: SessionStatus; readonly platform: string }) {
    this.#about = { ...this.#about, platform };
    const isOpen = status.status === 'open';
    // A connection that is back was said to be already, with how long it was away.
    if (isOpen && !this.#wasOpen && !this.#hasReturned && this.#file !== undefined) {
      this.#own(`── connected to ${this.#who()} ──`, this.#options.clock.wallMs());
    }
    if (isOpen) this.#hasReturned = false;
    this.#wasOpen = isOpen;
    this.#follow(this.#options.clock.wallMs());
  }

  closed(): void {
    this.stop();
    this.#options.onClosed();
  }

  received(): void {
    this.#chunkMs = undefined;
  }

  resized(_size: Size): void {}
  commandLine(_line: { readonly command: string; readonly mode: string }): void {}
  block(_block: TappedBlock): void {}

  /** Resolves when all that was begun is on the disk, as far as the disk takes it. */
  async close(): Promise<void> {
    this.stop();
    await this.#closing;
  }

  /** A line of ours: with its time in any case. */
  #own(line: string, nowMs: number): void {
    // Times in a file do not go back: what stands behind this is from now on.
    this.#chunkMs = undefined;
    this.#put(line, { head: this.#stamp(nowMs), nowMs });
  }

  #put(line: string, { head, nowMs }: { readonly head: string; readonly nowMs: number }): void {
    if (nowMs >= this.#untilMs || nowMs < this.#fromMs) this.#follow(nowMs);
    this.#lines += 1;
    this.#file?.append(this.#deviceHead === '' ? line : this.#deviceHead + line, head);
  }

  /** Goes on in another file where the name is another one now: at midnight, when the platform is known. */
  #follow(nowMs: number): void {
    if (this.#file === undefined) return;
    const isSameDay = nowMs >= this.#fromMs && nowMs < this.#untilMs;
    const { platform } = this.#about;
    if (isSameDay && platform === this.#platform) return;
    const path = this.#pathAt(isSameDay ? this.#begunMs : nowMs);
    const before = this.#file.path;
    if (path === before) {
      this.#keep(nowMs);
      return;
    }
    const head = this.#stamp(nowMs);
    this.#file.append(`${this.#deviceHead}── goes on in ${safe(path)} ──`, head);
    this.#leave();
    this.#openAt(nowMs);
    const line = `── log of ${this.#who()} goes on from ${safe(before)} ──`;
    this.#file?.append(this.#deviceHead + line, head);
  }

  #openAt(nowMs: number): void {
    this.#begunMs = nowMs;
    this.#keep(nowMs);
    this.#file = this.#options.openFile(this.#pathAt(nowMs));
  }

  #keep(nowMs: number): void {
    const { fromMs, untilMs } = this.#options.name.dayOf(nowMs);
    this.#fromMs = fromMs;
    this.#untilMs = untilMs;
    this.#platform = this.#about.platform;
  }

  #leave(): void {
    const closing = this.#file?.close();
    this.#file = undefined;
    this.#closing = Promise.all([this.#closing, closing]);
  }

  #pathAt(atMs: number): string {
    return this.#options.name.fileOf(this.#about, atMs);
  }

  #who(): string {
    const { session, address, platform } = this.#about;
    const known = platform === 'auto' || platform === '' ? [] : [platform];
    const about = [address, ...known].filter((word) => word !== '' && word !== session);
    const more = about.length === 0 ? '' : ` (${about.map((word) => safe(word, 200)).join(', ')})`;
    return `${safe(session, 200)}${more}`;
  }
}

/** What is left of a pager on a line of its own, where a device does not erase it. */
const PAGER = /^ ?(?:<?-{1,6}) ?\(?more\b.{0,70}$/i;
const MOST_PAGER_CHARS = 80;
/** What our own lines say about keys has no meaning in a file. */
const KEYS_TO_PRESS = / · (?:press |trying again).*──$/;
const RETURNED = /^── (?:connected|back) again /;
