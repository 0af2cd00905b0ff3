/** What a pane's title says of its session. Every string is `safe()`. */
export interface PaneFacts {
  readonly name: string;
  /** The name of the device the session has gone on to from there, or ''. */
  readonly inside: string;
  readonly platform: string;
  /** What is dangerous about the connection, or ''. */
  readonly warning: string;
  /** The hosts it goes through: `via jump1 › jump2`, or ''. */
  readonly way: string;
  /** The CLI mode, or '' while it is not known. */
  readonly mode: string;
  readonly state:
    | 'connecting'
    | 'open'
    | 'closed'
    | 'lost'
    | 'failed'
    | 'waiting'
    | 'silent'
    | 'recorded';
  /** A few words on the state: `logging in`, `closed 12:03:04`; `legacy` while weak algorithms are in use. */
  readonly stateText: string;
  /** The same where there is little room. */
  readonly shortStateText: string;
  /** How its log and its recording stand, where that is not as usual: `not logged`, `not recorded`; else ''. */
  readonly log: string;
  /** Who drives the session while a script has it. */
  readonly holder: string | undefined;
  /** Keys held back meanwhile. */
  readonly heldKeys: number;
}
