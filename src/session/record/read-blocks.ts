import type { Block } from '../../core/block.ts';
import { isRefusal } from '../channel/answer.ts';
import type { IndexedBlock } from './block-index.ts';
import { readSeenCommands, type SeenOn } from './last-command.ts';
import type { RawLog } from './raw-log.ts';

export interface ReadBlocks {
  readonly host: string;
  readonly platform: string;
  readonly on: Omit<SeenOn, 'platform'> & { readonly platform: SeenOn['platform'] & Refusing };
  /** The most that are wanted; the latest ones. */
  readonly most: number;
}

type Refusing = Parameters<typeof isRefusal>[1];

/** What is read for one request, however much the answers hold. */
const MOST_BYTES = 4_000_000;

/** The latest blocks, the oldest of them first. Those whose bytes are gone are left out, and empty Enters are none. */
export function readBlocks(
  indexed: readonly IndexedBlock[],
  rawLog: RawLog,
  given: ReadBlocks,
): readonly Block[] {
  const blocks: Block[] = [];
  let bytes = 0;
  for (const one of indexed.toReversed()) {
    bytes += one.range.to - one.range.from;
    const isGone = one.range.from < rawLog.start;
    if (isGone || bytes > MOST_BYTES || blocks.length >= given.most) break;
    blocks.unshift(...blocksIn(one, rawLog, given));
  }
  return blocks.slice(-given.most);
}

/** One of a script's; of a person who types ahead there may be several between two prompts. */
function blocksIn(
  { range, mode, startedAtMs, endedAtMs, known }: IndexedBlock,
  rawLog: RawLog,
  { host, platform, on }: ReadBlocks,
): Block[] {
  const { startsAt } = range;
  const seen = readSeenCommands(rawLog.slice(range.from, range.to), { ...on, startsAt });
  const times = { startedAtMs, elapsedMs: Math.max(0, endedAtMs - startedAtMs) };
  const about = { host, platform, mode, ...times };
  if (known !== undefined) return [{ ...about, ...known, text: seen.at(-1)?.text ?? '' }];
  return seen.map(({ command, text, mode: ranIn }) => {
    const outcome = isRefusal(text.split('\n'), on.platform) ? 'refused' : 'ok';
    return { ...about, mode: ranIn ?? mode, command, text, outcome };
  });
}
