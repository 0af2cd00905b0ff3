import type { Style } from '../../core/cell.ts';
import type { Grid } from '../../core/grid.ts';
import { panesOf } from '../../core/layout.ts';
import type { Rect } from '../../core/size.ts';
import { truncate, widthOf } from '../../core/width.ts';
import { currentTab, visiblePanes } from '../../state/select.ts';
import type { Pane, State } from '../../state/state.ts';
import type { PaneFacts } from '../pane-facts.ts';
import type { Theme } from '../theme.ts';

interface FrameInput {
  readonly state: State;
  readonly theme: Theme;
  readonly factsOf: (session: string) => PaneFacts | undefined;
}

/** Draws each pane's title row and the separators between panes side by side. */
export function drawPaneFrames(grid: Grid, { state, theme, factsOf }: FrameInput): void {
  const rects = visiblePanes(state);
  const focused = state.focus === 'pane' ? currentTab(state).focused : undefined;
  const order = panesOf(currentTab(state).layout);
  for (const [id, rect] of rects) {
    const pane = state.panes[id];
    if (pane === undefined) continue;
    const facts = factsOf(pane.session);
    const isFocused = id === focused;
    const line = borderStyle(theme, isFocused, facts);
    drawTitle(grid, { rect, pane, facts, number: order.indexOf(id) + 1, isFocused, line, theme });
    if (rect.x > 0) drawSeparator(grid, { x: rect.x - 1, rect, style: theme.border });
  }
  const own = focused === undefined ? undefined : rects.get(focused);
  if (own !== undefined) {
    const session = state.panes[focused ?? '']?.session ?? '';
    const style = borderStyle(theme, true, factsOf(session));
    if (own.x > 0) drawSeparator(grid, { x: own.x - 1, rect: own, style });
    if (own.x + own.w < grid.cols) drawSeparator(grid, { x: own.x + own.w, rect: own, style });
  }
}

const STATE_MARKS: Readonly<Record<PaneFacts['state'], string>> = {
  connecting: '◌',
  open: '●',
  silent: '●',
  closed: '○',
  lost: '✕',
  waiting: '↻',
  failed: '✕',
  recorded: '◷',
};

function borderStyle(theme: Theme, isFocused: boolean, facts: PaneFacts | undefined): Style {
  if (facts?.holder !== undefined) return theme.borderHeld;
  return isFocused ? theme.borderFocused : theme.border;
}

interface TitleInput {
  readonly rect: Rect;
  readonly pane: Pane;
  readonly facts: PaneFacts | undefined;
  readonly number: number;
  readonly isFocused: boolean;
  readonly line: Style;
  readonly theme: Theme;
}

function drawTitle(grid: Grid, input: TitleInput): void {
  const { rect, facts, isFocused, line, theme } = input;
  const rule = isFocused ? '━' : '─';
  grid.text(rect.x, rect.y, rule.repeat(rect.w), line, rect.w);
  const right = rightText(input);
  const rightCols = right === '' ? 0 : widthOf(right) + 1;
  const room = rect.w - rightCols - 3;
  const left = truncate(leftText(input, room), room);
  if (left !== '') {
    grid.text(rect.x + 1, rect.y, ` ${left} `, isFocused ? theme.titleFocused : theme.title);
  }
  if (right !== '' && rect.w > rightCols + 2) {
    grid.text(rect.x + rect.w - rightCols - 1, rect.y, ` ${right} `, stateStyle(facts, theme));
  }
}

function leftText({ facts, pane, number }: TitleInput, room: number): string {
  if (facts === undefined) return `${number} ${pane.session}`;
  const inside = facts.inside === '' ? '' : ` → ${facts.inside}`;
  const name = `${number} ${facts.name}${inside}`;
  const { platform, mode, warning, way } = facts;
  // Too narrow for everything: the platform matters more than the way there, the mode more than both, a warning most.
  const choices = [
    [name, platform, mode, warning, way],
    [name, platform, mode, warning],
    [name, mode, warning],
    [name, warning],
    [name, warning.split(',')[0] ?? ''],
  ].map((parts) => parts.filter((part) => part !== '').join(' · '));
  return choices.find((choice) => widthOf(choice) <= room) ?? name;
}

function rightText({ facts, pane, rect, number }: TitleInput): string {
  const room = rect.w - widthOf(`${number} ${pane.session}`) - 6;
  if (pane.scrollBack > 0) return `↑ ${pane.scrollBack} lines`;
  if (facts === undefined) return '';
  if (facts.holder !== undefined) {
    const held = facts.heldKeys > 0 ? ` · ${facts.heldKeys} keys held` : '';
    return truncate(`${facts.holder} is typing${held}`, room);
  }
  const state = stateIn(facts, room);
  const logged = facts.log === '' ? state : `${facts.log} · ${state}`;
  return widthOf(logged) <= room ? logged : state;
}

function stateIn({ state, stateText, shortStateText }: PaneFacts, room: number): string {
  const mark = STATE_MARKS[state];
  if (state === 'open' && stateText === '') return mark;
  const full = `${mark} ${stateText}`;
  return widthOf(full) <= room ? full : truncate(`${mark} ${shortStateText}`, room);
}

function stateStyle(facts: PaneFacts | undefined, theme: Theme): Style {
  if (facts?.holder !== undefined) return theme.warning;
  switch (facts?.state) {
    case 'open':
      return theme.good;
    case 'connecting':
    case 'silent':
      return theme.warning;
    case 'lost':
    case 'waiting':
    case 'failed':
      return theme.bad;
    case 'recorded':
      return theme.accent;
    case 'closed':
    case undefined:
      return theme.muted;
  }
}

function drawSeparator(
  grid: Grid,
  { x, rect, style }: { readonly x: number; readonly rect: Rect; readonly style: Style },
): void {
  for (let y = rect.y; y < rect.y + rect.h; y++) grid.text(x, y, '│', style, 1);
}
