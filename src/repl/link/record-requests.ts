/** What can be asked about the log and the recording of cells. */
export interface RecordRequests {
  /** The text logs of sessions: as they stand, or begun or ended; of all of them unless names are given. */
  readonly 'session-logs': {
    readonly asks: { readonly what: 'on' | 'off' | 'list'; readonly names?: readonly string[] };
    readonly gives: readonly SessionLogState[];
  };
  /** Words of the person for the logs and the recording of the run. */
  readonly note: {
    readonly asks: { readonly text: string };
    readonly gives: { readonly logs: number; readonly isRecorded: boolean };
  };
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

export interface SessionLogState {
  readonly session: string;
  readonly log: 'on' | 'off';
  /** The file; '' where there is none. Safe to show. */
  readonly file: string;
  /** Lines written since the session was opened. */
  readonly lines: number;
}
