import { codeSecrets } from './code-secrets.ts';
import { deviceSecrets } from './device-secrets.ts';
import { promptedSecrets } from './prompted-secrets.ts';
import { commandsWithSecrets } from './secret-commands.ts';
import { secretShapes } from './secret-shapes.ts';
import { readCell } from './secret-text.ts';

// What is written down of a cell must not hold a password, a key, a community or a hash of one, in whatever form it was typed:
// JavaScript, lines of devices, shell commands. Nobody can know them all: where it is in doubt, the value is hidden. What this
// costs is that a person types a word again; what a miss costs is a secret on disk.

/** Stands for what was hidden. A text with it in it is not run (`compileCell`): a device would take it for the password. */
export const HIDDEN = '‹secret›';

/** A part of a text, from an offset to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text with each secret in it replaced by `‹secret›`, and how many there were. */
export function hideSecrets(text: string): { readonly text: string; readonly hidden: number } {
  const long = longLineSecrets(text);
  const cell = readCell(withoutSpans(text, long));
  const rules = [secretShapes, codeSecrets, promptedSecrets, deviceSecrets, commandsWithSecrets];
  const spans = merged([...long, ...rules.flatMap((rule) => rule(cell))]);
  let result = '';
  let done = 0;
  for (const { from, to } of spans) {
    result += text.slice(done, from) + HIDDEN;
    done = to;
  }
  return { text: result + text.slice(done), hidden: spans.length };
}

/** Whether something in a text was hidden when it was written down. */
export function hasHidden(text: string): boolean {
  return text.includes(HIDDEN);
}

/** Where a text to be run has the mark, lines that are comments left out. */
export function hiddenAt(source: string): number | undefined {
  let from = 0;
  for (const line of source.split('\n')) {
    const place = /^\s*\/\//.test(line) ? -1 : line.indexOf(HIDDEN);
    if (place >= 0) return from + place;
    from += line.length + 1;
  }
  return undefined;
}

/** Whether a text says a secret, or did before it was hidden: nothing to be suggested. */
export function holdsSecret(text: string): boolean {
  return hasHidden(text) || hideSecrets(text).hidden > 0;
}

/** Longer than anybody types: data, in which the rules would look about for too long. */
const LONG_LINE = 10_000;
const MAY_SAY =
  /pass|pw|secret|key|token|communit|snmp|auth|psk|\bpin\b|credential|bearer|\$\d\$|:\/\//i;

/** Of a very long line everything is hidden from the first word on that may have to do with a secret. */
function longLineSecrets(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const place = line.length > LONG_LINE ? line.search(MAY_SAY) : -1;
    if (place >= 0) spans.push({ from: from + place, to: from + line.length });
    from += line.length + 1;
  }
  return spans;
}

/** The text with blanks in those places. */
function withoutSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { from, to } of spans) {
    result += text.slice(done, from) + ' '.repeat(to - from);
    done = to;
  }
  return result + text.slice(done);
}

/** In their order, none empty, those that touch as one. */
function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else if (span.to > last.to) result[result.length - 1] = { from: last.from, to: span.to };
  }
  return result;
}
