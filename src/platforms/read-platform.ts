import * as v from 'valibot';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { type PlatformFile, platformFile } from './platform-file.ts';

/** A place in a file: keys and list positions. */
export type FilePath = readonly (string | number)[];

/** A platform file that was read: its text checked, its patterns not yet compiled. */
export interface ReadPlatform {
  readonly name: string;
  readonly content: PlatformFile;
  /** An error about a place in the file, as a path of keys and list positions. */
  readonly errorAt: (path: FilePath, message: string) => ShowrunError;
}

const MAX_FILE = 1_000_000;

/** Reads the text of a platform file. Throws `bad-file` as `file:line: what was expected`. */
export function readPlatform(source: {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}): ReadPlatform {
  const lines = new LineCounter();
  const fail = (line: number, message: string): ShowrunError =>
    new ShowrunError('bad-file', `${safe(source.file)}:${line}: ${safe(message)}`, {
      subject: safe(source.file),
    });
  if (source.text.length > MAX_FILE) throw fail(1, 'expected a file of less than a megabyte');
  const document = parseDocument(source.text, { lineCounter: lines, logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem) {
    throw fail(lines.linePos(problem.pos[0]).line, problem.message.split('\n')[0] ?? 'bad YAML');
  }
  const errorAt: ReadPlatform['errorAt'] = (path, message) =>
    fail(lineOf(document, lines, path), message);
  const checked = v.safeParse(platformFile, document.toJS({ maxAliasCount: 20 }) ?? {});
  if (checked.success) return { name: source.name, content: checked.output, errorAt };
  const [issue] = checked.issues;
  const path = (issue.path ?? []).map((step) => step.key as string | number);
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  const isUnknownKey = issue.expected === 'never' && isMap(document.contents);
  const message = isUnknownKey ? 'not known here' : issue.message;
  throw errorAt(path, where + message);
}

function lineOf(document: Document, lines: LineCounter, path: FilePath): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
