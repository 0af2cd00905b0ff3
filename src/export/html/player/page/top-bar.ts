import { button, element } from './element.ts';
import type { PlayerPage } from './player-page.ts';

/** The title, the time of day, and what is done with the page as a whole. */
export function topBar(
  page: PlayerPage,
  { title, clock }: { readonly title: string; readonly clock: HTMLElement },
): HTMLElement {
  const tools = [
    button('Copy a link to this moment', { text: 'Link', onClick: () => page.copyLink() }),
    button('Dark, light, or as the system', { text: 'Theme', onClick: () => page.switchTheme() }),
    button('Show or hide the chapters', { text: 'Chapters', onClick: () => page.toggleSide() }),
    button('Help and keys', { text: '?', onClick: () => page.showHelp() }),
  ];
  return element('header', {
    class: 'top',
    children: [
      element('h1', { text: title }),
      clock,
      element('div', { class: 'tools', children: tools }),
    ],
  });
}
