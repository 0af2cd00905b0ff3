import type { Grid } from '../../core/grid.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { focusedPane, replayOnScreen } from '../../state/select.ts';
import type { State } from '../../state/state.ts';
import { againHints } from '../replay/again/again-keys.ts';
import { replayHints } from '../replay/replay-keys.ts';
import type { Theme } from '../theme.ts';

interface StatusInput {
  readonly state: State;
  readonly theme: Theme;
  readonly rect: Rect;
  /** The prefix as people write it: `Ctrl-]`. */
  readonly prefix: string;
  /** On the right: how many sessions are open. */
  readonly summary: string;
}

/** The last row: a notice while there is one, else the keys that matter here. */
export function drawStatusLine(grid: Grid, input: StatusInput): void {
  const { state, theme, rect, summary } = input;
  if (rect.h === 0) return;
  const style = barStyle(state, theme);
  grid.fill(rect, style);
  const summaryCols = widthOf(summary);
  const room = rect.w - summaryCols - 3;
  if (state.notice !== undefined) {
    grid.text(rect.x + 1, rect.y, truncate(state.notice.text, rect.w - 2), style);
    return;
  }
  let x = rect.x + 1;
  for (const [key, meaning] of hints(input)) {
    if (x + widthOf(key) + widthOf(meaning) + 3 > rect.x + room) break;
    x = grid.text(x, rect.y, key, theme.statusKey) + 1;
    x = grid.text(x, rect.y, meaning, theme.status) + 2;
  }
  if (room > 10) grid.text(rect.x + rect.w - summaryCols - 1, rect.y, summary, theme.status);
}

function barStyle(state: State, theme: Theme) {
  if (state.notice?.level === 'error') return theme.statusBad;
  if (state.notice?.level === 'warning') return theme.statusWarning;
  return theme.status;
}

function hints({ state, prefix }: StatusInput): readonly (readonly [string, string])[] {
  if (state.prefix !== 'idle') return [[prefix, 'and now a key; ? lists them, Esc leaves']];
  if (state.hints !== undefined) {
    return [
      ['a label', 'copies its value'],
      ['Shift and its last letter', 'types it'],
      ['Esc', 'leaves'],
    ];
  }
  if (state.search === 'on') {
    return [
      ['↑↓', 'choose'],
      ['Enter', 'the moment'],
      ['Tab', 'commands, answers'],
      ['Ctrl-R', 'into the REPL'],
      ['Ctrl-E', 'copy'],
      ['Alt-↑↓', 'scroll'],
      ['Esc', 'leave'],
    ];
  }
  if (state.view?.shows === 'doctor') return [['Esc', 'leave the parser doctor']];
  if (state.view !== undefined) {
    return [
      ['↑↓←→', 'move'],
      ['?', 'all keys'],
      ['q', 'back'],
    ];
  }
  if (state.again !== undefined && state.focus === 'pane') return againHints(state.again);
  if (focusedPane(state)?.scroll !== undefined) {
    return [
      ['↑↓ PgUp PgDn', 'scroll'],
      ['/', 'search'],
      ['n N', 'next, previous'],
      ['{ }', 'command'],
      ['T', 'table'],
      ['q', 'back to live'],
    ];
  }
  if (focusedPane(state)?.recording !== undefined) {
    return replayHints(replayOnScreen(state)?.search === undefined ? undefined : 'search');
  }
  if (state.focus === 'repl') {
    return [
      [`${prefix} ?`, 'keys'],
      [`${prefix} ↑`, 'panes'],
      [`${prefix} z`, state.replZoom === 'on' ? 'panes above' : 'zoom'],
      ['Tab', 'complete'],
      [`${prefix} T`, 'table'],
      ['@all show version', 'ask every device'],
      [`${prefix} q`, 'quit'],
    ];
  }
  return [
    [`${prefix} ?`, 'keys'],
    [`${prefix} r`, 'REPL'],
    [`${prefix} z`, 'zoom'],
    [`${prefix} [`, 'scroll'],
    [`${prefix} o`, 'open host'],
    [`${prefix} q`, 'quit'],
  ];
}
