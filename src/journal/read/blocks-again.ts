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
  const found: FoundIn[] = [];
  for (const session of sessions) found.push(await foundIn(session, { startedAtMs, options }));
  const records = found.flatMap((one) => one.blocks);
  if (records.length === 0) return recording;
  const offsets = new Map(sessions.map(({ name }) => [name, 0]));
  // These seconds are the recording's, not the cast's.
  const blocks = placedBlocks(records, { startedAtMs, offsets }).map(
    ({ seconds: _, ...block }) => block,
  );
  const line = 'blocks.jsonl has no commands: they were found by their prompts';
  return {
    ...recording,
    sessions: found.map(({ session }) => session),
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

interface FoundIn {
  readonly session: RecordedHost;
  readonly blocks: readonly BlockRecord[];
}

async function foundIn(
  session: RecordedHost,
  { startedAtMs, options }: { readonly startedAtMs: number; readonly options: OpenOptions },
): Promise<FoundIn> {
  const { name, host, platform, size, timeline } = session;
  const hosts = hostsIn(timeline, { size, platform, platforms: options.platforms });
  const about = { session: name, hosts, size, startedAtMs, fileBytes: timeline.fileBytes };
  const { blocks } = await findBlocks(timeline.events(), { ...about, options });
  const [main] = hosts;
  const known = platform === 'auto' ? (main?.platform.name ?? platform) : platform;
  return {
    session: { ...session, platform: known },
    blocks: blocks.map((block) => (block.host === main?.host ? { ...block, host } : block)),
  };
}
