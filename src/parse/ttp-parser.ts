import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { RunOptions } from '../textfsm/run-template.ts';
import { readTemplate } from '../ttp/read-template.ts';
import { runTtp, type TtpRun } from '../ttp/run-ttp.ts';
import type { Template } from '../ttp/template.ts';
import type { TemplateFile } from './library.ts';
import type { TableOfLines } from './run-to-table.ts';
import { TemplateCache } from './template-cache.ts';
import { ttpToTable } from './ttp-table.ts';

/** Reads answers by TTP templates, kept compiled. */
export class TtpParser {
  readonly #templates = new TemplateCache((source, file) =>
    readTemplate(source, { file, load: (name) => readBeside(file, name) }),
  );

  /** Throws `template-failed` for a damaged template, and in strict mode for a line that no line of the template knows. */
  read(
    given: { readonly found: TemplateFile; readonly command: string; readonly text: string },
    options: RunOptions,
  ): TableOfLines {
    const { found, command, text } = given;
    const { name, isOwn } = found;
    const template = this.#templates.get(found);
    return tableOf({ template, name, isOwn, command, text }, options);
  }

  /** The same with a template that is being written; `beside` is the file it is to replace. */
  tryOut(
    given: {
      readonly source: string;
      readonly file: string;
      readonly beside: string | undefined;
      readonly isOwn: boolean;
      readonly command: string;
      readonly text: string;
    },
    options: RunOptions,
  ): TableOfLines {
    const { source, file, beside } = given;
    const load = (name: string): string => readBeside(beside ?? '', name);
    const template = readTemplate(source, { file, ...(beside !== undefined && { load }) });
    return tableOf({ ...given, template, name: file }, options);
  }
}

function tableOf(
  given: {
    readonly template: Template;
    readonly name: string;
    readonly isOwn: boolean;
    readonly command: string;
    readonly text: string;
  },
  { mode, progress }: RunOptions,
): TableOfLines {
  const { template, name, isOwn, command, text } = given;
  const run = runTtp(template, [{ text, command: command === '' ? undefined : command }], {
    macros: isOwn ? 'run' : 'refuse',
    ...(progress && { progress }),
  });
  if (mode === 'strict') refuseUnknown(run, template.file);
  return ttpToTable(run, name);
}

function refuseUnknown({ unmatched }: TtpRun, file: string): void {
  const [first] = unmatched;
  if (!first) return;
  const what = `input line ${first.line}: no line of the template knows it: '${first.text.slice(0, 200)}'`;
  throw new ShowrunError('template-failed', safe(`${file}: ${what}`), { subject: safe(file) });
}

/** `<extend template="x.ttp"/>` names a file from where its own lies. */
function readBeside(file: string, name: string): string {
  const isBeside = name.endsWith('.ttp') && !isAbsolute(name) && !/^\w+:/.test(name);
  if (!isBeside) throw new Error('not beside the template');
  return readFileSync(join(dirname(file), name), 'utf8');
}
