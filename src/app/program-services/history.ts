import { ShowrunError } from '../../core/errors.ts';
import type { HistoryEntry } from '../../repl/history/entry.ts';
import { runsBefore } from '../../repl/history/runs.ts';
import { searchHistory } from '../../repl/history/search-history.ts';
import { readQuery } from '../../repl/history/search-query.ts';
import type { HistoryRequests, NamedEntry } from '../../repl/link/history-requests.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { Repl } from '../../repl/repl.ts';
import { textOf } from './given.ts';

/** A person reads no more at once, and more is much to send. */
const MOST = 2_000;

/** The history of all runs, for cells, and texts of it for the editor. */
export function historyServices(repl: () => Repl): Pick<ProgramServices, keyof HistoryRequests> {
  const known = async () => {
    const { history } = repl();
    await Promise.all([history.refresh(), history.readOlder()]);
    return { entries: history.entries, run: history.run, nowMs: repl().wallMs() };
  };
  return {
    'history-search': async (asked) => {
      const look = await known();
      const query = readQuery(textOf(asked, 'query'), look);
      const { entries, more } = searchHistory(look.entries, query, numberOf(asked, 'limit'));
      return { found: named(entries, look), more, problem: query.problem };
    },
    'history-run': async (asked) => {
      const { entries, run } = await known();
      const back = numberOf(asked, 'back');
      const name = back === 0 ? run : runsBefore(entries, run).at(-back)?.run;
      if (name !== undefined) return entries.filter((entry) => entry.run === name).slice(-MOST);
      throw new ShowrunError('bad-usage', `the history knows no run ~${back}`, { advice: '' });
    },
    'history-tail': async (asked) => {
      const look = await known();
      const holds = holdsText(textOf(asked, 'pattern'));
      const found = look.entries.filter(({ text }) => holds(text));
      return named(found.slice(-numberOf(asked, 'limit')), look);
    },
    'load-text': async (asked) => {
      repl().load(textOf(asked, 'text'));
      return undefined;
    },
  };
}

function named(
  entries: readonly HistoryEntry[],
  look: { readonly entries: readonly HistoryEntry[]; readonly run: string },
): NamedEntry[] {
  const runs = runsBefore(look.entries, look.run);
  const places = new Map(runs.map(({ run }, place) => [run, `~${runs.length - place}/`]));
  places.set(look.run, '');
  return entries.map((entry) => {
    const before = places.get(entry.run);
    const isNamed = before !== undefined && entry.number !== undefined;
    return { entry, name: isNamed ? `${before}${entry.number}` : '' };
  });
}

function numberOf(asked: unknown, key: string): number {
  const value: unknown = Object(asked)[key];
  return typeof value === 'number' && value >= 0 ? Math.min(MOST, Math.floor(value)) : 0;
}

/** Whether a text holds the parts of a pattern in their order; `*` stands between them. Small letters stand for capitals too. */
function holdsText(pattern: string): (text: string) => boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .filter((part) => part !== '');
  return (text) => {
    const lower = text.toLowerCase();
    let at = 0;
    return parts.every((part) => {
      const place = lower.indexOf(part, at);
      at = place + part.length;
      return place >= 0;
    });
  };
}
