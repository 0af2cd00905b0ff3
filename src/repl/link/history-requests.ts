import type { HistoryEntry } from '../history/entry.ts';

/** What can be asked about the history of all runs, and done with its texts. Secrets in them are hidden. */
export interface HistoryRequests {
  /** What Ctrl-R finds, the best first. */
  readonly 'history-search': {
    readonly asks: { readonly query: string; readonly limit: number };
    readonly gives: {
      readonly found: readonly NamedEntry[];
      readonly more: number;
      /** What is wrong with a filter. */
      readonly problem: string | undefined;
    };
  };
  /** The inputs of the run so many before this one, oldest first. Refused where there is none. */
  readonly 'history-run': {
    readonly asks: { readonly back: number };
    readonly gives: readonly HistoryEntry[];
  };
  /** The last inputs of all runs that hold a text (`*` for anything), oldest first. */
  readonly 'history-tail': {
    readonly asks: { readonly pattern: string; readonly limit: number };
    readonly gives: readonly NamedEntry[];
  };
  /** Puts a text in the place of what is being typed. */
  readonly 'load-text': { readonly asks: { readonly text: string }; readonly gives: undefined };
}

export interface NamedEntry {
  readonly entry: HistoryEntry;
  /** `5` in this run, `~1/5` in the one before; '' for an entry that cannot be named so. */
  readonly name: string;
}
