import type { PreparedRules } from '../../core/secrets/secret-lines.ts';
import { SecretLines, type SecretSpan } from '../../core/secrets/secret-lines.ts';
import { type DrawnBytes, type DrawnRow, RIGHT_HALF } from './drawn-row.ts';
import type { FoundValues } from './found-values.ts';
import type { DrawnLine, ScreenListener } from './screen-rows.ts';

/** A secret in what is drawn. */
export interface SeenSecret extends SecretSpan {
  /** The line it is on, whole. */
  readonly text: string;
  /** `rule`: it is one by what stands around it; `value`: it was found elsewhere; `repaint`: a secret's line drawn anew where it no longer shows what it is. */
  readonly by: 'rule' | 'value' | 'repaint';
  /** The first byte of the output that drew it; -1 where none is known. */
  readonly at: number;
  /** Whether the line may still change. */
  readonly state: 'done' | 'changing';
}

export interface WatchListener {
  secret(seen: SeenSecret): void;
  /** Bytes of the output that are to be hidden. */
  hide(bytes: DrawnBytes): void;
}

/** What a line looked like when it had a secret at its end, and where that began. */
interface EarlierSecret {
  readonly from: number;
  readonly text: string;
}

/** Looks at every state of the lines of a screen for secrets. */
export class SecretWatch implements ScreenListener {
  readonly #rules: PreparedRules;
  readonly #values: FoundValues;
  readonly #listener: WatchListener;
  readonly #lines: SecretLines;
  readonly #earlier = new WeakMap<DrawnRow, EarlierSecret>();
  /** First rows of lines that were left as they are. */
  readonly #done = new WeakSet<DrawnRow>();
  /** Characters that may be looked at. */
  #credit = FIRST_CREDIT;

  constructor(given: {
    readonly rules: PreparedRules;
    readonly values: FoundValues;
    readonly listener: WatchListener;
  }) {
    this.#rules = given.rules;
    this.#values = given.values;
    this.#listener = given.listener;
    this.#lines = new SecretLines(given.rules);
  }

  /** Output has come: so much more may be looked at. */
  earn(bytes: number): void {
    this.#credit = Math.min(FIRST_CREDIT, this.#credit + bytes * CREDIT_OF_BYTE);
  }

  left(line: DrawnLine): void {
    const [first] = line;
    const isFresh = line.some((row) => row.isFresh);
    if (!isFresh && first && this.#done.has(first)) return;
    if (first) this.#done.add(first);
    if (!this.#mayLook(line)) return;
    const text = textOf(line);
    this.#take(line, text, this.#lines.line(compact(text)), 'done');
  }

  losing(line: DrawnLine): void {
    if (!this.#mayLook(line)) return;
    const text = textOf(line);
    this.#take(line, text, this.#lines.look(compact(text)), 'changing');
  }

  standing(line: DrawnLine): void {
    if (!this.#mayLook(line)) return;
    const text = textOf(line);
    this.#take(line, text, this.#lines.look(compact(text)), 'done');
  }

  erased(line: DrawnLine): void {
    const [first] = line;
    const earlier = first && this.#earlier.get(first);
    if (!first || earlier === undefined) return;
    if (isTakenBack(compact(textOf(line)), earlier)) this.#earlier.delete(first);
  }

  screen(rows: readonly DrawnRow[]): void {
    const isWhole = this.#credit > 0;
    const lines = new SecretLines(this.#rules);
    for (let at = 0; at < rows.length; ) {
      let to = at + 1;
      while (to < rows.length && rows[to - 1]?.isContinued) to++;
      const line = rows.slice(at, to);
      at = to;
      // Without credit only what is new is looked at, each line for itself.
      if (!isWhole && !line.some((row) => row.isFresh)) continue;
      const text = textOf(line);
      this.#credit -= text.length;
      this.#take(
        line,
        text,
        isWhole ? lines.line(compact(text)) : lines.look(compact(text)),
        'done',
      );
    }
  }

  string(text: string, at: number): void {
    const spans = [
      ...this.#lines.look(text).map((span) => ({ ...span, by: 'rule' as const })),
      ...this.#known(text),
    ];
    for (const { from, to } of spans) {
      this.#listener.hide({ at: at + from, bytes: to - from, cols: to - from });
    }
  }

  #take(
    line: DrawnLine,
    drawn: string,
    byRule: readonly SecretSpan[],
    state: SeenSecret['state'],
  ): void {
    const [first] = line;
    for (const row of line) if (row.isFresh) row.settle();
    const text = compact(drawn);
    this.#credit -= byRule.length * COST_OF_SECRET;
    const known = this.#known(text).filter(({ from, to }) =>
      byRule.every(
        (span) => to <= span.from || from >= span.to || from < span.from || to > span.to,
      ),
    );
    const earlier = first && this.#earlier.get(first);
    if (byRule.length === 0 && known.length === 0 && earlier === undefined) return;
    for (const span of byRule) this.#hide({ line, drawn, text }, { ...span, by: 'rule' }, state);
    for (const span of known) this.#hide({ line, drawn, text }, span, state);
    if (earlier !== undefined && byRule.length === 0)
      this.#repainted({ line, drawn, text }, earlier, state);
    if (first !== undefined) this.#remember(first, text, [...byRule, ...known], state);
  }

  /**
   * A long line that is edited over and over would be looked at for ever, so looking costs credit. Without any, what is new on the line is
   * hidden unseen.
   */
  #mayLook(line: DrawnLine): boolean {
    for (const row of line) this.#credit -= row.text.length;
    if (this.#credit > 0) return true;
    this.#credit = 0;
    for (const row of line) {
      if (!row.isFresh) continue;
      for (const bytes of row.bytesIn(0, row.text.length)) this.#listener.hide(bytes);
      row.settle();
    }
    return false;
  }

  #known(text: string): readonly (SecretSpan & { readonly by: 'value' })[] {
    const places = this.#values.placesIn(text);
    if (places.length === 0) return NONE;
    return places.map((place) => ({ ...place, kind: 'value', part: 'first', by: 'value' }));
  }

  /** An editor that scrolls its line sideways draws a secret again without the words that tell it is one. */
  #repainted(seen: Seen, earlier: EarlierSecret, state: SeenSecret['state']): void {
    const { text, line } = seen;
    const isErased = isTakenBack(text, earlier);
    const [first] = line;
    if (isErased && first) this.#earlier.delete(first);
    if (isErased || text === earlier.text) return;
    let from = 0;
    while (from < text.length && text[from] === earlier.text[from]) from++;
    const to = text.trimEnd().length;
    if (from < to)
      this.#hide(seen, { from, to, kind: 'repaint', part: 'further', by: 'repaint' }, state);
  }

  #remember(
    first: DrawnRow,
    text: string,
    spans: readonly SecretSpan[],
    state: SeenSecret['state'],
  ): void {
    const last = spans.reduce((end, { to }) => Math.max(end, to), 0);
    if (state === 'done') this.#earlier.delete(first);
    else if (last > 0 && last >= text.trimEnd().length) {
      const from = Math.min(...spans.filter(({ to }) => to === last).map((span) => span.from));
      this.#earlier.set(first, { from, text });
    }
  }

  #hide(seen: Seen, span: SecretSpan & Pick<SeenSecret, 'by'>, state: SeenSecret['state']): void {
    const { line, drawn, text } = seen;
    const [from, to] = drawn === text ? [span.from, span.to] : drawnPlaces(drawn, span);
    let start = 0;
    let at = -1;
    for (const row of line) {
      const end = start + row.text.length;
      if (from < end && to > start) {
        for (const bytes of row.bytesIn(from - start, to - start)) {
          if (at < 0) at = bytes.at;
          this.#listener.hide(bytes);
        }
      }
      start = end;
    }
    this.#listener.secret({ ...span, text, state, at });
  }
}

/** Whether a line is what it was before the secret was typed. */
function isTakenBack(text: string, earlier: EarlierSecret): boolean {
  const rest = text.trimEnd();
  return rest.length <= earlier.from && earlier.text.startsWith(rest);
}

/** Plain output looks at each character once. */
const CREDIT_OF_BYTE = 20;
const FIRST_CREDIT = 4_000_000;
/** Lines that are full of secrets take longest. */
const COST_OF_SECRET = 200;

interface Seen {
  readonly line: DrawnLine;
  /** One character a column. */
  readonly drawn: string;
  /** The same without the right halves of wide characters. */
  readonly text: string;
}

const NONE: readonly (SecretSpan & { readonly by: 'value' })[] = [];

function textOf(line: DrawnLine): string {
  const [first] = line;
  return line.length === 1 && first ? first.text : line.map(({ text }) => text).join('');
}

function compact(drawn: string): string {
  return drawn.includes(RIGHT_HALF) ? drawn.replaceAll(RIGHT_HALF, '') : drawn;
}

/** Where a piece of the compact text is in the one with a character a column. */
function drawnPlaces(drawn: string, { from, to }: { from: number; to: number }): [number, number] {
  let characters = 0;
  let start = 0;
  let at = 0;
  for (; at < drawn.length && characters < to; at++) {
    if (drawn[at] === RIGHT_HALF) continue;
    if (characters === from) start = at;
    characters++;
  }
  while (drawn[at] === RIGHT_HALF) at++;
  return [start, at];
}
