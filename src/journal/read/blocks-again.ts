import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBlocks, hostsIn } from '../foreign/find-blocks.ts';
import type { RecordedHost, Recording } from '../recording.ts';
import type { BlockRecord } from '../records.ts';
import type { OpenOptions } from './open-recording.ts';
import { placedBlocks } from './placed-blocks.ts';

/** A run without commands has an empty list of them, too; so much costs little to look at. */
const MOST_LOOKED_BYTES = 64_000_000;

/** The same recording of ours, its commands found by their prompts where its list of them is gone. */
export async function withBlocksAgain(
  recording: Recording,
  options: OpenOptions,
): Promise<Recording> {
  const { startedAtMs, sessions, problems } = recording;
  if (!isLost(recording)) return recording;
  const found: BlockRecord[] = [];
  for (const session of sessions)
    found.push(...(await blocksOf(session, { startedAtMs, options })));
  if (found.length === 0) return recording;
  const offsets = new Map(sessions.map(({ name }) => [name, 0]));
  // These seconds are the recording's, not the cast's.
  const blocks = placedBlocks(found, { startedAtMs, offsets }).map(
    ({ seconds: _, ...block }) => block,
  );
  const line = 'blocks.jsonl has no commands: they were found by their prompts';
  return {
    ...recording,
    blocks,
    // It grows while the casts are read.
    get problems() {
      return [line, ...problems];
    },
  };
}

function isLost({ path, blocks, sessions }: Recording): boolean {
  if (blocks.length > 0) return false;
  if (!existsSync(join(path, 'blocks.jsonl'))) return true;
  return sessions.reduce((sum, { timeline }) => sum + timeline.fileBytes, 0) < MOST_LOOKED_BYTES;
}

async function blocksOf(
  { name, host, platform, size, timeline }: RecordedHost,
  { startedAtMs, options }: { readonly startedAtMs: number; readonly options: OpenOptions },
): Promise<readonly BlockRecord[]> {
  const hosts = hostsIn(timeline, { size, platform, platforms: options.platforms });
  const about = { session: name, hosts, size, startedAtMs, fileBytes: timeline.fileBytes };
  const { blocks } = await findBlocks(timeline.events(), { ...about, options });
  return blocks.map((block) => (block.host === hosts[0]?.host ? { ...block, host } : block));
}
