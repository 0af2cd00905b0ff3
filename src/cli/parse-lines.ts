import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { asShowrunError } from '../core/errors.ts';
import { jsonLine } from '../core/json-text.ts';
import { safe } from '../core/safe.ts';
import { tableRows } from '../core/table/forms/table-rows.ts';
import type { Table } from '../core/table/table.ts';
import type { ParseService } from '../parse/parse-service.ts';
import { openParser } from './open-parser.ts';
import type { ParseMode } from './parse-options.ts';
import { inputProblem, openInput } from './read-input.ts';

const REQUEST = v.object({
  id: v.optional(v.union([v.string(), v.number(), v.null()]), null),
  platform: v.string(),
  command: v.string(),
  text: v.string(),
});

/** Requests under way at once: the worker never waits, and the memory holds few texts. */
const MOST_UNWRITTEN = 32;

type LinesMode = Extract<ParseMode, { mode: 'parse-jsonl' }>;

/**
 * `showrun parse --jsonl`: one request a line in, one answer a line out, in order, as they come. What is wrong with one of them
 * is said in its answer and stops none. Throws `bad-file` when the input cannot be read.
 */
export async function parseLines(mode: LinesMode): Promise<number> {
  const parser = await openParser(mode);
  const unwritten: Promise<void>[] = [];
  let last = Promise.resolve();
  try {
    const input = openInput(mode.file);
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() === '') continue;
      const answer = answerTo({ line, number, parser, mode });
      last = last.then(async () => write(await answer));
      unwritten.push(last);
      if (unwritten.length >= MOST_UNWRITTEN) await unwritten.shift();
    }
    await last;
    return 0;
  } catch (thrown) {
    throw await inputProblem(mode.file, thrown);
  } finally {
    await parser.close();
  }
}

async function write(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

async function answerTo(given: {
  readonly line: string;
  readonly number: number;
  readonly parser: ParseService;
  readonly mode: LinesMode;
}): Promise<string> {
  const { line, number, parser, mode } = given;
  const request = requestOf(line);
  if (typeof request === 'string') return answer(null, undefined, `line ${number}: ${request}`);
  const { id, platform, command, text } = request;
  try {
    const { template, strictness } = mode;
    return answer(id, await parser.read({ platform, command, text, template, mode: strictness }));
  } catch (thrown) {
    return answer(id, undefined, asShowrunError(thrown).message);
  }
}

/** The request of a line, or what is wrong with it. */
function requestOf(line: string): v.InferOutput<typeof REQUEST> | string {
  try {
    const parsed = v.safeParse(REQUEST, JSON.parse(line));
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    return safe(`${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`, 200);
  } catch {
    return 'expected one JSON object with id, platform, command and text';
  }
}

function answer(id: string | number | null, table: Table | undefined, error?: string): string {
  const origin = table?.origin;
  return jsonLine({
    id,
    rows: table === undefined ? [] : tableRows(table),
    template: origin?.template ?? null,
    matched: origin?.linesMatched ?? 0,
    lines: origin?.linesTotal ?? 0,
    error: error ?? null,
  });
}
