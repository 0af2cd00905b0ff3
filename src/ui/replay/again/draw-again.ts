import type { Style } from '../../../core/cell.ts';
import type { Grid } from '../../../core/grid.ts';
import { safe } from '../../../core/safe.ts';
import type { Rect } from '../../../core/size.ts';
import { truncate, widthOf } from '../../../core/width.ts';
import type {
  AgainLine,
  AgainState,
  AgainStep,
  AgainView,
  Danger,
} from '../../../state/again-view.ts';
import type { Theme } from '../../theme.ts';
import { isDone } from './again-keys.ts';
import { summaryOf } from './again-steps.ts';

interface AgainInput {
  readonly again: AgainView;
  readonly rect: Rect;
  readonly theme: Theme;
}

/** Draws commands being run again: the steps, the answer beside the recorded one, and the command that is next. */
export function drawAgain(grid: Grid, input: AgainInput): void {
  const { rect, again, theme } = input;
  grid.fill(rect);
  const title = ` Run again: ${safe(again.from, 40)} as recorded → ${safe(again.to, 40)} `;
  grid.text(rect.x, rect.y, '━'.repeat(rect.w), theme.borderFocused, rect.w);
  grid.text(rect.x + 1, rect.y, truncate(title, rect.w - 2), theme.titleFocused);
  const areas = areasOf(rect, again);
  drawSteps(grid, { ...input, rect: areas.steps });
  drawAnswer(grid, { ...input, rect: areas.answer });
  drawNext(grid, { ...input, rect: areas.next });
}

/** Where the command is being written. */
export function againCursor(again: AgainView, rect: Rect): { x: number; y: number } | undefined {
  if (again.keys !== 'edit') return undefined;
  const { next } = areasOf(rect, again);
  const column = PROMPT.length + widthOf(safe(again.text));
  return { x: Math.min(rect.x + rect.w - 1, rect.x + column), y: next.y + 1 };
}

const PROMPT = ' › ';

/** The next command has the last rows, steps a third of the rest at most. */
function areasOf(rect: Rect, { steps }: AgainView) {
  const nextRows = Math.min(3, Math.max(0, rect.h - 1));
  const body = Math.max(0, rect.h - 1 - nextRows);
  const stepRows = Math.min(steps.length, Math.max(1, Math.floor(body * 0.4)), body);
  return {
    steps: { ...rect, y: rect.y + 1, h: stepRows },
    answer: { ...rect, y: rect.y + 1 + stepRows, h: body - stepRows },
    next: { ...rect, y: rect.y + 1 + body, h: nextRows },
  };
}

function drawSteps(grid: Grid, { again, rect, theme }: AgainInput): void {
  const { steps, next, shown } = again;
  const middle = Math.min(next, steps.length - 1);
  const top = Math.max(0, Math.min(middle - Math.floor(rect.h / 2), steps.length - rect.h));
  for (let row = 0; row < rect.h; row++) {
    const at = top + row;
    const step = steps[at];
    if (step === undefined) return;
    const y = rect.y + row;
    const pointer = at === next ? '▸' : at === shown ? '·' : ' ';
    const mark = `${pointer}${MARKS[step.state]} `;
    let x = grid.text(rect.x + 1, y, mark, theme[STATE_STYLES[step.state]]);
    const sent = step.state === 'waiting' ? step.command : step.sent;
    const style = at === next ? theme.titleFocused : theme.text;
    x = grid.text(x, y, truncate(safe(sent), Math.floor(rect.w * 0.6)), style) + 2;
    const about = step.summary === '' ? aboutOf(step) : step.summary;
    grid.text(x, y, truncate(about, rect.x + rect.w - x - 1), theme.muted);
  }
}

const MARKS: Readonly<Record<AgainState, string>> = {
  waiting: '○',
  running: '◌',
  same: '=',
  changed: '~',
  refused: '✕',
  failed: '!',
  skipped: '–',
};

const STATE_STYLES = {
  waiting: 'muted',
  running: 'warning',
  same: 'good',
  changed: 'warning',
  refused: 'bad',
  failed: 'bad',
  skipped: 'muted',
} as const satisfies Record<AgainState, keyof Theme>;

function aboutOf({ number, mode, recorded, danger }: AgainStep): string {
  const outcome = recorded === 'ok' ? '' : `${recorded} then`;
  const words = [`#${number}`, safe(mode, 30), outcome, DANGER_WORDS[danger]];
  return words.filter((word) => word !== '').join(' · ');
}

const DANGER_WORDS: Readonly<Record<Danger, string>> = {
  reads: '',
  unknown: '',
  changes: 'changes the device',
  destroys: 'may end sessions or lose data',
};

function drawAnswer(grid: Grid, { again, rect, theme }: AgainInput): void {
  if (rect.h === 0) return;
  const step = again.steps[again.shown];
  const about = step === undefined || step.summary === '' ? again.warning : step.summary;
  const title = step === undefined || step.summary === '' ? about : `${safe(step.sent)} · ${about}`;
  grid.text(rect.x, rect.y, '─'.repeat(rect.w), theme.border, rect.w);
  const isWarning = step === undefined || step.summary === '';
  const style = isWarning ? theme.warning : theme.title;
  if (title !== '') grid.text(rect.x + 1, rect.y, ` ${truncate(title, rect.w - 4)} `, style);
  const lines = step?.lines ?? [];
  for (let row = 0; row < rect.h - 1; row++) {
    const line = lines[again.top + row];
    if (line === undefined) return;
    const shown = truncate(line.text, rect.w - 1);
    grid.text(rect.x + 1, rect.y + 1 + row, shown, theme[LINE_STYLES[line.kind]]);
  }
}

const LINE_STYLES = {
  same: 'text',
  removed: 'bad',
  added: 'good',
  changed: 'warning',
  note: 'muted',
} as const satisfies Record<AgainLine['kind'], keyof Theme>;

function drawNext(grid: Grid, { again, rect, theme }: AgainInput): void {
  if (rect.h === 0) return;
  const step = again.steps[again.next];
  grid.text(rect.x, rect.y, '─'.repeat(rect.w), theme.border, rect.w);
  const [title, style] = headOf(again, step, theme);
  grid.text(rect.x + 1, rect.y, ` ${truncate(title, rect.w - 4)} `, style);
  if (rect.h < 2) return;
  if (isDone(again)) {
    grid.text(rect.x + 1, rect.y + 1, truncate(summaryOf(again), rect.w - 2), theme.text);
  } else {
    const x = grid.text(rect.x, rect.y + 1, PROMPT, theme.inPrompt);
    const own = truncate(safe(again.text), rect.x + rect.w - x - 1);
    grid.text(x, rect.y + 1, own, again.keys === 'edit' ? theme.titleFocused : theme.text);
  }
  if (rect.h >= 3 && again.message !== '') {
    grid.text(rect.x + 1, rect.y + 2, truncate(again.message, rect.w - 2), theme.warning);
  }
}

function headOf(
  again: AgainView,
  step: AgainStep | undefined,
  theme: Theme,
): readonly [string, Style] {
  if (step === undefined) return ['all done', theme.good];
  const place = `${again.next + 1} of ${again.steps.length}`;
  switch (again.keys) {
    case 'wait':
      return [`${place} · waiting for ${safe(again.to, 40)}`, theme.warning];
    case 'edit':
      return [`${place} · write it`, theme.titleFocused];
    case 'confirm':
      return [`${place} · ${DANGER_WORDS[step.danger]} · y sends it`, theme.bad];
    case 'choose': {
      const about = aboutOf(step);
      const isGrave = step.danger === 'changes' || step.danger === 'destroys';
      return [`next, ${place} · ${about}`, isGrave ? theme.bad : theme.title];
    }
  }
}
