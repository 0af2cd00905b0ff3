import { squash } from '../../session/channel/echo.ts';
import type { BlockRecord, NoteRecord } from '../records.ts';
import type { SeenMarker } from './find-blocks.ts';

/** So far apart a command and its marker may be. */
const NEAR_S = 2;

/**
 * The markers of a cast that are no commands, as notes: whoever set them wanted to be led there, but nothing says that they can be typed.
 */
export function markerNotes(
  markers: readonly SeenMarker[],
  given: {
    readonly blocks: readonly BlockRecord[];
    readonly session: string;
    readonly startedAtMs: number;
  },
): readonly NoteRecord[] {
  const { blocks, session, startedAtMs } = given;
  if (markers.length === 0) return [];
  const commands = new Map<string, number[]>();
  for (const { command, seconds } of blocks) {
    const key = squash(command);
    const times = commands.get(key) ?? [];
    commands.set(key, times);
    times.push(seconds?.at ?? 0);
  }
  return markers.flatMap(({ atS, label }, at) => {
    const times = commands.get(squash(label)) ?? [];
    if (times.some((time) => Math.abs(time - atS) < NEAR_S)) return [];
    const text = label.trim() === '' ? `Marker ${at + 1}` : label.slice(0, MOST_CHARS);
    return [{ kind: 'note', session, atMs: startedAtMs + atS * 1_000, text }];
  });
}

const MOST_CHARS = 2_000;
