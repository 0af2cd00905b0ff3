import { DIFF_COLUMNS } from '../diff/diff-table.ts';
import type { CellOutcome, CellView } from '../link/cell-outcome.ts';

/** One thing in the REPL's past. Entries are never changed, only replaced. */
export type Entry =
  | {
      readonly kind: 'cell';
      readonly id: number;
      readonly number: number;
      readonly source: string;
      /** What it printed so far; foreign text, SGR at most. */
      readonly printed: string;
      /** What stands behind it and is replaced in place; as foreign. */
      readonly live: string;
      /** Undefined while it runs. */
      readonly outcome: CellOutcome | undefined;
      /** Of an interrupted one: which hosts had finished, and which had not; '' where it had told none anything. */
      readonly stopped: string;
    }
  /** Printed while no cell ran. */
  | { readonly kind: 'printed'; readonly id: number; readonly text: string }
  /** The REPL's own words. */
  | { readonly kind: 'note'; readonly id: number; readonly text: string };

export type CellEntry = Extract<Entry, { kind: 'cell' }>;

const MAX_ENTRIES = 500;
const MAX_PRINTED_CHARS = 200_000;
const MAX_TOTAL_CHARS = 32_000_000;

/** The last entries, as many as may be kept; the newest always stays. */
export function boundEntries(entries: readonly Entry[]): readonly Entry[] {
  let total = 0;
  let first = entries.length;
  while (first > 0 && entries.length - first < MAX_ENTRIES) {
    const entry = entries[first - 1];
    total += entry ? sizeOf(entry) : 0;
    if (total > MAX_TOTAL_CHARS && first < entries.length) break;
    first--;
  }
  return first === 0 ? entries : entries.slice(first);
}

/** What was printed with more behind it; of very much only the end is kept. */
export function appendPrinted(before: string, text: string): string {
  const whole = before + text;
  if (whole.length <= MAX_PRINTED_CHARS) return whole;
  return `… \n${whole.slice(-MAX_PRINTED_CHARS)}`;
}

/** What is replaced in place; of very much only the beginning is kept. */
export function boundLive(text: string): string {
  return text.length <= MAX_PRINTED_CHARS ? text : `${text.slice(0, MAX_PRINTED_CHARS)}…`;
}

function sizeOf(entry: Entry): number {
  if (entry.kind !== 'cell') return entry.text.length;
  const { source, printed, live, outcome } = entry;
  return source.length + printed.length + live.length + (outcome ? outcomeSize(outcome) : 0);
}

function outcomeSize(outcome: CellOutcome): number {
  if (!('text' in outcome)) return 0;
  return outcome.text.length + (outcome.status === 'value' ? viewSize(outcome.view) : 0);
}

function viewSize(view: CellView | undefined): number {
  if (view?.kind === 'diff') return view.rows.length * DIFF_COLUMNS.length * CELL_CHARS;
  const texts = (view?.answers ?? []).map((one) =>
    one.status === 'done' ? one.result.text.length * 2 : 0,
  );
  const own = view?.kind === 'table' ? view.table.rows.length * view.table.columns.length : 0;
  return texts.reduce((sum, length) => sum + length, own * CELL_CHARS);
}

/** About what a cell of a table takes. */
const CELL_CHARS = 30;
