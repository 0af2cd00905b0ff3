/** What can be asked about hosts, and done to the sessions to them. */
export interface HostRequests {
  /** The hosts that are open, then those that only the inventory knows; of all of them, or of a selector. */
  readonly hosts: {
    readonly asks: { readonly selector?: string };
    readonly gives: readonly HostFact[];
  };
  /** Opens hosts by name, by `[user@]host[:port]` or by a selector of the inventory, and waits until each is open or has failed. */
  readonly open: {
    readonly asks: { readonly targets: readonly string[]; readonly again?: boolean };
    readonly gives: readonly OpenedHost[];
  };
  /** Closes sessions by their names; gives those that were there. */
  readonly close: {
    readonly asks: { readonly names: readonly string[] };
    readonly gives: readonly string[];
  };
  /** Shows whom `@ command` asks; '' for nobody in particular. */
  readonly 'show-targets': {
    readonly asks: { readonly text: string };
    readonly gives: undefined;
  };
}

/** A host as it stands. All of it is safe to show. */
export interface HostFact {
  readonly name: string;
  readonly platform: string;
  readonly address: string;
  readonly groups: readonly string[];
  /** `not open`, or how its session stands. */
  readonly state: string;
  /** The mode of its last prompt; '' where there was none. */
  readonly mode: string;
  /** Since when it stands so, in ms since the epoch; undefined for a host that is not open. */
  readonly sinceMs: number | undefined;
}

export interface OpenedHost {
  readonly host: string;
  readonly state: 'open' | 'open already' | 'failed';
  /** Why not, in one line; '' where it is open. */
  readonly says: string;
}
