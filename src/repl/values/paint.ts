/** How parts of a displayed value look, as SGR colours of the 16 that every theme has. */
export interface Paint {
  header(text: string): string;
  /** `whole` is the cell before it was cut. */
  cell(text: string, whole: string): string;
  /** What is said about a value. */
  note(text: string): string;
  /** A host that was lost. */
  bad(text: string): string;
  /** A host that refused. */
  warning(text: string): string;
}

const same = (text: string): string => text;

export const plainPaint: Paint = { header: same, cell: same, note: same, bad: same, warning: same };

/** With restraint: names, what is said beside the value, and words that mean up or down. */
export const colourPaint: Paint = {
  header: sgr(1, 22),
  cell: (text, whole) => meaningOf(whole)(text),
  note: sgr(2, 22),
  bad: sgr(31, 39),
  warning: sgr(33, 39),
};

const GOOD = sgr(32, 39);

/** Up, down, or switched off by somebody: words that devices of all makes use for a state. */
function meaningOf(text: string): (text: string) => string {
  if (text.length > MOST_CHARS) return same;
  if (UP.test(text)) return GOOD;
  if (OFF.test(text)) return colourPaint.warning;
  return DOWN.test(text) ? colourPaint.bad : same;
}

const MOST_CHARS = 40;
const UP =
  /^(?:up(?: ?\/ ?up)?|connected|established|estab|full(?:\/.*)?|ok|passed?|online|forwarding|running|reachable)$/i;
const DOWN =
  /^(?:down(?: ?\/ ?down)?|lowerlayerdown|err(?:or)?|err-?disabled?|failed|failure|faulty|critical|offline|unreachable|expired|suspended|up ?\/ ?down)$/i;
const OFF =
  /^(?:administratively down|admin(?:-| )?down|disabled|shutdown|notconnect|not ?present|idle(?: \(admin\))?|blocking|warning|init(?:\/.*)?)$/i;

function sgr(on: number, off: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
