import { Film } from '../film.ts';
import type { FilmData, PageData } from '../page-data.ts';
import { element } from './element.ts';
import { PlayerPage } from './player-page.ts';
import { readData } from './read-data.ts';
import { addStyleRules } from './style-rules.ts';

/** Opens the player; where that fails the text version stays, with the reason above it. */
async function start(): Promise<void> {
  const root = document.getElementById('player');
  if (root === null) return;
  try {
    // Our own export wrote both.
    const data = (await readData('recording')) as PageData;
    const films: Film[] = [];
    for (const { film } of data.sessions) films.push(new Film((await readData(film)) as FilmData));
    addStyleRules(data.styles);
    document.documentElement.classList.add('plays');
    new PlayerPage(root, { data, films });
  } catch (thrown) {
    document.documentElement.classList.remove('plays');
    document.documentElement.classList.add('failed');
    root.hidden = true;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    document.body.prepend(element('p', { class: 'noscript', text: `Cannot play: ${reason}.` }));
  }
}

void start();
