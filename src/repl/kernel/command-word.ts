import { safe } from '../../core/safe.ts';
import { RunError } from '../fleet/requests.ts';
import { isPending } from '../values/pending.ts';

/**
 * A value as part of a command: a text, a number, a host, a list of these. What is none of them, or would be more than one line, must
 * not reach a device: it may come from another device's output. Throws a RunError.
 */
export function commandWord(value: unknown): string {
  const word = wordOf(value);
  if (word === undefined)
    throw new RunError(`${told(value)} cannot be part of a command: nothing was sent`);
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(word)) {
    const message = `'${safe(word, 60)}' holds a control character or a line break: nothing was sent`;
    throw new RunError(message);
  }
  return word;
}

function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return Number.isNaN(value) ? undefined : String(value);
  }
  if (typeof value !== 'object' || value === null || isPending(value)) return undefined;
  if (Array.isArray(value)) {
    const words = value.map(wordOf);
    return words.includes(undefined) ? undefined : words.join(',');
  }
  const text = String(value);
  return /^\[object /.test(text) ? undefined : text;
}

function told(value: unknown): string {
  if (isPending(value)) return 'a value that has not arrived (put await before it)';
  return value === null || value === undefined || Number.isNaN(value)
    ? String(value)
    : `a value of type ${typeof value}`;
}
