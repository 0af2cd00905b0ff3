import type { PageChapter } from '../page-data.ts';
import { timeText } from '../time-text.ts';
import { button, element, icon } from './element.ts';
import { type Playhead, SPEEDS } from './playhead.ts';

const PLAY = 'M4 2.5v11l9-5.5z';
const PAUSE = 'M4 2.5h3v11H4zM9 2.5h3v11H9z';
const BEFORE = 'M3 3h2v10H3zM13 3v10L6 8z';
const NEXT = 'M11 3h2v10h-2zM3 3v10l7-5z';

/** Play, the way through time with a tick for each chapter, speed. */
export class ControlBar {
  readonly element: HTMLElement;
  readonly #playhead: Playhead;
  readonly #chapters: readonly PageChapter[];
  readonly #play: HTMLButtonElement;
  readonly #slider: HTMLInputElement;
  readonly #ticks = element('canvas', { class: 'ticks', attributes: { 'aria-hidden': 'true' } });
  readonly #time = element('span', { class: 'time' });
  readonly #speed = element('select', { title: 'Speed', attributes: { 'aria-label': 'Speed' } });
  readonly #idle = element('input', { attributes: { type: 'checkbox' } });

  constructor(
    given: { readonly playhead: Playhead; readonly chapters: readonly PageChapter[] },
    go: {
      readonly chapter: (way: 'next' | 'before') => void;
      readonly seek: (atMs: number) => void;
    },
  ) {
    this.#playhead = given.playhead;
    this.#chapters = given.chapters;
    this.#play = button('Play', {
      class: 'play',
      onClick: () => this.#toggle(),
    });
    this.#slider = element('input', {
      attributes: {
        type: 'range',
        min: '0',
        max: String(Math.max(1, given.playhead.lengthMs)),
        step: '10',
        'aria-label': 'Time',
      },
    });
    this.#slider.addEventListener('input', () => go.seek(Number(this.#slider.value)));
    this.#fillSpeeds();
    this.#idle.addEventListener('change', () =>
      given.playhead.setIdle(this.#idle.checked ? 'left out' : 'kept'),
    );
    const step = (way: 'next' | 'before', label: string, path: string): HTMLButtonElement =>
      button(label, { children: [icon(path)], onClick: () => go.chapter(way) });
    this.element = element('div', {
      class: 'bar',
      attributes: { role: 'group', 'aria-label': 'Playback' },
      children: [
        this.#play,
        step('before', 'Chapter before', BEFORE),
        step('next', 'Next chapter', NEXT),
        element('div', { class: 'track', children: [this.#ticks, this.#slider] }),
        this.#time,
        this.#speed,
        element('label', {
          class: 'idle',
          title: 'Leave out pauses of more than 2 seconds',
          children: [this.#idle, 'Skip pauses'],
        }),
      ],
    });
    new ResizeObserver(() => this.drawTicks()).observe(this.#ticks);
    this.changed();
  }

  /** Another moment. */
  moved(): void {
    const { atMs, lengthMs } = this.#playhead;
    this.#slider.value = String(Math.round(atMs));
    const part = lengthMs === 0 ? 0 : (atMs / lengthMs) * 100;
    this.#slider.style.setProperty('--part', `${part}%`);
    const [at, end] = [timeText(atMs, lengthMs), timeText(lengthMs, lengthMs)];
    const text = `${at} / ${end}`;
    if (this.#time.textContent === text) return;
    this.#time.textContent = text;
    this.#slider.setAttribute('aria-valuetext', `${at} of ${end}`);
  }

  /** Playing or not, speed, pauses. */
  changed(): void {
    const { isPlaying, speed, leavesOutIdle } = this.#playhead;
    const label = isPlaying ? 'Pause' : 'Play';
    this.#play.replaceChildren(icon(isPlaying ? PAUSE : PLAY));
    this.#play.title = label;
    this.#play.setAttribute('aria-label', label);
    this.#speed.value = String(speed);
    this.#idle.checked = leavesOutIdle;
    this.moved();
  }

  /** Chapters as ticks, pauses as hollow stretches. */
  drawTicks(): void {
    const { clientWidth, clientHeight } = this.#ticks;
    const { lengthMs, idle } = this.#playhead;
    const scale = devicePixelRatio || 1;
    this.#ticks.width = Math.round(clientWidth * scale);
    this.#ticks.height = Math.round(clientHeight * scale);
    const paint = this.#ticks.getContext('2d');
    if (paint === null || lengthMs === 0) return;
    const style = getComputedStyle(this.#ticks);
    const x = (atMs: number): number => (atMs / lengthMs) * this.#ticks.width;
    const { height } = this.#ticks;
    paint.fillStyle = style.getPropertyValue('color');
    paint.globalAlpha = 0.16;
    for (const { fromMs, toMs } of idle) {
      paint.fillRect(x(fromMs), height * 0.78, x(toMs) - x(fromMs), height * 0.1);
    }
    paint.globalAlpha = 0.75;
    for (const { atMs, kind, outcome } of this.#chapters) {
      const isBad = outcome === 'refused' || outcome === 'failed';
      paint.fillStyle = style.getPropertyValue(
        isBad ? 'outline-color' : kind === 'command' ? 'color' : 'border-top-color',
      );
      paint.fillRect(Math.round(x(atMs)), height * 0.08, Math.max(1, scale), height * 0.24);
    }
  }

  #toggle(): void {
    if (this.#playhead.isPlaying) this.#playhead.pause();
    else this.#playhead.play();
  }

  #fillSpeeds(): void {
    for (const speed of SPEEDS) {
      this.#speed.append(
        element('option', { text: `${speed}×`, attributes: { value: `${speed}` } }),
      );
    }
    this.#speed.addEventListener('change', () =>
      this.#playhead.setSpeed(Number(this.#speed.value)),
    );
  }
}
