import { homedir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { jsonText } from '../../core/json-text.ts';
import { writeNewFile } from '../../core/new-file.ts';
import { safe } from '../../core/safe.ts';
import { codeOf, replaceFile } from '../../core/shared-file.ts';
import { tableCsv } from '../../core/table/forms/table-csv.ts';
import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import { tableRows } from '../../core/table/forms/table-rows.ts';
import { type Stage, StageError } from '../kernel/stage.ts';
import { SavedFile } from '../values/saved-file.ts';
import { tableOf, textOf } from '../values/table-of.ts';

const save: Stage = {
  usage: 'save FILE.csv|.json|.md|.txt [!]',
  summary: 'writes a new file in the form its name ends in; ! writes over an old one',
  examples: [
    '@all show ip interface brief |> save interfaces.csv',
    '@all show running-config |> save running.txt !',
    "run('all', 'show ip interface brief').save('interfaces.json', { force: true })",
  ],
  async run(input, args) {
    const { name, isForced } = wishOf(args);
    const file = resolve(name.startsWith('~/') ? join(homedir(), name.slice(2)) : name);
    const form = extname(file).slice(1).toLowerCase();
    const write = Object.hasOwn(FORMS, form) ? FORMS[form] : undefined;
    if (write === undefined) {
      throw new StageError(
        `save: '${safe(name, 80)}' does not say what to write: end it in .csv, .json, .md or .txt`,
      );
    }
    const { text, content } = write(input);
    try {
      await (isForced ? replaceFile(file, text) : writeNewFile(file, text));
    } catch (thrown) {
      throw new StageError(`save: ${safe(file, 200)} was not written: ${reason(thrown)}`);
    }
    return new SavedFile(file, content);
  },
};

export default save;

function wishOf([first, options]: readonly unknown[]): {
  readonly name: string;
  readonly isForced: boolean;
} {
  const words = typeof first === 'string' ? first.trim() : '';
  const name = words
    .replace(/^(?:!|-f\b|--force\b)\s*/, '')
    .replace(/\s+(?:!|-f|--force|force)$|!$/, '')
    .replace(/^(["'])(.*)\1$/, '$2');
  if (name === '') throw new StageError('save needs a file: save routes.csv');
  const isAsked = typeof options === 'object' && Reflect.get(Object(options), 'force') === true;
  return {
    name,
    isForced: isAsked || /^(?:!|-f\b|--force\b)|!$|\s(?:-f|--force|force)$/.test(words),
  };
}

interface Written {
  readonly text: string;
  /** In a few words. */
  readonly content: string;
}

const FORMS: Readonly<Record<string, (input: unknown) => Written>> = {
  csv: (input) => rowsAs(input, tableCsv),
  json: (input) => rowsAs(input, (table) => jsonText(tableRows(table))),
  md: (input) => rowsAs(input, tableMarkdown),
  txt: (input) => {
    const text = textOf(input);
    const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
    return { text: text.endsWith('\n') ? text : `${text}\n`, content: counted(lines, 'line') };
  },
};

function rowsAs(input: unknown, write: (table: ReturnType<typeof tableOf>) => string): Written {
  const table = tableOf(input);
  return { text: write(table), content: counted(table.rows.length, 'row') };
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count.toLocaleString('en')} ${what}s`;
}

function reason(thrown: unknown): string {
  const code = codeOf(thrown);
  const why: Readonly<Record<string, string>> = {
    EEXIST: 'it is there already; an ! behind its name writes over it',
    ENOENT: 'there is no such folder',
    EACCES: 'not allowed',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk cannot be written to',
  };
  return why[code] ?? code;
}
