import type { Key } from '../../core/key.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { ScrollMode } from '../../state/state.ts';
import type { PaneScreen } from '../pane-screen.ts';
import { blockAt, commandRow, type ScreenBlock } from '../screen-block.ts';
import { keyLabel } from './key-label.ts';

/** What a key does while old lines are read: another place, another search, or back to live. */
export interface ScrollStep {
  readonly scrollBack: number;
  readonly scroll: ScrollMode | undefined;
}

interface ScrollInput {
  readonly scroll: ScrollMode;
  readonly scrollBack: number;
  readonly emulator: Pick<PaneScreen, 'size' | 'scrollbackLength' | 'rowText' | 'lineAt'>;
  readonly platform: Pick<Platform, 'prompts' | 'promptHead'>;
}

/** What a key does while old lines are read: moves, searches, or leaves. */
export function scrollKey(input: ScrollInput, key: Key): ScrollStep {
  if (input.scroll.isTyping) return searchKey(input, key);
  const { emulator, scroll, scrollBack } = input;
  const page = Math.max(1, emulator.size.rows - 1);
  const to = (lines: number): ScrollStep => ({
    scrollBack: Math.max(0, Math.min(emulator.scrollbackLength, lines)),
    scroll: { ...scroll, message: '' },
  });
  switch (keyLabel(key)) {
    case 'up':
    case 'k':
      return to(scrollBack + 1);
    case 'down':
    case 'j':
      return to(scrollBack - 1);
    case 'pageup':
    case 'b':
      return to(scrollBack + page);
    case 'pagedown':
    case 'space':
      return to(scrollBack - page);
    case 'home':
    case 'g':
      return to(Number.POSITIVE_INFINITY);
    case 'end':
    case 'G':
      return to(0);
    case '{':
      return stepBlock(input, -1);
    case '}':
      return stepBlock(input, 1);
    case '/':
    case '?':
      return { scrollBack, scroll: { ...scroll, isTyping: true, search: '', message: '' } };
    case 'n':
      return find(input, scroll.search, 'older');
    case 'N':
      return find(input, scroll.search, 'newer');
    case 'q':
    case 'escape':
    case 'enter':
      return { scrollBack: 0, scroll: undefined };
    case 'c':
      return key.ctrl ? { scrollBack: 0, scroll: undefined } : { scrollBack, scroll };
    default:
      return { scrollBack, scroll };
  }
}

/** The command chosen; or the one that the row found last belongs to, while that is on screen, or else the lowest row. */
export function chosenBlock(input: ScrollInput): ScreenBlock | undefined {
  const { scroll, emulator, platform } = input;
  const lowest = lowestRow(input);
  const { foundRow = -1 } = scroll;
  const isSeen = foundRow > lowest - emulator.size.rows && foundRow <= lowest;
  return blockAt(emulator, { row: scroll.blockRow ?? (isSeen ? foundRow : lowest), platform });
}

/** Chooses the command before or after, and brings it on screen. */
function stepBlock(input: ScrollInput, step: 1 | -1): ScrollStep {
  const { emulator, platform, scroll, scrollBack } = input;
  const { blockRow } = scroll;
  const from = blockRow === undefined ? lowestRow(input) + 1 : blockRow;
  const row = commandRow(emulator, { from, step, platform });
  if (row === undefined) {
    const message = step === -1 ? 'no command further up' : 'no command further down';
    return { scrollBack, scroll: { ...scroll, message } };
  }
  const size = { scrollBack, newest: emulator.scrollbackLength, rows: emulator.size.rows };
  return {
    scrollBack: bringOnScreen(row, size),
    scroll: {
      ...scroll,
      blockRow: row,
      message: 'T: the answer of this command as a table · e: copy it',
    },
  };
}

function lowestRow({ emulator, scrollBack }: ScrollInput): number {
  return emulator.scrollbackLength - scrollBack + emulator.size.rows - 1;
}

function searchKey(input: ScrollInput, key: Key): ScrollStep {
  const { scroll, scrollBack } = input;
  const typing = (search: string): ScrollStep => ({ scrollBack, scroll: { ...scroll, search } });
  if (key.name === 'escape') return { scrollBack, scroll: { ...scroll, isTyping: false } };
  if (key.name === 'enter') return find(input, scroll.search, 'older');
  if (key.name === 'backspace') return typing([...scroll.search].slice(0, -1).join(''));
  return key.text === '' || key.ctrl || key.alt
    ? { scrollBack, scroll }
    : typing(scroll.search + key.text);
}

/**
 * Looks for the nearest row with the text: upwards from the lowest row on screen the first time, then on from the row found
 * last. The row is brought on screen, and marked there.
 */
function find(input: ScrollInput, search: string, where: 'older' | 'newer'): ScrollStep {
  const { emulator, scrollBack } = input;
  const scroll = { ...input.scroll, search, isTyping: false };
  if (search === '') return { scrollBack, scroll };
  const wanted = search.toLowerCase();
  const newest = emulator.scrollbackLength;
  const step = where === 'older' ? -1 : 1;
  const last = newest + emulator.size.rows - 1;
  const lowest = newest - scrollBack + emulator.size.rows - 1;
  const isNew = scroll.foundRow === undefined || search !== scroll.searched;
  let row = isNew ? lowest + 1 : (scroll.foundRow ?? lowest);
  for (row += step; row >= 0 && row <= last; row += step) {
    if (!emulator.rowText(row).toLowerCase().includes(wanted)) continue;
    return {
      scrollBack: bringOnScreen(row, { scrollBack, newest, rows: emulator.size.rows }),
      scroll: {
        ...{ ...scroll, searched: search, foundRow: row, blockRow: undefined },
        message: `'${search}' found`,
      },
    };
  }
  const side = where === 'older' ? 'further up' : 'further down';
  return {
    scrollBack,
    scroll: { ...scroll, searched: search, message: `'${search}' is not ${side}` },
  };
}

/** The least scrolling that shows the row, with some rows around it when it was out of sight. */
function bringOnScreen(
  row: number,
  { scrollBack, newest, rows }: { scrollBack: number; newest: number; rows: number },
): number {
  const top = newest - scrollBack;
  if (row >= top && row < top + rows) return scrollBack;
  return Math.max(0, Math.min(newest, newest - row + Math.floor(rows / 3)));
}
