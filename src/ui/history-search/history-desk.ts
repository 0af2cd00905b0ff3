import { asShowrunError } from '../../core/errors.ts';
import type { Key } from '../../core/key.ts';
import { safe } from '../../core/safe.ts';
import { contains, type Rect } from '../../core/size.ts';
import type { MouseEvent } from '../../input/input-event.ts';
import type { FoundBlock } from '../../journal/search/found-block.ts';
import type { Repl } from '../../repl/repl.ts';
import type { Moment } from '../../replay/moment.ts';
import type { Controller } from '../controller.ts';
import { historyAreas } from './draw-history.ts';
import type { HistorySearch } from './history-search.ts';

export interface HistoryDeskOptions {
  readonly controller: Controller;
  readonly repl: Repl;
  readonly history: HistorySearch;
  /** Goes to a moment of a recording. */
  readonly open: (moment: Moment) => Promise<void>;
  /** Asks in which form a command found is to be copied with its answer. Rejects with what is wrong. */
  readonly copyFound: (found: FoundBlock) => Promise<void>;
  /** What Escape does where nothing else was opened; undefined: nothing more. */
  readonly leaveProgram: (() => void) | undefined;
}

/** Shows the search over all recordings, and does what its keys ask for. */
export class HistoryDesk {
  readonly #options: HistoryDeskOptions;

  constructor(options: HistoryDeskOptions) {
    this.#options = options;
  }

  /** The search, while it is on the screen. */
  get shown(): HistorySearch | undefined {
    const { controller, history } = this.#options;
    return controller.state.search === 'on' ? history : undefined;
  }

  /** What was typed before is still there, and is searched again. `text` takes its place. */
  open(text?: string): void {
    const { controller, history } = this.#options;
    history.open(text);
    controller.dispatch({ type: 'search/switched', search: 'on' });
  }

  paste(text: string): void {
    this.#options.history.paste(text);
  }

  key(key: Key): void {
    const { history } = this.#options;
    const page = 10;
    const isFree = !key.ctrl && !key.alt;
    if (key.name === 'escape' || (key.ctrl && key.name === 'c')) this.#leave();
    else if (key.name === 'enter') this.#openMoment();
    else if (key.name === 'tab') history.switchPart();
    else if (key.alt && key.name === 'up') history.scrollPreview(-PREVIEW_LINES);
    else if (key.alt && key.name === 'down') history.scrollPreview(PREVIEW_LINES);
    else if ((isFree && key.name === 'up') || (key.ctrl && key.name === 'p')) history.choose(-1);
    else if ((isFree && key.name === 'down') || (key.ctrl && key.name === 'n')) history.choose(1);
    else if (key.name === 'pageup') history.choose(-page);
    else if (key.name === 'pagedown') history.choose(page);
    else if (key.ctrl && key.name === 'e') this.copyChosen();
    else if (key.ctrl && key.name === 'r') this.#toRepl();
    else history.type(key);
  }

  /** A click chooses, a second one opens; the wheel goes through what was found. */
  mouse({ action, x, y }: MouseEvent, rect: Rect): void {
    const { history } = this.#options;
    const { results } = historyAreas(rect);
    if (action === 'wheel-up') history.choose(-1);
    else if (action === 'wheel-down') history.choose(1);
    else if (action === 'press' && contains(results, x, y)) {
      const at = history.topFor(results.h) + y - results.y;
      if (at === history.chosenAt) this.#openMoment();
      else if (at < history.found.length) history.chooseAt(at);
    }
  }

  /** Asks in which form the chosen command with its answer is to be copied. */
  copyChosen(): void {
    const { controller, history, copyFound } = this.#options;
    const { chosen } = history;
    if (chosen?.block === undefined) {
      controller.say('this is no command: there is nothing to copy', 'info');
      return;
    }
    copyFound(chosen).catch((thrown: unknown) => {
      controller.say(asShowrunError(thrown).line, 'warning');
    });
  }

  #leave(): void {
    const { controller, history, leaveProgram } = this.#options;
    history.leave();
    const isAlone = Object.keys(controller.state.panes).length === 0;
    if (leaveProgram !== undefined && isAlone) leaveProgram();
    else controller.dispatch({ type: 'search/switched', search: 'off' });
  }

  #openMoment(): void {
    const { controller, history, open } = this.#options;
    const { chosen } = history;
    if (chosen === undefined) return;
    history.leave();
    controller.dispatch({ type: 'search/switched', search: 'off' });
    const { path, session, atS } = chosen;
    void open({ path, session, atS });
  }

  #toRepl(): void {
    const { controller, history, repl } = this.#options;
    const { chosen } = history;
    if (chosen?.block === undefined) {
      controller.say('this is no command', 'info');
      return;
    }
    history.leave();
    repl.load(`@${safe(chosen.host, 100)} ${safe(chosen.block.command, 2_000)}`);
    controller.dispatch({ type: 'repl/focused' });
  }
}

const PREVIEW_LINES = 5;
