import { type OutputFormat, outputFormat, readOptions, text, usage } from './read-options.ts';

/** `showrun parse`: tables of texts that lie in files, without any device. */
export type ParseMode = ParseTextMode | ParseLinesMode;

interface ParseTextMode extends TemplateChoice {
  readonly mode: 'parse';
  /** '' only where a template is named. */
  readonly platform: string;
  readonly command: string;
  /** `-` for standard input. */
  readonly file: string;
  readonly output: Exclude<OutputFormat, 'raw'>;
}

interface ParseLinesMode extends TemplateChoice {
  readonly mode: 'parse-jsonl';
  readonly file: string;
}

export interface TemplateChoice {
  /** A template's file. */
  readonly template: string | undefined;
  /** Folders of templates, besides the person's and ours. */
  readonly folders: readonly string[];
  readonly strictness: 'strict' | 'lenient';
}

/** Throws `bad-usage`. */
export function parseParse(argv: readonly string[]): ParseMode {
  const { values, positionals } = readOptions(argv, {
    platform: { type: 'string', short: 'p' },
    command: { type: 'string', short: 'c' },
    output: { type: 'string', short: 'o' },
    template: { type: 'string' },
    templates: { type: 'string', multiple: true },
    strict: { type: 'boolean' },
    jsonl: { type: 'boolean' },
  });
  const [file = '-', ...more] = positionals;
  if (more.length > 0)
    throw usage("one file at a time: showrun parse -p PLATFORM -c 'COMMAND' FILE");
  const { platform, command, templates } = values;
  const choice: TemplateChoice = {
    template: text(values['template']),
    folders: Array.isArray(templates) ? templates.filter((one) => typeof one === 'string') : [],
    strictness: values['strict'] === true ? 'strict' : 'lenient',
  };
  if (values['jsonl'] === true) {
    const given = [platform, command, values['output']].find((one) => one !== undefined);
    if (given !== undefined)
      throw usage('--jsonl takes platform and command from each line, without -p, -c and -o');
    return { mode: 'parse-jsonl', file, ...choice };
  }
  if (choice.template === undefined && (platform === undefined || command === undefined)) {
    throw usage(
      "which command of what? showrun parse -p cisco_ios -c 'show ip interface brief' FILE",
    );
  }
  const output = outputFormat(text(values['output']) ?? 'table');
  if (output === 'raw')
    throw usage('-o wants one of table, json, csv, md here: the raw text is the file');
  return {
    mode: 'parse',
    platform: text(platform) ?? '',
    command: text(command) ?? '',
    file,
    output,
    ...choice,
  };
}

/** Throws `bad-usage`. */
export function parseParsers(argv: readonly string[]): {
  readonly mode: 'parsers';
  readonly platform: string | undefined;
} {
  const { positionals } = readOptions(argv, {});
  if (positionals.length > 1) throw usage('one platform at a time: showrun parsers [PLATFORM]');
  return { mode: 'parsers', platform: positionals[0] };
}
