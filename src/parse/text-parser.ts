import { readFileSync, statSync } from 'node:fs';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { Table } from '../core/table.ts';
import { openPlatforms, type PlatformFolders, type Platforms } from '../platforms/platforms.ts';
import { compileTemplate } from '../textfsm/compile-template.ts';
import { type RunMode, runTemplate, type TemplateRun } from '../textfsm/run-template.ts';
import type { Template } from '../textfsm/template.ts';
import { isRefusal, withoutClutter } from './clean-text.ts';
import { type Library, openLibrary, type TemplateFile } from './library.ts';
import { lineageOf } from './lineage.ts';
import { runToTable } from './run-to-table.ts';

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
}

export interface TextParserOptions {
  /** The person's own templates, `<platform>/<command>.textfsm`; they win. */
  readonly userFolder?: string;
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
  readonly #compiled = new Map<string, { readonly mtimeMs: number; readonly template: Template }>();

  constructor({ userFolder, platforms }: TextParserOptions = {}) {
    this.#library = openLibrary(userFolder);
    this.#platforms = openPlatforms(platforms);
  }

  /**
   * The table of an answer; undefined when no template knows the command, when the device refused it, or when the template knew
   * not a single line of it. Throws `template-failed`, in strict mode for a line the template rejects.
   */
  parse(request: ParseRequest, progress?: ParseProgress): Table | undefined {
    const platform = this.#platforms.lookup(request.platform);
    const lineage = lineageOf(this.#platforms, request.platform);
    const found = this.#library.find(lineage, request.command);
    if (!found) return undefined;
    progress?.onTemplate(found.name);
    if (isRefusal(request.text, platform)) return undefined;
    const run = runTemplate(this.#template(found), withoutClutter(request.text, platform), {
      mode: request.mode ?? 'lenient',
      ...(progress && { progress: progress.line }),
    });
    if (!isBelievable(run, found)) return undefined;
    const warnings = [...choiceWarnings(found), ...run.warnings];
    return runToTable({ ...run, warnings }, found.name);
  }

  #template({ file, name }: TemplateFile): Template {
    try {
      const { mtimeMs } = statSync(file);
      const known = this.#compiled.get(file);
      if (known?.mtimeMs === mtimeMs) return known.template;
      const template = compileTemplate(readFileSync(file, 'utf8'), { file });
      this.#compiled.set(file, { mtimeMs, template });
      return template;
    } catch (error) {
      if (error instanceof ShowrunError) throw error;
      throw new ShowrunError('template-failed', `cannot read the template ${safe(name)}`, {
        cause: error,
      });
    }
  }
}

/**
 * A template that knew no line at all was the wrong one. One that fits the command with an argument has to know half of the lines, one that
 * fits it loosely, or gets only some of the lines, all of them.
 */
function isBelievable(
  run: TemplateRun,
  { leftOver, isFiltered, hasArguments }: TemplateFile,
): boolean {
  const { rows, linesMatched, linesTotal } = run;
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
