import { configText, isConfigResult } from '../../core/config-result.ts';
import { safe, safeLines } from '../../core/safe.ts';
import { type Beside, NOTHING_BESIDE } from './beside.ts';
import { type DisplayOptions, displayTable } from './display-table.ts';
import { Result } from './result.ts';
import type { Results } from './results.ts';
import { besideResults, commandsOf, tableOfAll } from './results-table.ts';

/** One result as text: its table if it has one, else the device's words; for a configuration, how it went. */
export function resultText(result: Result, options: DisplayOptions): string {
  const { paint } = options;
  const core = Result.coreOf(result);
  if (core && isConfigResult(core)) return safeLines(`${result.host}: ${configText(core)}`);
  if (result.error) return paint.bad(safe(result.error.message));
  if (result.table) return displayTable(result.table, options);
  const text = words(result, options);
  return result.outcome === 'refused' ? text.split('\n').map(paint.warning).join('\n') : text;
}

/** Many hosts' results as text: one table of all for each command, then what has none, then one line for each failure. */
export function resultsText(results: Results, options: DisplayOptions): string {
  const commands = commandsOf(results.results);
  if (commands.length <= 1) return ofOneCommand(results.results, options);
  const parts = commands.map((command) => {
    const own = results.results.filter((result) => result.command === command);
    return `${options.paint.header(safe(command))}\n${ofOneCommand(own, options)}`;
  });
  const lost = results.results.filter(({ command }) => command === '');
  return [...parts, ...(lost.length > 0 ? [ofOneCommand(lost, options)] : [])].join('\n\n');
}

function ofOneCommand(results: readonly Result[], options: DisplayOptions): string {
  const { paint } = options;
  const table = tableOfAll(results);
  const raw = results.filter((result) => !result.table && !result.error);
  const lost: Beside = { ...NOTHING_BESIDE, failed: besideResults(results).failed };
  const lines = raw.map((result) => {
    const core = Result.coreOf(result);
    if (core && isConfigResult(core)) return resultText(result, options);
    return `${paint.header(`${safe(result.host)}:`)}\n${resultText(result, options)}`;
  });
  return [
    ...(table ? [displayTable({ table, beside: lost }, options)] : []),
    ...lines,
    ...(table ? [] : lost.failed.map(({ error }) => paint.bad(safe(error.message)))),
  ].join('\n');
}

/** A device's words, as many as can be shown. */
function words({ text }: Result, { maxChars }: DisplayOptions): string {
  const shown = safeLines(text.slice(0, maxChars));
  const rest = text.length - maxChars;
  return rest > 0 ? `${shown}\n… ${rest.toLocaleString('en')} more characters` : shown;
}
