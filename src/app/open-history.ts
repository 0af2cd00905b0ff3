import { join } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { textOfBlock } from '../journal/read/block-text.ts';
import { openRecording } from '../journal/read/open-recording.ts';
import type { FoundBlock } from '../journal/search/found-block.ts';
import { RecordingsSearch } from '../journal/search/recordings-search.ts';
import { HistoryDesk, type HistoryDeskOptions } from '../ui/history-search/history-desk.ts';
import { HistorySearch } from '../ui/history-search/history-search.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

interface HistoryNeeds
  extends Pick<Parts, 'backstage'>,
    Pick<HistoryDeskOptions, 'controller' | 'desk' | 'repl' | 'open' | 'copy'> {}

export interface OpenHistory {
  readonly desk: HistoryDesk;
  close(): Promise<void>;
}

/** The search over all recordings; its threads start when somebody searches. */
export function openHistory(options: AppOptions, needs: HistoryNeeds): OpenHistory {
  const { clock, compositor, folders, mode, quit } = options;
  const { backstage, controller, desk, repl, open, copy } = needs;
  const { inventory, platforms } = backstage;
  const folder = join(folders.data, 'recordings');
  const search = new RecordingsSearch({ folder });
  const history = new HistorySearch({
    search,
    nowMs: () => clock.wallMs(),
    known: () => ({
      hosts: inventory.names,
      groups: inventory.groups,
      platforms: platforms.names(),
    }),
  });
  history.changed.on(() => {
    if (controller.state.search === 'on') compositor.invalidateChrome('soon');
  });
  return {
    desk: new HistoryDesk({
      ...{ controller, desk, repl, history, open, copy },
      textOf: (found) => answerOf(found, platforms),
      leaveProgram: mode.search === undefined ? undefined : () => quit(0),
    }),
    close: () => search.close(),
  };
}

/** More goes into no clipboard. */
const MOST_BYTES = 4_000_000;

async function answerOf(
  { path, block }: FoundBlock,
  platforms: Parts['backstage']['platforms'],
): Promise<string> {
  const recording = await openRecording(path, { platforms });
  try {
    const found = recording.blocks.find(({ number }) => number === block?.number);
    const name = safe(recording.name, 200);
    if (found === undefined) throw new ShowrunError('bad-file', `${name} has no such command`);
    if (found.to - found.from > MOST_BYTES) {
      const advice = 'showrun export writes it to a file';
      throw new ShowrunError('bad-usage', 'this answer is too long for a clipboard', { advice });
    }
    return textOfBlock(recording, found, platforms);
  } finally {
    recording.close();
  }
}
