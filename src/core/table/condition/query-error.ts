import { ShowrunError } from '../../errors.ts';
import { safe } from '../../safe.ts';

/** From the character at `from`, counted from 0, up to before `to`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Something wrong with what is asked of a table, and where in its text. */
export class QueryError extends ShowrunError {
  readonly place: Place;

  constructor(problem: string, place: Place) {
    super('bad-usage', problem, { advice: '' });
    this.place = place;
  }
}

/** The text that is wrong with a mark under the place, in two lines; of a long text the part around it. */
export function pointAt(text: string, { from, to }: Place): string {
  const start = Math.max(0, from - MOST_BEFORE);
  const lead = start > 0 ? '…' : '';
  const before = safe(text.slice(start, from).replace(/\s/g, ' '));
  const wrong = safe(text.slice(from, Math.min(to, from + MOST_MARKED)).replace(/\s/g, ' '));
  const after = safe(text.slice(from + wrong.length, from + MOST_AFTER).replace(/\s/g, ' '));
  const mark = '^'.repeat(Math.max(1, wrong.length));
  return `  ${lead}${before}${wrong}${after}\n  ${' '.repeat(lead.length + before.length)}${mark}`;
}

const MOST_BEFORE = 50;
const MOST_MARKED = 40;
const MOST_AFTER = 80;
