/** What keys do in the page; the help lists them in this order. */
export const KEYS: readonly PageKey[] = [
  { action: 'play', keys: [' ', 'k'], shown: 'Space', help: 'play, pause' },
  { action: 'back', keys: ['ArrowLeft'], shown: '←', help: '5 seconds back' },
  { action: 'forward', keys: ['ArrowRight'], shown: '→', help: '5 seconds forward' },
  { action: 'frame-back', keys: [','], shown: ',', help: 'one change back' },
  { action: 'frame-forward', keys: ['.'], shown: '.', help: 'one change forward' },
  { action: 'previous-chapter', keys: ['ArrowUp', '['], shown: '↑', help: 'chapter before' },
  { action: 'next-chapter', keys: ['ArrowDown', ']'], shown: '↓', help: 'next chapter' },
  { action: 'start', keys: ['Home', '0'], shown: 'Home', help: 'to the beginning' },
  { action: 'end', keys: ['End'], shown: 'End', help: 'to the end' },
  { action: 'slower', keys: ['<', '-'], shown: '< -', help: 'slower' },
  { action: 'faster', keys: ['>', '+'], shown: '> +', help: 'faster' },
  { action: 'idle', keys: ['i'], shown: 'i', help: 'leave pauses out, or not' },
  { action: 'search', keys: ['/'], shown: '/', help: 'search' },
  { action: 'next-hit', keys: ['n'], shown: 'n', help: 'next hit' },
  { action: 'previous-hit', keys: ['p', 'N'], shown: 'p', help: 'hit before' },
  { action: 'zoom', keys: ['z', 'Enter'], shown: 'z', help: 'one session, or all' },
  {
    action: 'pane',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1 … 9',
    help: 'choose a session',
  },
  { action: 'link', keys: ['l'], shown: 'l', help: 'copy a link to this moment' },
  { action: 'side', keys: ['c'], shown: 'c', help: 'show or hide the chapters' },
  { action: 'theme', keys: ['t'], shown: 't', help: 'dark, light, as the system' },
  { action: 'close', keys: ['Escape'], shown: 'Esc', help: 'close, back to all sessions' },
  { action: 'help', keys: ['?'], shown: '?', help: 'this help' },
];

export type PageAction =
  | 'play'
  | 'back'
  | 'forward'
  | 'frame-back'
  | 'frame-forward'
  | 'previous-chapter'
  | 'next-chapter'
  | 'start'
  | 'end'
  | 'slower'
  | 'faster'
  | 'idle'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'zoom'
  | 'pane'
  | 'link'
  | 'side'
  | 'theme'
  | 'close'
  | 'help';

export interface PageKey {
  readonly action: PageAction;
  /** As `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly help: string;
}

export function actionOf(key: string): PageAction | undefined {
  return KEYS.find(({ keys }) => keys.includes(key))?.action;
}
