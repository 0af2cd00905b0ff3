import type { Table } from '../../core/table/table.ts';

/** What can be asked about recordings. */
export interface RecordingRequests {
  /** The names of recordings, the latest first. */
  readonly recordings: {
    readonly asks: Record<never, never>;
    readonly gives: readonly string[];
  };
  /** Commands and answers of all recordings that fit, the newest first. Refused for filters and expressions that are none. */
  readonly 'recordings-search': {
    readonly asks: { readonly query: string; readonly limit: number };
    readonly gives: {
      readonly table: Pick<Table, 'columns' | 'rows'>;
      /** Recordings looked through, and whether older ones were left. */
      readonly recordings: number;
      readonly isCut: boolean;
    };
  };
  /** Plays one in a tab of its own; `at` as a person writes a moment. Gives the names of its hosts here. */
  readonly replay: {
    readonly asks: { readonly recording: string; readonly at?: string };
    readonly gives: readonly string[];
  };
}
