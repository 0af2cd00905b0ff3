import { UTF_8 } from '../../core/charset.ts';
import type { Platform } from '../../platforms/platform.ts';
import { squash } from '../../session/channel/echo.ts';
import { LineModel } from '../../session/channel/line-model.ts';
import { promptOf, withoutPromptHead } from '../../session/channel/prompt.ts';
import { readSeenCommands } from '../../session/record/last-command.ts';
import type { RecordedBlock, Recording } from '../recording.ts';
import { partsOfBlock } from './block-bytes.ts';
import type { KnownPlatforms } from './open-recording.ts';

/**
 * A block's answer as text: without echo and prompts, `\n` between lines, what a pager drew and wiped gone. Foreign text. '' where its bytes
 * are no more, and its beginning only where it is very long.
 */
export function textOfBlock(
  recording: Recording,
  block: RecordedBlock,
  platforms: Pick<KnownPlatforms, 'find' | 'lookup'>,
): string {
  const platform = platforms.lookup(block.platform) ?? platforms.find('auto');
  const session = recording.sessions.find(({ name }) => name === block.session);
  const cols = block.cols ?? session?.size.cols ?? 80;
  const parts = partsOfBlock(recording, block);
  const together = sharing(recording, block);
  if (together.length > 1) {
    const seen = readSeenCommands(parts, { platform, cols, charset: UTF_8, startsAt: 'prompt' });
    const inTurn = seen.length === together.length ? seen[together.indexOf(block)] : undefined;
    const wanted = squash(block.command);
    return (inTurn ?? seen.find(({ command }) => squash(command) === wanted))?.text ?? '';
  }
  return answerIn(parts, { platform, cols, outcome: block.outcome });
}

/** The whole of what came between two prompts: a line in it that looks like a prompt with a command is part of the answer. */
function answerIn(
  parts: Iterable<Uint8Array>,
  given: Pick<RecordedBlock, 'outcome'> & { readonly platform: Platform; readonly cols: number },
): string {
  const { platform, cols, outcome } = given;
  const lines: string[] = [];
  const model = new LineModel({ cols, onLine: (line) => lines.push(line) });
  const decoder = UTF_8.openDecoder();
  for (const part of parts) model.feed(decoder.decode(part));
  const promptText = model.current();
  const isCut = outcome === 'unfinished' && promptOf(platform, promptText) === undefined;
  if (isCut && promptText !== '') return [...lines.slice(1), promptText].join('\n');
  return withoutPromptHead(lines.slice(1), { platform, promptText }).join('\n');
}

/** Commands typed ahead lie between the same two prompts: they share the range. */
function sharing(recording: Recording, block: RecordedBlock): readonly RecordedBlock[] {
  let ranges = known.get(recording);
  if (ranges === undefined) {
    ranges = byRange(recording.blocks);
    known.set(recording, ranges);
  }
  return ranges.get(rangeOf(block)) ?? [];
}

const known = new WeakMap<Recording, ReadonlyMap<string, readonly RecordedBlock[]>>();

function byRange(blocks: readonly RecordedBlock[]): ReadonlyMap<string, RecordedBlock[]> {
  const ranges = new Map<string, RecordedBlock[]>();
  for (const block of blocks) {
    const range = rangeOf(block);
    const others = ranges.get(range);
    if (others === undefined) ranges.set(range, [block]);
    else others.push(block);
  }
  return ranges;
}

function rangeOf({ session, from, to }: RecordedBlock): string {
  return `${from}-${to} ${session}`;
}
