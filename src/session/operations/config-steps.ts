import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Multiline, Platform } from '../../platforms/platform.ts';

/** What is sent and then followed by a prompt: a line, or a text of several lines. */
export interface ConfigStep {
  readonly line: string;
  /** One-based, among the lines given. */
  readonly number: number;
  /** The rest of a text that `line` begins. */
  readonly body: readonly string[];
}

/**
 * The lines worth sending: blank ones and comments left out, tabs made blanks, a text of several lines kept as it is. Throws
 * `bad-usage` for a text without its end and for control characters.
 */
export function configSteps(
  given: readonly string[],
  platform: Pick<Platform, 'comments' | 'multiline'>,
): readonly ConfigStep[] {
  const lines = given.flatMap((line) => line.split(/\r\n|\n|\r/));
  const steps: ConfigStep[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replaceAll('\t', ' ').trimEnd();
    if (isLeftOut(line, platform.comments)) continue;
    const rest = lines.slice(at + 1);
    const length = bodyLength(line, rest, platform.multiline);
    const body = rest.slice(0, length);
    const number = at + 1;
    if (length > rest.length) throw noEnd(line, number);
    for (const [place, one] of [line, ...body].entries()) refuseControls(one, number + place);
    steps.push({ line, number, body });
    at += length;
  }
  return steps;
}

/** How many lines the steps are on the wire. */
export function lineCount(steps: readonly ConfigStep[]): number {
  return steps.reduce((sum, { body }) => sum + 1 + body.length, 0);
}

function isLeftOut(line: string, comments: readonly string[]): boolean {
  const text = line.trim();
  return text === '' || comments.some((comment) => text.startsWith(comment));
}

/** Lines of a text after its first one; more than there are when it does not end. */
function bodyLength(line: string, rest: readonly string[], texts: readonly Multiline[]): number {
  for (const { start, end } of texts) {
    const found = start.exec(line);
    if (found === null) continue;
    const mark = found.groups?.['end'];
    if (end === undefined && mark === undefined) continue;
    const behind = line.slice(found.index + found[0].length);
    if (end === undefined && mark !== undefined && behind.includes(mark)) return 0;
    const isLast = (one: string): boolean => end?.test(one) ?? one.includes(mark ?? '');
    const at = rest.findIndex(isLast);
    return at === -1 ? rest.length + 1 : at + 1;
  }
  return 0;
}

function noEnd(line: string, number: number): ShowrunError {
  const message = `line ${number} '${safe(line.trim(), 80)}' begins a text that does not end`;
  return new ShowrunError('bad-usage', message, { advice: 'nothing was sent; give all its lines' });
}

function refuseControls(line: string, number: number): void {
  if (!/[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(line)) return;
  const message = `line ${number} '${safe(line.trim(), 80)}' has control characters in it`;
  throw new ShowrunError('bad-usage', message, { advice: 'nothing was sent; take them out' });
}
