import type { CastEvent } from '../cast/cast-event.ts';
import type { RecordedHost } from '../recording.ts';

/** Hides secrets in what leaves the machine, and counts them. One redactor serves one export: a value found once is hidden everywhere. */
export interface Redactor {
  /** Text of a device or a person, of that platform (`''` where none is known), with its secrets as `‹secret›`. */
  text(text: string, platform: string): string;
  /** The same events with the secrets in their output masked, cell for cell: the screen keeps its layout. */
  events(host: RecordedHost, events: Iterable<CastEvent>): Iterable<CastEvent>;
  /** Values hidden so far, each once. */
  readonly hidden: number;
}

/** For a person who asked for everything: hides nothing. */
export function keepingRedactor(): Redactor {
  return { text: (text) => text, events: (_host, events) => events, hidden: 0 };
}
