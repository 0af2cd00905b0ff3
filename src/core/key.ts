/** One key as a person meant it: which key, what was held, and what it would insert. */
export interface Key {
  /** The key in lower case: a printable character, or `enter tab backspace delete up down left right home end pageup pagedown insert escape space f1` … */
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** What it inserts; '' if nothing. May hold several characters when they arrived together. */
  readonly text: string;
}
