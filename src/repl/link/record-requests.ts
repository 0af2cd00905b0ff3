/** What can be asked about the log and the recording of cells. */
export interface RecordRequests {
  readonly log: {
    readonly asks:
      | { readonly what: 'start'; readonly file: string }
      | { readonly what: 'stop' | 'state' };
    readonly gives: RecordState;
  };
  readonly record: {
    readonly asks:
      | { readonly what: 'start'; readonly name: string }
      | { readonly what: 'stop' | 'state' };
    readonly gives: RecordState;
  };
}

export interface RecordState {
  /** Undefined where nothing is written. Safe to show. */
  readonly file: string | undefined;
  /** Cells written so far. */
  readonly cells: number;
}
