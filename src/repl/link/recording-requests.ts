/** What can be asked about recordings. */
export interface RecordingRequests {
  /** The names of recordings, the latest first. */
  readonly recordings: {
    readonly asks: Record<never, never>;
    readonly gives: readonly string[];
  };
  /** Plays one in a tab of its own; `at` as a person writes a moment. Gives the names of its hosts here. */
  readonly replay: {
    readonly asks: { readonly recording: string; readonly at?: string };
    readonly gives: readonly string[];
  };
}
