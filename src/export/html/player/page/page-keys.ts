import { actionOf, type PageAction } from '../keys.ts';
import type { PlayerPage } from './player-page.ts';

const SKIP_MS = 5_000;

/** Lets keys do what `KEYS` says, wherever the focus is, except where something is typed or chosen from. */
export function listenForKeys(page: PlayerPage): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
    const action = actionOf(event.key);
    if (action === undefined) return;
    event.preventDefault();
    ACTIONS[action](page, event.key);
  });
  // What was clicked must not take the next Space: it is to play.
  addEventListener('click', ({ target, detail }) => {
    const isPointed = detail > 0 && target instanceof Element;
    const control = isPointed ? target.closest('button, input[type="checkbox"]') : null;
    if (control instanceof HTMLElement && control.closest('dialog') === null) control.blur();
  });
  addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) target.blur();
  });
}

function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('dialog[open]') !== null) return key !== '?';
  if (target instanceof HTMLInputElement) {
    return target.type === 'search' || (target.type === 'checkbox' && isButtonKey(key));
  }
  if (target instanceof HTMLSelectElement) return true;
  return target.closest('button, summary') !== null && isButtonKey(key);
}

/** What presses a button, or ticks a box. */
function isButtonKey(key: string): boolean {
  return key === ' ' || key === 'Enter';
}

const ACTIONS: Readonly<Record<PageAction, (page: PlayerPage, key: string) => void>> = {
  play: (page) => page.togglePlay(),
  back: (page) => page.skip(-SKIP_MS),
  forward: (page) => page.skip(SKIP_MS),
  'frame-back': (page) => page.stepFrame('before'),
  'frame-forward': (page) => page.stepFrame('next'),
  'previous-chapter': (page) => page.stepChapter('before'),
  'next-chapter': (page) => page.stepChapter('next'),
  start: (page) => page.seek(0),
  end: (page) => page.toEnd(),
  slower: (page) => page.stepSpeed('before'),
  faster: (page) => page.stepSpeed('next'),
  idle: (page) => page.toggleIdle(),
  search: (page) => page.startSearch(),
  'next-hit': (page) => page.stepHit('next'),
  'previous-hit': (page) => page.stepHit('before'),
  zoom: (page) => page.toggleZoom(),
  pane: (page, key) => page.zoomPane(Number(key) - 1),
  link: (page) => page.copyLink(),
  side: (page) => page.toggleSide(),
  theme: (page) => page.switchTheme(),
  close: (page) => page.close(),
  help: (page) => page.showHelp(),
};
