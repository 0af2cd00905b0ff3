import { Utf8Stream } from '../core/utf8-stream.ts';
import type { CastEvent } from '../journal/cast/cast-event.ts';
import type { RecordedHost } from '../journal/recording.ts';
import { LineModel } from '../session/channel/line-model.ts';

/** A line of a session as its pane showed it, without controls. */
export interface DrawnLine {
  /** When it ended. */
  readonly atS: number;
  readonly text: string;
  readonly by: 'device' | 'showrun';
}

/** The lines of a session from its events, as they are drawn one below the other; what a full-screen program drew is not among them. */
export function* drawnLines(
  host: RecordedHost,
  events: Iterable<CastEvent>,
): Generator<DrawnLine, void> {
  const lines: string[] = [];
  const model = new LineModel({ cols: host.size.cols, onLine: (line) => lines.push(line) });
  const utf8 = new Utf8Stream();
  let atS = host.startS;
  for (const event of events) {
    atS = event.atS;
    if (event.kind === 'output') {
      model.feed(utf8.decode(event.bytes));
      for (const text of lines.splice(0)) yield { atS, text, by: 'device' };
    } else if (event.kind === 'resize') {
      model.cols = event.size.cols;
    } else if (event.kind === 'printed') {
      yield { atS, text: event.line, by: 'showrun' };
    } else if (event.kind === 'gap') {
      yield { atS, text: gapLine(event.bytes), by: 'showrun' };
    }
  }
  const rest = model.current(Number.POSITIVE_INFINITY);
  if (rest.trim() !== '') yield { atS, text: rest, by: 'device' };
}

/** What stands in an export where output is missing. */
export function gapLine(bytes: number): string {
  return `── ${bytes} bytes of output are missing here: they could not be written ──`;
}
