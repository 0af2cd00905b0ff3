import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { RowLines, UnmatchedLine } from '../core/table/table.ts';
import { RowRecorder } from './row.ts';
import { type ReadyRule, type RuleTable, ruleTables } from './rule-table.ts';
import { splitLines } from './split-lines.ts';
import type { FsmCell, Rule, Template } from './template.ts';

/**
 * `strict` is TextFSM's own behaviour: an `Error` rule ends the run. In `lenient` an `Error` rule only notes its line
 * (as unmatched, or with its message as a warning), assigns nothing, and the next line is taken in the same state.
 */
export type RunMode = 'strict' | 'lenient';

export interface RunOptions {
  readonly mode: RunMode;
  /** Its first element is kept at the 1-based number of the line being read, for whoever watches from another thread. */
  readonly progress?: Int32Array;
}

export interface TemplateRun {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly FsmCell[])[];
  /** `strict` unless a rule had to be passed over, whatever was asked for. */
  readonly mode: RunMode;
  /** Lines some rule knew, and lines read; blank lines are in neither. */
  readonly linesMatched: number;
  readonly linesTotal: number;
  readonly warnings: readonly string[];
  readonly unmatched: readonly UnmatchedLine[];
  readonly rowLines: RowLines;
}

/** Runs a template over a whole text. In strict mode an `Error` rule throws `template-failed`; lenient mode never throws. */
export function runTemplate(template: Template, text: string, options: RunOptions): TemplateRun {
  return new Run(template, text, options).toEnd();
}

/** Beyond ASCII, or with U+001F, Python's `\w`, `\d`, `\s` and `.` mean more than JavaScript's. */
const NEEDS_UNICODE = /[\x1f\x80-\uffff]/;

class Run {
  readonly #template: Template;
  readonly #options: RunOptions;
  readonly #lines: readonly string[];
  readonly #tables: ReadonlyMap<string, RuleTable>;
  readonly #recorder: RowRecorder;
  readonly #warnings: string[] = [];
  readonly #unmatched: UnmatchedLine[] = [];
  #state = 'Start';
  #isForgiving = false;
  #matched = 0;
  #total = 0;

  constructor(template: Template, text: string, options: RunOptions) {
    this.#template = template;
    this.#options = options;
    this.#lines = splitLines(text);
    this.#tables = ruleTables(template, NEEDS_UNICODE.test(text) ? 'unicode' : 'ascii');
    this.#recorder = new RowRecorder(template);
  }

  toEnd(): TemplateRun {
    this.#readLines();
    if (this.#state !== 'End' && !this.#template.hasEof) this.#recorder.record();
    return {
      columns: this.#template.values.map((value) => value.name),
      rows: this.#recorder.rows,
      mode: this.#isForgiving ? 'lenient' : 'strict',
      linesMatched: this.#matched,
      linesTotal: this.#total,
      warnings: this.#warnings,
      unmatched: this.#unmatched,
      rowLines: this.#recorder.rowLines,
    };
  }

  #readLines(): void {
    let table = this.#tables.get(this.#state);
    const { progress } = this.#options;
    for (let index = 0; index < this.#lines.length && table; index++) {
      if (progress) progress[0] = index + 1;
      const line = this.#lines[index] ?? '';
      const before = this.#state;
      const isKnown = this.#readLine(line, index + 1, table);
      this.#count(line, index + 1, isKnown);
      // `End` and `EOF` have no table, which ends the loop.
      if (this.#state !== before) table = this.#tables.get(this.#state);
      if (this.#state === 'EOF') table = undefined;
    }
  }

  #count(line: string, number: number, isKnown: boolean): void {
    if (!/\S/.test(line)) return;
    this.#total++;
    if (isKnown) this.#matched++;
    else this.#unmatched.push({ line: number, text: line });
  }

  /** Whether a rule knew the line. */
  #readLine(line: string, number: number, table: RuleTable): boolean {
    let isKnown = false;
    for (const ready of table.candidates(line)) {
      const texts = this.#match(ready, line, number);
      if (texts === undefined) continue;
      const { rule, targets } = ready;
      if (rule.lineOp === 'Error' && this.#options.mode === 'lenient') {
        this.#forgive(rule, number, line);
        return false;
      }
      for (let at = 0; at < targets.length; at++) {
        const target = targets[at] ?? -1;
        if (target >= 0) this.#recorder.assign(target, texts[at + 1] ?? null);
      }
      if (targets.length > 0) this.#recorder.note(number);
      this.#act(rule, number, line);
      isKnown = true;
      if (rule.lineOp === 'Continue') continue;
      if (rule.newState !== undefined) this.#state = rule.newState;
      return true;
    }
    return isKnown;
  }

  /** The captured texts from place 1 on; undefined for no match. */
  #match(
    { regex }: ReadyRule,
    line: string,
    number: number,
  ): readonly (string | null | undefined)[] | undefined {
    if (regex.kind === 'native') {
      const { pattern } = regex;
      pattern.lastIndex = 0;
      if (regex.captures.length === 0) return pattern.test(line) ? NOTHING : undefined;
      return pattern.exec(line) ?? undefined;
    }
    try {
      const found = regex.match(line);
      return found && [null, ...found.values()];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (this.#options.mode === 'strict') throw this.#failure('line too long', number, error);
      this.#warnings.push(`line ${number} is too long for its rule`);
      this.#isForgiving = true;
      return undefined;
    }
  }

  #act(rule: Rule, number: number, line: string): void {
    if (rule.recordOp === 'Record') this.#recorder.record();
    else if (rule.recordOp === 'Clear') this.#recorder.clear();
    else if (rule.recordOp === 'Clearall') this.#recorder.clearAll();
    if (rule.lineOp !== 'Error') return;
    const said = rule.message ?? 'no rule knows this line';
    throw this.#failure(`${said} (rule at line ${rule.line}): '${line.slice(0, 200)}'`, number);
  }

  #forgive(rule: Rule, number: number, line: string): void {
    this.#isForgiving = true;
    if (rule.message === undefined) return;
    this.#warnings.push(safe(`${rule.message} (line ${number}): '${line.slice(0, 200)}'`));
  }

  #failure(what: string, number: number, cause?: unknown): ShowrunError {
    const file = safe(this.#template.file);
    return new ShowrunError('template-failed', safe(`${file}: input line ${number}: ${what}`), {
      subject: file,
      cause,
    });
  }
}

const NOTHING: readonly string[] = [];
