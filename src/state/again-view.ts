/** A recording's commands being run again, step by step, over the panes. Every string but commands is `safe()`. */
export interface AgainView {
  /** The session they come from, with the recording's name. */
  readonly from: string;
  /** The live session they go to. */
  readonly to: string;
  /** What a person should know before the first command: `recorded on Cisco IOS, r7 is Junos`; '' for nothing. */
  readonly warning: string;
  readonly steps: readonly AgainStep[];
  /** The step that Enter sends next; as many as there are steps when all are done. */
  readonly next: number;
  /** The step whose answer is shown. */
  readonly shown: number;
  /** First line of its answer on the screen. */
  readonly top: number;
  /** The next command as it will be sent. */
  readonly text: string;
  readonly keys: AgainKeys;
  /** Runs on by itself until a refusal, a change or the end. */
  readonly pace: 'step' | 'run';
  /** Said about the last key; '' for nothing. */
  readonly message: string;
}

/** What keys are for now: they choose, they write the command, they answer a question, or they wait for the device. */
export type AgainKeys = 'choose' | 'edit' | 'confirm' | 'wait';

export interface AgainStep {
  /** `#7` in the recording. */
  readonly number: number;
  /** As it was recorded. */
  readonly command: string;
  readonly mode: string;
  /** What it may do on the device. */
  readonly danger: Danger;
  readonly recorded: RecordedOutcome;
  readonly state: AgainState;
  /** What was sent in its place; the same where nobody has edited it. */
  readonly sent: string;
  /** The answer beside the recorded one, line by line; empty before it is there. */
  readonly lines: readonly AgainLine[];
  /** `2 changed, 14 the same`; why it failed; '' before. */
  readonly summary: string;
}

/** Only reads; nobody knows; changes the device; ends sessions or loses data. */
export type Danger = 'reads' | 'unknown' | 'changes' | 'destroys';

export type RecordedOutcome = 'ok' | 'refused' | 'unfinished';

export type AgainState =
  | 'waiting'
  | 'running'
  | 'same'
  | 'changed'
  | 'refused'
  | 'failed'
  | 'skipped';

export interface AgainLine {
  readonly kind: 'same' | 'removed' | 'added' | 'changed' | 'note';
  readonly text: string;
}
