import { Emitter } from '../../core/emitter.ts';
import type { Key } from '../../core/key.ts';
import type { FoundBlock } from '../../journal/search/found-block.ts';
import { readSearchQuery } from '../../journal/search/read-query.ts';
import type { RecordingsSearch } from '../../journal/search/recordings-search.ts';
import { NO_PROGRESS, type SearchProgress } from '../../journal/search/search-run.ts';
import { type CompiledWord, compileWord } from '../../journal/search/search-word.ts';
import type { ReadLines } from '../../journal/search/worker-messages.ts';
import { editKey } from '../../repl/editor/edit-key.ts';
import { type EditorState, emptyEditor, insertText } from '../../repl/editor/editor.ts';
import { type FilterWords, filterSuggestion, withNextPart } from './filter-hints.ts';

export interface HistorySearchOptions {
  readonly search: Pick<RecordingsSearch, 'start' | 'stop' | 'read' | 'changed'>;
  readonly nowMs: () => number;
  readonly known: () => FilterWords;
}

/** A person looks at no more of them. */
const MOST = 500;

/** The search over all recordings as a person has it before them: what is typed, what was found, and what one of it looks like. */
export class HistorySearch {
  readonly changed = new Emitter<void>();
  readonly #options: HistorySearchOptions;
  #editor: EditorState = emptyEditor([]);
  #progress: SearchProgress = NO_PROGRESS;
  #problem: string | undefined;
  #words: readonly CompiledWord[] = [];
  /** What is shown: of the search before until this one has found something or is over. */
  #found: readonly FoundBlock[] = [];
  #chosen = 0;
  #top = 0;
  #previewed: FoundBlock | undefined;
  #preview: ReadLines | undefined;
  #previewTop = 0;
  #isReading = false;

  constructor(options: HistorySearchOptions) {
    this.#options = options;
    options.search.changed.on((progress) => this.#take(progress));
  }

  get editor(): EditorState {
    return this.#editor;
  }

  get progress(): SearchProgress {
    return this.#progress;
  }

  /** What is wrong with what is typed, or with the search; one line. */
  get problem(): string | undefined {
    return this.#problem ?? this.#progress.problem;
  }

  /** What was looked for, for marks in texts: only plain words, for an expression may be slow. */
  get words(): readonly CompiledWord[] {
    return this.#words;
  }

  get found(): readonly FoundBlock[] {
    return this.#found;
  }

  get chosenAt(): number {
    return this.#chosen;
  }

  get chosen(): FoundBlock | undefined {
    return this.#found[this.#chosen];
  }

  /** Lines of the chosen one; undefined while they are not read. */
  get preview(): ReadLines | undefined {
    return this.#previewed === this.chosen ? this.#preview : undefined;
  }

  /** Lines by which the preview was scrolled away from where it stands by itself. */
  get previewTop(): number {
    return this.#previewTop;
  }

  /** Begins, or looks again: recordings grow. `text` replaces what was typed. */
  open(text?: string): void {
    if (text !== undefined) this.#editor = insertText(emptyEditor([]), text);
    this.#start();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#options.search.stop();
  }

  /** A key that writes; others change nothing. */
  type(key: Key): void {
    // There is no history to go back in, and one line only.
    const { state, request } = editKey(this.#editor, key);
    if (request !== undefined || state.text.includes('\n')) return;
    this.#edit(state);
  }

  paste(text: string): void {
    const [line = ''] = text.split(/[\r\n]/);
    this.#edit(insertText(this.#editor, line));
  }

  /** Commands, answers, both. */
  switchPart(): void {
    const text = withNextPart(this.#editor.text);
    this.#edit(insertText(emptyEditor([]), text === '' ? '' : `${text} `));
  }

  choose(step: number): void {
    this.chooseAt(this.#chosen + step);
  }

  chooseAt(at: number): void {
    this.#chosen = Math.max(0, Math.min(this.#found.length - 1, at));
    this.#previewTop = 0;
    this.#readPreview();
    this.changed.emit();
  }

  scrollPreview(lines: number): void {
    this.#previewTop += lines;
    this.changed.emit();
  }

  /** The first result on the screen, where so many rows are. */
  topFor(rows: number): number {
    const most = Math.max(0, this.#found.length - rows);
    const least = Math.max(0, this.#chosen - rows + 1);
    this.#top = Math.max(least, Math.min(this.#top, this.#chosen, most));
    return this.#top;
  }

  #edit(state: EditorState): void {
    const isOther = state.text.trim() !== this.#editor.text.trim();
    const suggestion = filterSuggestion(state.text, this.#options.known());
    this.#editor = { ...state, suggestion };
    if (isOther) this.#start();
    this.changed.emit();
  }

  #start(): void {
    const { query, problem } = readSearchQuery(this.#editor.text, this.#options.nowMs());
    this.#problem = problem;
    this.#words = query.words.filter(({ kind }) => kind === 'text').map(compileWord);
    this.#progress = { ...NO_PROGRESS, status: 'searching' };
    this.#options.search.start(query, MOST);
  }

  #take(progress: SearchProgress): void {
    this.#progress = progress;
    const isKnown = progress.found.length > 0 || progress.status !== 'searching';
    if (isKnown) this.#show(progress.found);
    this.changed.emit();
  }

  /** The one a person has gone to stays chosen when newer ones come before it. */
  #show(found: readonly FoundBlock[]): void {
    const { chosen } = this;
    const isFirst = this.#chosen === 0 || chosen === undefined;
    const same = isFirst ? 0 : found.findIndex((one) => isSame(one, chosen));
    this.#found = found;
    this.#chosen = Math.max(0, same);
    this.#readPreview();
  }

  /** One reading at a time; of what was chosen meanwhile the last is read next. */
  #readPreview(): void {
    const { chosen } = this;
    if (chosen === undefined || this.#isReading) return;
    if (this.#previewed !== undefined && isSame(chosen, this.#previewed)) {
      this.#previewed = chosen;
      return;
    }
    this.#isReading = true;
    void this.#options.search.read(chosen).then((read) => {
      this.#isReading = false;
      this.#previewed = chosen;
      this.#preview = read;
      this.#previewTop = 0;
      this.#readPreview();
      this.changed.emit();
    });
  }
}

function isSame(a: FoundBlock, b: FoundBlock): boolean {
  return (
    a.path === b.path &&
    a.session === b.session &&
    a.block?.number === b.block?.number &&
    a.line?.place === b.line?.place &&
    a.line?.text === b.line?.text
  );
}
