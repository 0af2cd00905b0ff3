import { truncate, widthOf } from '../../core/width.ts';
import { wrapWords } from '../../core/wrap-words.ts';
import type { Dialog } from '../../state/state.ts';
import { pickChoices } from '../fuzzy.ts';
import type { Theme } from '../theme.ts';
import { type HelpGroup, helpRows } from './help-rows.ts';
import type { Row } from './row.ts';

/** What a dialog shows, line by line; the frame around it is the same for all. */
export interface DialogContent {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly footer: string;
  /** Where typing goes: the row's index and the column behind the text. */
  readonly cursor: { readonly row: number; readonly column: number } | undefined;
  /** Trust and secrets carry a mark that no device can draw: it lies outside every pane. */
  readonly mark: string | undefined;
}

export interface DialogContext {
  readonly theme: Theme;
  readonly help: readonly HelpGroup[];
  /** As people write it: `Ctrl-]`. */
  readonly prefix: string;
  /** Room inside the frame. */
  readonly maxCols: number;
  readonly maxRows: number;
}

/** What a dialog says: title, rows, the keys it takes. */
export function dialogContent(dialog: Dialog, context: DialogContext): DialogContent {
  const { theme } = context;
  switch (dialog.kind) {
    case 'help':
      return help(dialog, context);
    case 'pick':
      return pick(dialog, context);
    case 'host-key':
      return {
        title: 'Is this the right device?',
        rows: [...plain(dialog.lines, context), [], inputRow('answer', dialog.text, theme)],
        footer: 'type yes to trust and remember · once for this time only · no or Esc to refuse',
        cursor: inputCursor(dialog.lines.length + 1, 'answer', dialog.text),
        mark: 'showrun asks',
      };
    case 'secret': {
      const shown = dialog.echo ? dialog.text : '•'.repeat([...dialog.text].length);
      return {
        title: dialog.title,
        rows: [...plain(dialog.lines, context), [], inputRow('', shown, theme)],
        footer: dialog.echo
          ? 'Enter sends it · Esc cancels'
          : 'what you type is not shown or recorded · Enter sends it · Esc cancels',
        cursor: inputCursor(dialog.lines.length + 1, '', shown),
        mark: 'showrun asks',
      };
    }
    case 'input':
      return {
        title: dialog.title,
        rows: [...plain(dialog.lines, context), [], inputRow('', dialog.text, theme)],
        footer: `Enter ${dialog.verb} · Esc cancels`,
        cursor: inputCursor(plain(dialog.lines, context).length + 1, '', dialog.text),
        mark: undefined,
      };
    case 'confirm':
      return {
        title: dialog.title,
        rows: plain(dialog.lines, context),
        footer: `Enter ${dialog.yes} · Esc cancels`,
        cursor: undefined,
        mark: undefined,
      };
    case 'message':
      return {
        title: dialog.title,
        rows: plain(dialog.lines, context),
        footer: 'Esc closes',
        cursor: undefined,
        mark: undefined,
      };
  }
}

function help(
  dialog: Extract<Dialog, { kind: 'help' }>,
  { theme, help: groups, prefix, maxCols, maxRows }: DialogContext,
): DialogContent {
  const rows = helpRows(groups, theme, maxCols);
  const top = Math.max(0, Math.min(dialog.top, rows.length - maxRows));
  const below = rows.length - top - maxRows;
  const more = below > 0 ? ` · ${below} more below` : '';
  const footer =
    dialog.form === 'popup'
      ? `press one of these keys${more} · Esc leaves`
      : `everything else you type goes to the device${rows.length > maxRows ? ' · ↑↓ scroll' : ''}${more} · Esc closes`;
  return {
    title: `Keys after ${prefix}`,
    rows: rows.slice(top, top + maxRows),
    footer,
    cursor: undefined,
    mark: undefined,
  };
}

function pick(
  dialog: Extract<Dialog, { kind: 'pick' }>,
  { theme, maxCols, maxRows }: DialogContext,
): DialogContent {
  const choices = pickChoices(dialog.choices, dialog.text);
  const room = Math.max(1, maxRows - 2);
  const selected = Math.min(dialog.selected, choices.length - 1);
  const top = Math.max(0, Math.min(selected - Math.floor(room / 2), choices.length - room));
  const labelCols = Math.min(
    Math.floor(maxCols * 0.6),
    choices.reduce((most, choice) => Math.max(most, widthOf(choice.label)), 10),
  );
  const rows = choices.slice(top, top + room).map(({ label, detail }, i): Row => {
    const style = top + i === selected ? theme.selected : theme.dialog;
    const name = truncate(label, labelCols);
    const gap = ' '.repeat(labelCols - widthOf(name) + 2);
    const room = Math.max(0, maxCols - labelCols - 3);
    const about = truncate(detail, room);
    const fill = ' '.repeat(Math.max(0, room - widthOf(about)));
    return [
      { text: ` ${name}${gap}`, style },
      { text: `${about}${fill}`, style: top + i === selected ? style : theme.dialogMuted },
    ];
  });
  const none: Row[] =
    choices.length === 0 ? [[{ text: ` ${dialog.placeholder}`, style: theme.dialogMuted }]] : [];
  return {
    title: dialog.title,
    rows: [inputRow('', dialog.text, theme), [], ...rows, ...none],
    footer: `↑↓ choose · Enter ${dialog.verb} · Esc closes`,
    cursor: inputCursor(0, '', dialog.text),
    mark: undefined,
  };
}

function plain(lines: readonly string[], { theme, maxCols, maxRows }: DialogContext): Row[] {
  const wrapped = lines.flatMap((line) => wrapWords(line, maxCols));
  const more = wrapped.length - maxRows + 1;
  const shown =
    more > 1 && maxRows > 1 ? [...wrapped.slice(0, maxRows - 1), `… ${more} more lines`] : wrapped;
  return shown.slice(0, maxRows).map((text) => [{ text, style: theme.dialog }]);
}

function inputRow(label: string, text: string, theme: Theme): Row {
  return [
    { text: promptOf(label), style: theme.dialogKey },
    { text, style: theme.dialog },
  ];
}

function inputCursor(row: number, label: string, text: string) {
  return { row, column: widthOf(promptOf(label)) + widthOf(text) };
}

function promptOf(label: string): string {
  return label === '' ? '› ' : `${label} › `;
}
