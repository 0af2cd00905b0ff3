import { type ConfigResult, configText } from '../core/config-result.ts';
import { safe, safeLines } from '../core/safe.ts';
import type { Cell, Table } from '../core/table/table.ts';

/** How pushing a configuration went, a host a line; a refusal has gone to stderr. */
export function configLines(results: readonly ConfigResult[]): string {
  const good = results.filter(({ outcome }) => outcome === 'ok');
  return good.map((result) => `${result.host}: ${safeLines(configText(result))}\n`).join('');
}

/** The same as a table, refusals included. */
export function configTable(results: readonly ConfigResult[]): Table {
  const rows = results.map((result): Cell[] => {
    const { host, outcome, sent, total, state, kept = [], refusal, keepRefusal } = result;
    const words = (refusal ?? keepRefusal)?.words.replace(/\s+/g, ' ').trim() ?? '';
    const line = refusal === undefined ? '' : String(refusal.number);
    const refused = refusal?.line.trim() ?? keepRefusal?.command ?? '';
    return [host, outcome, sent, total, state, kept.join(', '), line, safe(refused), safe(words)];
  });
  return { columns: COLUMNS, rows, origin: undefined };
}

const COLUMNS = ['host', 'outcome', 'sent', 'total', 'state', 'kept', 'line', 'refused', 'words'];

/** The part of `-o json` only a configuration has; always with all its keys. */
export function configJson(result: ConfigResult) {
  const { sent, total, state, kept = [], refusal, keepRefusal } = result;
  return {
    ...{ sent, total, state, kept },
    refusal:
      refusal === undefined
        ? null
        : { line: refusal.line, number: refusal.number, words: refusal.words },
    keepRefusal: keepRefusal ?? null,
  };
}
