import type { Emitter } from '../../core/emitter.ts';
import type { EndedOutcome, KernelEvent } from '../link/kernel-event.ts';

/** A cell that has run, with all that it said. */
export interface KeptCell {
  readonly source: string;
  readonly outcome: EndedOutcome;
  /** Foreign text, SGR at most. */
  readonly printed: string;
  /** The hosts it has told something. */
  readonly hosts: readonly string[];
  /** When it ended, in ms since the epoch. */
  readonly endedAtMs: number;
}

/** Of what one cell prints so much is kept, its end. */
const MOST_CHARS = 500_000;

/** Gives each cell of a kernel when it has ended. Gives back what stops it. */
export function watchCells(
  events: Emitter<KernelEvent>,
  { nowMs, onCell }: { readonly nowMs: () => number; readonly onCell: (cell: KeptCell) => void },
): () => void {
  let printed = '';
  let hosts = new Set<string>();
  return events.on((event) => {
    switch (event.type) {
      case 'printed':
        printed = (printed + event.text).slice(-MOST_CHARS);
        break;
      case 'progress':
        if (event.progress.status !== 'skipped') hosts.add(event.progress.host);
        break;
      case 'ended': {
        const { source, outcome } = event;
        onCell({ source, outcome, printed, hosts: [...hosts], endedAtMs: nowMs() });
        printed = '';
        hosts = new Set();
      }
    }
  });
}
