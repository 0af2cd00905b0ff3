import { types } from 'node:util';
import vm from 'node:vm';
import { HelpText } from '../help/help-text.ts';
import type { CellOutcome, CellPosition } from '../link/cell-outcome.ts';
import { NO_SURROUNDINGS, type Surroundings } from '../syntax/line-form.ts';
import { type CellScript, compileCell } from '../syntax/rewrite.ts';
import { valueText } from '../values/display.ts';
import { isPending } from '../values/pending.ts';
import { viewOf } from '../values/view.ts';
import { CellSyntaxError, cellFile, describeError } from './cell-errors.ts';
import { PieceOfCell } from './piece-of-cell.ts';
import { sourceExcerpt } from './source-excerpt.ts';

export interface CellRequest {
  readonly number: number;
  readonly source: string;
  readonly widthCols: number;
  /** What its errors' places say; its number unless told. */
  readonly file?: string | undefined;
  /** What it finds as `args`. */
  readonly args?: readonly string[] | undefined;
}

export interface EvaluateOptions {
  /** What its errors' places say; the running cell unless told. */
  readonly file?: string;
  /** Whether lines can be commands, magics and the like. */
  readonly forms?: 'all' | 'none';
}

interface RunningCell extends CellRequest {
  readonly startedAtMs: number;
  readonly stop: AbortController;
}

const NEVER = new AbortController().signal;
const SURROUNDINGS: Surroundings = { ...NO_SURROUNDINGS, isName: (name) => name in globalThis };

/**
 * Runs cells one at a time. A terminated cell unwinds everything up to the event loop, `finally` included, so nothing
 * here relies on coming back: whoever cancels answers for the cell, and later news of it is dropped.
 */
export class Cells {
  readonly #answer: (number: number, outcome: CellOutcome) => void;
  readonly #scripts = new Map<string, CellScript>();
  readonly #inputs: string[] = [];
  readonly #outputs: Record<number, unknown> = Object.create(null);
  #running: RunningCell | undefined;

  constructor(answer: (number: number, outcome: CellOutcome) => void) {
    this.#answer = answer;
    const values = { In: this.#inputs, Out: this.#outputs, _: undefined, __: undefined };
    Object.assign(globalThis, values, { ___: undefined });
  }

  get runningNumber(): number {
    return this.#running?.number ?? 0;
  }

  get widthCols(): number {
    return this.#running?.widthCols ?? 100;
  }

  /** Aborted when the running cell is interrupted; of no cell, never. */
  get signal(): AbortSignal {
    return this.#running?.stop.signal ?? NEVER;
  }

  get inputs(): readonly string[] {
    return this.#inputs;
  }

  get outputs(): Readonly<Record<number, unknown>> {
    return this.#outputs;
  }

  /**
   * Runs a piece of a cell, or a file of cells, within the running one and gives its last value. `file` is what the places of its errors
   * say. Rejects with a SyntaxError for what cannot be read.
   */
  async evaluate(
    source: string,
    { file = this.#file, forms = 'all' }: EvaluateOptions = {},
  ): Promise<unknown> {
    const piece = new PieceOfCell(source, file === this.#file ? (this.#running?.source ?? '') : '');
    const compiled = compileCell(source, { ...SURROUNDINGS, forms });
    if (compiled.status === 'incomplete') throw new CellSyntaxError(`${file} ends too early`);
    if (compiled.status === 'wrong') {
      const { line, column } = piece.inCell(compiled.position);
      throw new CellSyntaxError(`${compiled.message} at ${file}:${line}:${column}`);
    }
    const name = this.#scripts.has(file) ? `${file}+` : file;
    this.#scripts.set(name, piece.script(compiled.script));
    prepareNames(compiled.script.names);
    const value = await runScript(compiled.script, name);
    return compiled.script.hasValue ? value : undefined;
  }

  /** Lets go of all values. */
  forgetOutputs(): void {
    for (const number of Object.keys(this.#outputs)) Reflect.deleteProperty(this.#outputs, number);
  }

  run(request: CellRequest): void {
    const { number, source } = request;
    const file = request.file ?? cellFile(number);
    this.#running = { ...request, startedAtMs: performance.now(), stop: new AbortController() };
    const compiled = compileCell(source, {
      ...SURROUNDINGS,
      lastForm: request.file === undefined ? 'value' : 'shown',
    });
    if (compiled.status === 'incomplete') {
      this.#finish(number, { status: 'incomplete' });
      return;
    }
    if (number > 0) this.#inputs[number] = source;
    if (request.args) Object.assign(globalThis, { args: [...request.args] });
    if (compiled.status === 'wrong') {
      const { message, position } = compiled;
      const hint = deviceHint(source) ?? sourceExcerpt(source, position);
      const text = `SyntaxError: ${message}${placeOf(file, position)}\n${hint}`;
      this.#finish(number, this.#failed({ text, position }));
      return;
    }
    this.#scripts.set(file, compiled.script);
    this.#start(compiled.script, { number, file });
  }

  /** Ends the running cell, whatever it waits for; gives its number. */
  cancel(): number | undefined {
    const running = this.#running;
    if (running === undefined) return undefined;
    const { number } = running;
    running.stop.abort();
    this.#finish(number, { status: 'interrupted', number, elapsedMs: this.#elapsedMs() });
    return number;
  }

  /** An error no cell waited for, with its places as typed. */
  describe(thrown: unknown): string {
    return describeSafely(thrown, '', this.#scripts).text;
  }

  #start(
    script: CellScript,
    { number, file }: { readonly number: number; readonly file: string },
  ): void {
    try {
      prepareNames(script.names);
      const value = runScript(script, file);
      if (isPending(value) || types.isPromise(value)) {
        value.then(
          (arrived: unknown) => this.#value(number, arrived),
          (thrown: unknown) => this.#error(number, thrown),
        );
      } else this.#value(number, value);
    } catch (thrown) {
      this.#error(number, thrown);
    }
  }

  #value(number: number, value: unknown): void {
    if (this.#running?.number !== number) return;
    const { widthCols } = this.#running;
    const hasValue = this.#scripts.get(this.#file)?.hasValue === true && value !== undefined;
    if (!hasValue) {
      this.#finish(number, { status: 'done', number, elapsedMs: this.#elapsedMs() });
      return;
    }
    if (!(value instanceof HelpText) && number > 0) this.#remember(number, value);
    // Showing a value may run a person's code: what it throws is the cell's error.
    try {
      const text = valueText(value, widthCols);
      const elapsedMs = this.#elapsedMs();
      const view = viewOf(value, this.#inputs[number] ?? '');
      this.#finish(number, { status: 'value', number, text, elapsedMs, ...(view && { view }) });
    } catch (thrown) {
      this.#error(number, thrown);
    }
  }

  #error(number: number, thrown: unknown): void {
    if (this.#running?.number !== number) return;
    this.#finish(number, this.#failed(describeSafely(thrown, this.#file, this.#scripts)));
  }

  #failed(error: ReturnType<typeof describeError>): CellOutcome {
    const elapsedMs = this.#elapsedMs();
    return { status: 'failed', number: this.runningNumber, elapsedMs, ...error };
  }

  #remember(number: number, value: unknown): void {
    this.#outputs[number] = value;
    const world = globalThis as unknown as Record<'_' | '__' | '___', unknown>;
    world.___ = world.__;
    world.__ = world._;
    world._ = value;
  }

  #finish(number: number, outcome: CellOutcome): void {
    this.#running = undefined;
    this.#answer(number, outcome);
  }

  /** What the places of the running cell's errors say. */
  get #file(): string {
    return this.#running?.file ?? cellFile(this.runningNumber);
  }

  #elapsedMs(): number {
    return this.#running ? performance.now() - this.#running.startedAtMs : 0;
  }
}

function runScript(script: CellScript, filename: string): unknown {
  const compiled = new vm.Script(script.code, {
    filename,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return compiled.runInThisContext({ displayErrors: false });
}

/** Declared names exist before their cell runs; a global that only reads, such as `navigator`, gives way. */
function prepareNames(names: readonly string[]): void {
  for (const name of names) {
    const taken = Object.getOwnPropertyDescriptor(globalThis, name);
    const isFree = taken ? taken.configurable === true && !taken.writable : true;
    if (!isFree) continue;
    Object.defineProperty(globalThis, name, {
      value: taken?.value,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
}

function describeSafely(
  ...args: Parameters<typeof describeError>
): ReturnType<typeof describeError> {
  try {
    return describeError(...args);
  } catch {
    return { text: 'The cell threw something that cannot be shown' };
  }
}

function placeOf(file: string, position: CellPosition | undefined): string {
  return position ? ` at ${file}:${position.line}:${position.column}` : '';
}

const DEVICE_WORDS =
  /^\s*(sh|show|display|ping|traceroute|conf|configure|terminal|clear|reload|write|copy|enable)\b/;

/** What nearly everybody types first: a device's command, which is no JavaScript. */
function deviceHint(source: string): string | undefined {
  if (!DEVICE_WORDS.test(source) || source.includes('\n')) return undefined;
  return `to ask the devices: @all ${source.trim()}`;
}
