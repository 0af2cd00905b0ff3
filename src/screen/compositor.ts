import type { Clock } from '../core/clock.ts';
import { Grid } from '../core/grid.ts';
import type { Rect } from '../core/size.ts';
import { diff } from './diff.ts';
import { SgrEncoder } from './sgr.ts';
import type { Tty } from './tty.ts';

/** What is to be seen, asked for when a frame is due. Called often: implementations keep to plain data. */
export interface Scene {
  /** Everything but the panes: frames, REPL, status line, dialogs. Painted only when invalidated. */
  paintChrome(grid: Grid): void;
  /** The panes on screen, painted over the chrome each frame. */
  panes(): readonly PaneImage[];
  /** Parts of the chrome that lie over the panes: dialogs, popups. */
  overlays(): readonly Rect[];
  /** Where the cursor is, or undefined for a hidden one. */
  cursor(): CursorImage | undefined;
  /** Key modes of the focused pane, mirrored so that key bytes need no translation. */
  keyModes(): KeyModes;
}

export interface PaneImage {
  /** What `invalidatePane` calls it. */
  readonly id: string;
  readonly rect: Rect;
  /** While true the old picture stays (DEC mode 2026). */
  readonly isHeld: boolean;
  blit(grid: Grid, rect: Rect): void;
}

export interface CursorImage {
  readonly x: number;
  readonly y: number;
  /** DECSCUSR number, 0 for the terminal's own. */
  readonly style: number;
}

export interface KeyModes {
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
}

export type Urgency = 'now' | 'soon';

export interface FrameStats {
  frames: number;
  chromePaints: number;
  skipped: number;
  bytes: number;
}

const FRAME_MS = 1_000 / 60;
/** What a person waits for is painted at once, unless a frame has just gone out. */
const EAGER_MS = 4;

/** Puts frames together and writes what changed, at most 60 times a second, and nothing while nothing changes. */
export class Compositor {
  readonly stats: FrameStats = { frames: 0, chromePaints: 0, skipped: 0, bytes: 0 };
  readonly #tty: Tty;
  readonly #clock: Clock;
  readonly #scene: Scene;
  readonly #encoder: SgrEncoder;
  #chrome: Grid;
  #shown: Grid | undefined;
  #next: Grid;
  #isChromeStale = true;
  /** Panes to be painted again when nothing else has changed. */
  readonly #stalePanes = new Set<string>();
  #isAllStale = true;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #cancelDue: (() => void) | undefined;
  #dueAtMs = 0;
  #isPaintQueued = false;
  #isWaitingForDrain = false;
  #isClosed = false;
  #cursor = '';
  #keyModes: KeyModes = { applicationCursorKeys: false, applicationKeypad: false };

  constructor(options: { tty: Tty; clock: Clock; scene: Scene }) {
    this.#tty = options.tty;
    this.#clock = options.clock;
    this.#scene = options.scene;
    this.#encoder = new SgrEncoder(options.tty.depth);
    this.#chrome = new Grid(options.tty.size);
    this.#next = new Grid(options.tty.size);
    options.tty.onDrained(() => {
      if (!this.#isWaitingForDrain) return;
      this.#isWaitingForDrain = false;
      this.invalidate('soon');
    });
  }

  /** The last frame that went out, for pictures and tests. */
  get shown(): Grid | undefined {
    return this.#shown;
  }

  /** One pane's contents changed; nothing else did. */
  invalidatePane(id: string, urgency: Urgency): void {
    this.#stalePanes.add(id);
    this.#schedule(urgency);
  }

  /** Anything may have changed on the panes: their contents, their places, the cursor. */
  invalidate(urgency: Urgency): void {
    this.#isAllStale = true;
    this.#schedule(urgency);
  }

  /** Frames, REPL, status line or dialogs changed. */
  invalidateChrome(urgency: Urgency): void {
    this.#isChromeStale = true;
    this.invalidate(urgency);
  }

  /** The terminal has a new size, or its contents are not known any more. */
  reset(): void {
    const { size } = this.#tty;
    this.#chrome = new Grid(size);
    this.#next = new Grid(size);
    this.#shown = undefined;
    this.#cursor = '';
    this.#isChromeStale = true;
    this.#isAllStale = true;
    this.#keyModes = { applicationCursorKeys: false, applicationKeypad: false };
  }

  /** Builds a whole frame now and writes what changed. */
  paint(): void {
    this.#isAllStale = true;
    this.#paint();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelDue?.();
    return Promise.resolve();
  }

  #schedule(urgency: Urgency): void {
    if (this.#isClosed) return;
    const now = this.#clock.nowMs();
    const waitMs = (urgency === 'now' ? EAGER_MS : FRAME_MS) - (now - this.#lastFrameMs);
    if (waitMs <= 0 && urgency === 'now') {
      this.#paintAfterThis();
      return;
    }
    const dueAtMs = now + Math.max(0, waitMs);
    if (this.#cancelDue !== undefined) {
      if (dueAtMs >= this.#dueAtMs) return;
      this.#cancelDue();
    }
    this.#dueAtMs = dueAtMs;
    this.#cancelDue = this.#clock.after(Math.max(0, waitMs), () => this.#paint());
  }

  /** At once, but after whatever is changing has finished: several changes of one event are one frame. */
  #paintAfterThis(): void {
    if (this.#isPaintQueued) return;
    this.#isPaintQueued = true;
    queueMicrotask(() => {
      this.#isPaintQueued = false;
      this.#paint();
    });
  }

  #paint(): void {
    this.#cancelDue?.();
    this.#cancelDue = undefined;
    if (this.#isClosed) return;
    if (!this.#tty.isDrained) {
      this.stats.skipped++;
      this.#isWaitingForDrain = true;
      return;
    }
    this.#lastFrameMs = this.#clock.nowMs();
    const changes = this.#changedPanes() ?? this.#changedFrame();
    const keyModes = this.#keyModeChanges();
    const cursor = cursorSequence(this.#scene.cursor());
    this.#stalePanes.clear();
    this.#isAllStale = false;
    this.stats.frames++;
    if (changes === '' && keyModes === '' && cursor === this.#cursor) return;
    this.#cursor = cursor;
    const hide = changes === '' ? '' : '\x1b[?25l';
    const bytes = `\x1b[?2026h${hide}${changes}${keyModes}${cursor}\x1b[?2026l`;
    this.stats.bytes += bytes.length;
    this.#tty.write(bytes);
  }

  /** Composes everything anew and compares it with what is shown. */
  #changedFrame(): string {
    const frame = this.#compose();
    const changes = diff(this.#shown, frame, this.#encoder);
    this.#next = this.#shown ?? new Grid(this.#tty.size);
    this.#shown = frame;
    return changes;
  }

  /** The short way for the echo of a key: only the panes that changed are blitted and compared. */
  #changedPanes(): string | undefined {
    const shown = this.#shown;
    if (shown === undefined || this.#isAllStale || this.#isChromeStale) return undefined;
    if (this.#scene.overlays().length > 0) return undefined;
    let changes = '';
    for (const pane of this.#scene.panes()) {
      if (pane.isHeld || !this.#stalePanes.has(pane.id)) continue;
      pane.blit(this.#next, pane.rect);
      changes += diff(shown, this.#next, this.#encoder, pane.rect);
      shown.copy(this.#next, pane.rect);
    }
    return changes;
  }

  #compose(): Grid {
    if (this.#isChromeStale) {
      this.#isChromeStale = false;
      this.stats.chromePaints++;
      this.#chrome.clear();
      this.#scene.paintChrome(this.#chrome);
    }
    const frame = this.#next;
    frame.words.set(this.#chrome.words);
    for (const pane of this.#scene.panes()) {
      if (pane.isHeld && this.#shown !== undefined) frame.copy(this.#shown, pane.rect);
      else pane.blit(frame, pane.rect);
    }
    for (const rect of this.#scene.overlays()) frame.copy(this.#chrome, rect);
    return frame;
  }

  #keyModeChanges(): string {
    const wanted = this.#scene.keyModes();
    const is = this.#keyModes;
    this.#keyModes = wanted;
    let changes = '';
    if (wanted.applicationCursorKeys !== is.applicationCursorKeys) {
      changes += wanted.applicationCursorKeys ? '\x1b[?1h' : '\x1b[?1l';
    }
    if (wanted.applicationKeypad !== is.applicationKeypad) {
      changes += wanted.applicationKeypad ? '\x1b=' : '\x1b>';
    }
    return changes;
  }
}

function cursorSequence(cursor: CursorImage | undefined): string {
  if (cursor === undefined) return '\x1b[?25l';
  return `\x1b[${cursor.y + 1};${cursor.x + 1}H\x1b[${cursor.style} q\x1b[?25h`;
}
