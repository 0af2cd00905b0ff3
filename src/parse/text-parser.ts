import { basename } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { Table } from '../core/table/table.ts';
import { openPlatforms, type PlatformFolders, type Platforms } from '../platforms/platforms.ts';
import { compileTemplate } from '../textfsm/compile-template.ts';
import { type RunMode, type RunOptions, runTemplate } from '../textfsm/run-template.ts';
import { type CleanText, isRefusal, withoutClutter } from './clean-text.ts';
import { joinRuns } from './join-runs.ts';
import { jsonTable } from './json-table.ts';
import {
  type Language,
  type Library,
  languageOf,
  openLibrary,
  type TemplateFile,
} from './library.ts';
import { lineageOf } from './lineage.ts';
import { noTable, noTemplate } from './no-table.ts';
import { runToTable, type TableOfLines } from './run-to-table.ts';
import { TemplateCache } from './template-cache.ts';
import { TtpParser } from './ttp-parser.ts';

/** One answer to be made a table of. */
export interface ParseRequest {
  /** A platform's name. */
  readonly platform: string;
  /** As typed: may be shortened, may end in a pipe. */
  readonly command: string;
  /** The answer: no echo, no prompt, no escape sequences. */
  readonly text: string;
  /** `lenient` unless told. */
  readonly mode?: RunMode;
  /** A template's file, whatever the command is. */
  readonly template?: string | undefined;
  /** A template as it is being written, whatever the command is. */
  readonly templateText?: string | undefined;
  /** What `templateText` is written in; TextFSM unless told. */
  readonly language?: Language;
  /** `templateText` is the person's own: its macros may run. */
  readonly isOwn?: boolean;
}

export interface TextParserOptions {
  /** The person's own templates, `<platform>/<command>.textfsm` or `.ttp`; they win. */
  readonly userFolder?: string;
  /** Further folders of templates, ours or the community's with an `index`; they come after the person's own. */
  readonly folders?: readonly string[];
  readonly platforms?: PlatformFolders;
}

/** Told as the work goes on, for whoever watches the time. Without a template for the command, nothing is told. */
export interface ParseProgress {
  readonly onTemplate: (template: string) => void;
  readonly line: Int32Array;
}

/** Templates and platforms, kept compiled. Does its work at once: meant for the worker, where it may be stopped from outside. */
export class TextParser {
  readonly #library: Library;
  readonly #platforms: Platforms;
  readonly #templates = new TemplateCache((source, file) => compileTemplate(source, { file }));
  readonly #ttp = new TtpParser();

  constructor({ userFolder, folders, platforms }: TextParserOptions = {}) {
    this.#library = openLibrary({ userFolder, folders });
    this.#platforms = openPlatforms(platforms);
  }

  /** The table of an answer; undefined when there is none. Throws `template-failed` as `read` does. */
  parse(request: ParseRequest, progress?: ParseProgress): Table | undefined {
    try {
      return this.read(request, progress);
    } catch (thrown) {
      if (thrown instanceof ShowrunError && thrown.code === 'no-template') return undefined;
      throw thrown;
    }
  }

  /**
   * The table of an answer. Throws `no-template` when no template knows the command, when the device refused it, or when the template
   * knew too little of it; `template-failed` for a damaged template, and in strict mode for a line the template rejects.
   */
  read(request: ParseRequest, progress?: ParseProgress): Table {
    const platform = this.#platforms.lookup(request.platform);
    const { command, text } = request;
    if (request.templateText !== undefined) return this.#tryOut(request, progress);
    const printed = request.template === undefined ? jsonTable(text) : undefined;
    if (printed) return printed;
    const found =
      request.template === undefined
        ? this.#library.find(this.#namesOf(request.platform), command)
        : named(request.template);
    if (found) progress?.onTemplate(found.name);
    if (isRefusal(text, platform)) {
      throw noTable(`the device refused '${safe(command, 80)}'`, 'correct the command');
    }
    if (!found) throw noTemplate(request);
    const clean = withoutClutter(text, platform);
    const run = { mode: request.mode ?? 'lenient', ...(progress && { progress: progress.line }) };
    const table =
      languageOf(found.file) === 'ttp'
        ? this.#ttp.read({ found, command, text: clean.text }, run)
        : this.#run(found, clean.text, run);
    if (request.template === undefined && !isBelievable(table, found)) {
      const known = `${table.origin.linesMatched} of ${table.origin.linesTotal} lines`;
      throw noTable(`the template ${safe(found.name)} knows only ${known}`, 'look at the raw text');
    }
    return onAnswerLines(table, clean.lines, choiceWarnings(found));
  }

  #namesOf(platform: string): readonly string[] {
    const aliases = this.#platforms.lookup(platform)?.aliases ?? [];
    return [...lineageOf(this.#platforms, platform), ...aliases];
  }

  /** What a template that is being written makes of an answer. */
  #tryOut(request: ParseRequest, progress?: ParseProgress): Table {
    const file = 'template';
    progress?.onTemplate(file);
    const { templateText = '', language, isOwn = false, command } = request;
    const beside = this.#library.find(this.#namesOf(request.platform), command)?.file;
    const clean = withoutClutter(request.text, this.#platforms.lookup(request.platform));
    const run = { mode: request.mode ?? 'lenient', ...(progress && { progress: progress.line }) };
    const table =
      language === 'ttp'
        ? this.#ttp.tryOut(
            { source: templateText, file, beside, isOwn, command, text: clean.text },
            run,
          )
        : runToTable(runTemplate(compileTemplate(templateText, { file }), clean.text, run), file);
    return onAnswerLines(table, clean.lines, []);
  }

  #run(found: TemplateFile, text: string, options: RunOptions): TableOfLines {
    const { name, file, joined } = found;
    const first = this.#templates.get({ name, file });
    const keys = first.values
      .filter(({ options: its }) => its.includes('Key'))
      .map((value) => value.name);
    const run = joinRuns(
      runTemplate(first, text, options),
      joined.map((other) => runTemplate(this.#templates.get({ name, file: other }), text, options)),
      keys,
    );
    return runToTable(run, name, keys);
  }
}

/** The table with its lines numbered as in the answer, of which some were cut before, and with what is to be said first. */
function onAnswerLines(
  table: TableOfLines,
  numbers: CleanText['lines'],
  first: readonly string[],
): Table {
  const { origin } = table;
  const warnings = [...first, ...origin.warnings];
  if (numbers === undefined) return { ...table, origin: { ...origin, warnings } };
  const numberOf = (line: number): number => numbers[line - 1] ?? line;
  const { unmatched, rowLines } = origin;
  return {
    ...table,
    origin: {
      ...origin,
      warnings,
      unmatched: unmatched.map(({ line, text }) => ({ line: numberOf(line), text })),
      rowLines: rowLines && { starts: rowLines.starts, lines: rowLines.lines.map(numberOf) },
    },
  };
}

/** A template a person has named by its file. */
function named(file: string): TemplateFile {
  const name = basename(file, `.${languageOf(file)}`);
  return {
    ...{ name, file, joined: [], leftOver: [] },
    ...{ hasArguments: false, isFiltered: false, isOwn: true },
  };
}

/**
 * A template that knew no line at all was the wrong one. One that fits the command with an argument has to know half of the lines, one that
 * fits it loosely, or gets only some of the lines, all of them.
 */
function isBelievable(
  { rows, origin: { linesMatched, linesTotal } }: TableOfLines,
  { leftOver, isFiltered, hasArguments }: TemplateFile,
): boolean {
  if (leftOver.length > 0 || isFiltered) return rows.length > 0 && linesMatched === linesTotal;
  if (linesTotal === 0) return true;
  return hasArguments ? rows.length > 0 && linesMatched * 2 >= linesTotal : linesMatched > 0;
}

/** What a person should know about the choice of the template. */
function choiceWarnings({ name, leftOver, isFiltered }: TemplateFile): string[] {
  const command = name.slice(name.indexOf('/') + 1).replaceAll('_', ' ');
  return [
    ...(leftOver.length > 0
      ? [`parsed by a looser template: ${command} (left over: ${safe(leftOver.join(' '), 60)})`]
      : []),
    ...(isFiltered ? ['only the lines that the pipe let through'] : []),
  ];
}
