import { ShowrunError } from '../core/errors.ts';
import { runGetter } from './getters.ts';
import { type InputText, inputText, lineFrom } from './input-text.ts';
import { openMacros } from './macros.ts';
import { applyOutputs } from './outputs.ts';
import { isAuthors } from './read-group.ts';
import { replay } from './replay.ts';
import { Results, saveItems } from './save.ts';
import { type Match, scanGroup } from './scan.ts';
import { Scope } from './scope.ts';
import type { Group, Template, TemplateLine, TemplateUnit } from './template.ts';
import { templateError } from './template-error.ts';
import { isForbiddenName, newObject, type TtpObject, type TtpValue } from './value.ts';
import { readIntoPath } from './vars-in-results.ts';

/** A text to be read. */
export interface TtpInput {
  readonly text: string;
  /** The `<input>` it stands for; without it, whatever the template has groups for. */
  readonly name?: string | undefined;
  /** What was asked to get the text; an `<input>` with `commands` takes only its own. */
  readonly command?: string | undefined;
  readonly file?: string | undefined;
}

export interface RunTtpOptions {
  /** Whether macros in JavaScript are run: only for templates of the person's own. */
  readonly macros: 'run' | 'refuse';
  /** For the getters of the time. */
  readonly now?: () => Date;
  /** Its first element is kept at the 1-based number of the line being read, for whoever watches from another thread. */
  readonly progress?: Int32Array;
}

export interface TtpRun {
  /** A list of templates, each a list of inputs (or, `per_template`, of one result for all of them), each what its groups built. */
  readonly results: readonly (readonly TtpValue[])[];
  /** The same before outputs, with a list for every group: what tables are made of. */
  readonly listed: readonly (readonly TtpValue[])[];
  /** For each object of `listed`, the 1-based lines of the text it was made of. */
  readonly linesOf: ReadonlyMap<TtpObject, readonly number[]>;
  /** An output has changed the results, so that a table is made of them. */
  readonly isChanged: boolean;
  /** Lines of all inputs that a line of the template matched, and lines; blank ones are in neither. */
  readonly linesMatched: number;
  readonly linesTotal: number;
  readonly unmatched: readonly { readonly line: number; readonly text: string }[];
  readonly lines: readonly LineCount[];
  readonly warnings: readonly string[];
}

/** How often a line of the template matched: the first thing to look at where a value is missing. */
export interface LineCount {
  /** 1-based line in the template's file. */
  readonly line: number;
  readonly text: string;
  readonly matched: number;
  /** Of those, dropped by a condition. */
  readonly dropped: number;
}

/** Runs a template over texts; without any, over those of its own `<input>` tags. Throws `template-failed` only where a `raise` says so. */
export function runTtp(
  template: Template,
  inputs: readonly TtpInput[],
  options: RunTtpOptions,
): TtpRun {
  const run = new Run(template, options);
  for (const unit of template.units) run.unit(unit, inputs);
  return run.end();
}

class Run {
  readonly #options: RunTtpOptions;
  readonly #file: string;
  readonly #warnings: Set<string>;
  readonly #counts = new Map<TemplateLine, { matched: number; dropped: number }>();
  readonly #templates = new Map<string, TtpValue>();
  readonly #results: TtpValue[][] = [];
  readonly #listed: TtpValue[][] = [];
  /** Lines that are known, by the text they are of. */
  readonly #known = new Map<string, { readonly input: InputText; readonly isKnown: Uint8Array }>();
  readonly #linesOf = new Map<TtpObject, readonly number[]>();
  #isChanged = false;

  constructor(template: Template, options: RunTtpOptions) {
    this.#options = options;
    this.#file = template.file;
    this.#warnings = new Set(template.warnings);
    for (const unit of template.units) for (const group of unit.groups) this.#prepare(group);
  }

  #prepare(group: Group): void {
    for (const line of [...group.starts, ...group.ends, ...group.normals]) {
      this.#counts.set(line, { matched: 0, dropped: 0 });
    }
    for (const child of group.children) this.#prepare(child);
  }

  unit(unit: TemplateUnit, given: readonly TtpInput[]): void {
    const isMerged = unit.results === 'per_template';
    const shared = newObject(unit.vars.flatMap(({ values }) => Object.entries(values)));
    const macros = openMacros(unit.macros, { mayRun: this.#options.macros === 'run' });
    const merged = new Results();
    const done: Results[] = isMerged ? [merged] : [];
    for (const input of inputsOf(unit, given)) {
      const results = isMerged ? merged : new Results();
      if (!isMerged) done.push(results);
      const soFar = {
        inputs: done.filter((one) => one !== results || isMerged).map(({ value }) => value),
        templates: this.#templates,
      };
      const scope = new Scope({
        shared,
        lookups: unit.lookups,
        macros,
        warnings: this.#warnings,
        soFar,
      });
      this.#input({ unit, input, results, scope });
    }
    for (const { lines } of done) for (const [one, its] of lines) this.#linesOf.set(one, its);
    const plainResults = done.map(({ value }) => value);
    const warn = (message: string): void => void this.#warnings.add(message);
    const outcome = applyOutputs(plainResults, unit.outputs, { macros, warn, variables: shared });
    this.#isChanged ||= outcome.isChanged;
    this.#results.push(outcome.results);
    this.#listed.push(outcome.isChanged ? outcome.data : done.map(({ normalised }) => normalised));
    if (unit.name !== undefined) this.#templates.set(unit.name, plainResults);
  }

  #input(given: {
    readonly unit: TemplateUnit;
    readonly input: BoundInput;
    readonly results: Results;
    readonly scope: Scope;
  }): void {
    const { unit, input, results, scope } = given;
    const { text, isKnown } = this.#textOf(input.text);
    const now = this.#options.now?.() ?? new Date();
    for (const { values, path } of unit.vars) {
      for (const [name, value] of Object.entries(values)) {
        const got =
          typeof value === 'string'
            ? runGetter(value, { text: input.text, file: input.file, now })
            : undefined;
        scope.own[name] = got ?? value;
      }
      if (path) readIntoPath(results, path, pick(scope.own, Object.keys(values)));
    }
    const watch = {
      onMatch: (match: Match): void => this.#note(match, text, isKnown),
      onLine: (number: number): void => {
        const { progress } = this.#options;
        if (progress) progress[0] = number;
      },
    };
    for (const group of input.groups) {
      if (group.name === undefined) results.isAnonymous = true;
      try {
        const scan = scanGroup(group, text, { scope, watch });
        saveItems(replay(group, scan), results, { scope, text });
      } catch (thrown) {
        // An expression or a call that came out of a variable.
        if (thrown instanceof ShowrunError || !isAuthors(thrown)) throw thrown;
        throw templateError({ file: this.#file, line: group.line, message: thrown.message });
      }
    }
  }

  /** Several templates read the same text: a line is known when one of them knows it. */
  #textOf(text: string): { readonly text: InputText; readonly isKnown: Uint8Array } {
    const known = this.#known.get(text);
    if (known) return { text: known.input, isKnown: known.isKnown };
    const input = inputText(text);
    const isKnown = new Uint8Array(input.breaks.length);
    this.#known.set(text, { input, isKnown });
    return { text: input, isKnown };
  }

  #note({ line, at, end, values }: Match, text: InputText, isKnown: Uint8Array): void {
    const count = this.#counts.get(line);
    if (count) {
      count.matched++;
      if (values === undefined) count.dropped++;
    }
    for (let index = lineFrom(text, at); index < isKnown.length; index++) {
      if ((text.breaks[index] ?? 0) >= end) break;
      isKnown[index] = 1;
    }
  }

  end(): TtpRun {
    const unmatched: { line: number; text: string }[] = [];
    let linesTotal = 0;
    let linesMatched = 0;
    for (const { input, isKnown } of this.#known.values()) {
      for (const [index, at] of input.breaks.entries()) {
        const next = input.text.indexOf('\n', at + 1);
        const line = input.text.slice(at + 1, next < 0 ? undefined : next);
        if (line.trim() === '') continue;
        linesTotal++;
        if (isKnown[index] === 1) linesMatched++;
        else unmatched.push({ line: index + 1, text: line });
      }
    }
    return {
      results: this.#results,
      listed: this.#listed,
      linesOf: this.#linesOf,
      isChanged: this.#isChanged,
      linesMatched,
      linesTotal,
      unmatched,
      lines: [...this.#counts].map(([{ line, text }, count]) => ({ line, text, ...count })),
      warnings: [...this.#warnings],
    };
  }
}

interface BoundInput {
  readonly text: string;
  readonly file: string | undefined;
  readonly groups: readonly Group[];
}

/** Which groups read which text: a group's own `input` comes before the `groups` of an input. */
function inputsOf(unit: TemplateUnit, given: readonly TtpInput[]): BoundInput[] {
  const own = unit.inputs.filter(({ text }) => text.trim() !== '');
  const texts: readonly TtpInput[] = given.length > 0 ? given : own;
  return texts.flatMap((input) => {
    const groups = unit.groups.filter((group) => isBound(unit, group, input));
    return groups.length === 0 && unit.groups.length > 0
      ? []
      : [{ text: input.text, file: input.file, groups }];
  });
}

function isBound(unit: TemplateUnit, group: Group, input: TtpInput): boolean {
  const tags = unit.inputs.filter(({ name, groups }) =>
    group.inputs.length > 0
      ? group.inputs.includes(name)
      : groups.includes(group.name ?? '') || groups.includes('all'),
  );
  const isNamed = group.inputs.length > 0 || tags.length > 0;
  if (input.name !== undefined) {
    if (group.inputs.includes(input.name) || tags.some(({ name }) => name === input.name))
      return true;
    const asks = unit.inputs.find(({ name }) => name === input.name)?.groups ?? [];
    return !isNamed && asks.length === 0;
  }
  const { command } = input;
  const asked = tags.filter(({ commands }) => commands.length > 0);
  if (command === undefined || asked.length === 0) return true;
  const isOther = unit.inputs.some(({ commands }) => hasCommand(commands, command));
  return !isOther || asked.some(({ commands }) => hasCommand(commands, command));
}

function hasCommand(commands: readonly string[], command: string): boolean {
  const plain = (text: string): string => text.toLowerCase().split(/\s+/).filter(Boolean).join(' ');
  return commands.some((one) => plain(one) === plain(command));
}

function pick(values: TtpObject, names: readonly string[]): TtpObject {
  return newObject(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined || isForbiddenName(name) ? [] : [[name, value] as const];
    }),
  );
}
