import { writeCast } from '../cast/write-cast.ts';
import type { ExportFormat } from '../export-format.ts';

/** A recording of one session that every player of asciicasts plays, and shows as our panes did. */
const cast: ExportFormat = {
  extension: 'cast',
  holds: 'one session',
  summary: 'an asciicast v2 that asciinema and others play, one session a file',
  write: writeCast,
};

export default cast;
