import * as v from 'valibot';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { Platform } from './platform.ts';
import { type PlatformFile, platformFile } from './platform-file.ts';

/** A platform file that was read: its text checked, its patterns not yet compiled. */
export interface ReadPlatform {
  readonly name: string;
  readonly content: PlatformFile;
  /** An error about a place in the file, as a path of keys and list positions. */
  readonly errorAt: (path: readonly (string | number)[], message: string) => ShowrunError;
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

function lineOf(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Compiles a file on top of the platform it extends. Throws `bad-file` for a pattern that is no regular expression. */
export function compilePlatform(read: ReadPlatform, parent: Platform | undefined): Platform {
  const { content: file, name } = read;
  const pattern = (text: string, path: readonly (string | number)[], flags = ''): RegExp => {
    try {
      return new RegExp(text, flags);
    } catch {
      throw read.errorAt(path, `${path.join('.')}: expected a regular expression`);
    }
  };
  const patterns = (key: 'refusals' | 'questions' | 'logLines' | 'clutter') =>
    file[key]?.map((text, at) => pattern(text, [key, at])) ?? parent?.[key] ?? [];
  const shapes = file.prompts?.map((prompt, at) => ({
    mode: prompt.mode,
    pattern: pattern(prompt.pattern, ['prompts', at, 'pattern']),
  }));
  const prompts = shapes ?? parent?.prompts ?? [];
  if (prompts.length === 0) throw read.errorAt([], 'prompts: expected at least one prompt');
  return {
    name,
    title: file.title ?? name,
    aliases: file.aliases ?? [],
    prompts,
    homeMode: file.homeMode ?? parent?.homeMode,
    onOpen: file.onOpen ?? parent?.onOpen ?? [],
    pagers:
      file.pagers?.map((pager, at) => ({
        pattern: pattern(pager.pattern, ['pagers', at, 'pattern']),
        answer: pager.answer,
      })) ??
      parent?.pagers ??
      [],
    refusals: patterns('refusals'),
    questions: patterns('questions'),
    logLines: patterns('logLines'),
    clutter: patterns('clutter'),
    interruptKey: file.interruptKey ?? parent?.interruptKey ?? '\x03',
    // Signs are a platform's own: what tells its parent apart does not tell it apart.
    detect:
      file.detect?.map((mark, at) => ({
        where: mark.where,
        // A screen and a banner are many lines.
        pattern: pattern(mark.pattern, ['detect', at, 'pattern'], 'm'),
        score: mark.score,
      })) ?? [],
    parents: parent ? [parent.name, ...(parent.parents ?? [])] : [],
  };
}
