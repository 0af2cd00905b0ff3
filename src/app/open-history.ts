import { join } from 'node:path';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { textOfBlock } from '../journal/read/block-text.ts';
import { openRecording } from '../journal/read/open-recording.ts';
import type { FoundBlock } from '../journal/search/found-block.ts';
import { RecordingsSearch } from '../journal/search/recordings-search.ts';
import type { CopyDesk } from '../ui/copy/copy-desk.ts';
import type { CopySubject } from '../ui/copy/copy-subject.ts';
import { HistoryDesk, type HistoryDeskOptions } from '../ui/history-search/history-desk.ts';
import { HistorySearch } from '../ui/history-search/history-search.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

interface HistoryNeeds
  extends Pick<Parts, 'backstage'>,
    Pick<HistoryDeskOptions, 'controller' | 'repl' | 'open'> {
  readonly copies: CopyDesk;
}

export interface OpenHistory {
  readonly desk: HistoryDesk;
  close(): Promise<void>;
}

/** The search over all recordings; its threads start when somebody searches. */
export function openHistory(options: AppOptions, needs: HistoryNeeds): OpenHistory {
  const { clock, compositor, folders, mode, quit } = options;
  const { backstage, controller, repl, open, copies } = needs;
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
      ...{ controller, repl, history, open },
      copyFound: async (found) => copies.ask(await subjectOf(found, backstage)),
      leaveProgram: mode.search === undefined ? undefined : () => quit(0),
    }),
    close: () => search.close(),
  };
}

/** More is not read for copying. */
const MOST_BYTES = 16_000_000;

async function subjectOf(
  found: FoundBlock,
  { platforms, parsers }: Parts['backstage'],
): Promise<CopySubject> {
  const recording = await openRecording(found.path, { platforms });
  try {
    const block = recording.blocks.find(({ number }) => number === found.block?.number);
    const name = safe(recording.name, 200);
    if (block === undefined) throw new ShowrunError('bad-file', `${name} has no such command`);
    if (block.to - block.from > MOST_BYTES) {
      const advice = 'showrun export writes it to a file';
      throw new ShowrunError('bad-usage', 'this answer is too long to be copied', { advice });
    }
    const { platform, command } = block;
    const text = textOfBlock(recording, block, platforms);
    return {
      what: `${command} of ${found.session}`,
      blocks: [{ ...block, host: found.session, text }],
      rows: undefined,
      table: () => parsers.read({ platform, command, text }),
    };
  } finally {
    recording.close();
  }
}
