/** What can be asked about the settings. */
export interface SettingRequests {
  readonly settings: {
    readonly asks: Record<never, never>;
    readonly gives: { readonly file: string; readonly settings: readonly SettingFact[] };
  };
  /** Keeps a value, or goes back to what counts without one. */
  readonly set: {
    readonly asks: { readonly name: string; readonly value: string | undefined };
    readonly gives: SettingFact;
  };
  readonly themes: {
    readonly asks: Record<never, never>;
    readonly gives: { readonly names: readonly string[]; readonly current: string };
  };
}

export interface SettingFact {
  readonly name: string;
  /** '' for none. */
  readonly value: string;
  readonly defaultValue: string;
  /** Those it can have; undefined for any text. */
  readonly values: readonly string[] | undefined;
  readonly summary: string;
  readonly applies: 'at once' | 'at the next start';
}
