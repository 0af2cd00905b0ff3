import type { Table } from '../core/table/table.ts';
import { isObject, type Json, MOST_DEPTH, nestedTable } from './nested-table.ts';

/**
 * The table in an answer that is JSON, as devices print it after `| json`, `json` or `| display json`; undefined when the answer is
 * something else. Whatever form the vendor chose, the objects that are most alike and most numerous become the rows:
 * lists of objects, and objects whose members are objects of one kind (`{"Ethernet1": {…}, "Ethernet2": {…}}`), whose names
 * become the column `name`. What stands above them (a VRF, an area) becomes columns before them, what stands within them
 * columns with a dot. An answer without such objects is one row.
 */
export function jsonTable(text: string): Table | undefined {
  const value = parsed(text.trim());
  if (typeof value !== 'object' || value === null) return undefined;
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return {
    ...nestedTable(unwrapped(value, 0), 'device').table,
    origin: { ...ORIGIN, linesMatched: lines, linesTotal: lines },
  };
}

const ORIGIN = { template: 'JSON', mode: 'strict', warnings: [], unmatched: [] } as const;

/** Whether a text can be JSON at all; cheap. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function parsed(text: string): unknown {
  if (!looksLikeJson(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A prompt of two lines, or a word about the time taken, may stand behind the last brace.
    const end = Math.max(text.lastIndexOf('\n}'), text.lastIndexOf('\n]'));
    return end < 0 || end + 2 === text.length ? undefined : parsed(text.slice(0, end + 2));
  }
}

/** Junos wraps every value: `[{"data": "ge-0/0/0", "attributes": …}]`. */
function unwrapped(value: unknown, depth: number): Json {
  if (Array.isArray(value)) {
    const only: unknown = value.length === 1 ? value[0] : undefined;
    if (isObject(only) && 'data' in only && Object.keys(only).length <= 2)
      return scalar(only['data']);
    return depth > MOST_DEPTH ? textOf(value) : value.map((one) => unwrapped(one, depth + 1));
  }
  if (!isObject(value)) return scalar(value);
  if (depth > MOST_DEPTH) return textOf(value);
  const members = Object.entries(value).map(([name, one]) => [name, unwrapped(one, depth + 1)]);
  return Object.fromEntries(members);
}

function scalar(value: unknown): Json {
  const isSimple = typeof value === 'string' || typeof value === 'number' || value === null;
  return isSimple || typeof value === 'boolean' ? value : textOf(value ?? null);
}

/** What stands too deep to become columns; nested without end it has no text either. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '…';
  }
}
