import type { Regex } from './regex-node.ts';

/** A compiled TextFSM template: what its file says, nothing of a run. */
export interface Template {
  /** Where it came from, for messages. */
  readonly file: string;
  readonly values: readonly Value[];
  readonly states: ReadonlyMap<string, State>;
  /** An empty `EOF` state is written, which switches off the record at the end of the text. */
  readonly hasEof: boolean;
}

/** The most characters a Value's or state's name may have. */
export const MAX_NAME = 48;

/** A column. */
export interface Value {
  readonly name: string;
  /** In the order written, which decides what `Required` sees of a `List`. */
  readonly options: readonly ValueOption[];
  /** The expression with its outer parentheses, as written. */
  readonly regex: string;
  /** For a `List` whose expression has inner groups: the expression as a tree. */
  readonly inner: Regex | undefined;
}

export const VALUE_OPTIONS = ['Required', 'Filldown', 'Fillup', 'Key', 'List'] as const;
export type ValueOption = (typeof VALUE_OPTIONS)[number];

export interface State {
  readonly name: string;
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** 1-based line in the template file. */
  readonly line: number;
  /** The expression with the values put in. */
  readonly regex: Regex;
  readonly lineOp: LineOp;
  readonly recordOp: RecordOp;
  /** State to go to; `End` and `EOF` stop. */
  readonly newState: string | undefined;
  /** Text after `Error`. */
  readonly message: string | undefined;
}

export const LINE_OPS = ['Continue', 'Next', 'Error'] as const;
export type LineOp = (typeof LINE_OPS)[number];

export const RECORD_OPS = ['Clear', 'Clearall', 'Record', 'NoRecord'] as const;
export type RecordOp = (typeof RECORD_OPS)[number];

/** One cell of a row. A `List` holds null for a group that took no part, and objects where its expression has inner named groups. */
export type FsmCell = string | readonly FsmListItem[];
export type FsmListItem = string | null | Readonly<Record<string, string | null>>;
