import { element } from './element.ts';

const SHOWN_MS = 1_800;

/** Words that are shown for a moment and read out. */
export class Message {
  readonly element = element('div', { class: 'said', attributes: { role: 'status' } });

  say(words: string): void {
    this.element.textContent = words;
    for (const one of this.element.getAnimations()) one.cancel();
    this.element.animate([{ opacity: 1 }, { opacity: 1, offset: 0.8 }, { opacity: 0 }], SHOWN_MS);
  }
}
