/** What can be asked about a configuration before it is pushed. */
export interface ConfigRequests {
  /** What each host would be sent. Nothing is sent, nothing connected. */
  readonly 'config-preview': {
    readonly asks: {
      readonly names: readonly string[];
      readonly lines: readonly string[];
      /** Another mode than the platform's configuration mode. */
      readonly mode: string | undefined;
      readonly commits: boolean;
      readonly saves: boolean;
    };
    readonly gives: readonly ConfigPreview[];
  };
}

/** What one host would be sent. All of it is safe to show. */
export interface ConfigPreview {
  readonly host: string;
  readonly platform: string;
  /** The mode it stands in now, or how its connection stands. */
  readonly now: string;
  /** Lines that would be sent. */
  readonly lines: number;
  /** Those left out as comments, by their numbers, from 1. */
  readonly leftOut: readonly number[];
  /** What becomes of them: `count at once, not saved`. */
  readonly fate: string;
  /** Why it cannot be told this; '' where it can. */
  readonly problem: string;
}
