import { BlockPlaces, type LineOwner } from './block-places.ts';
import { CastFile } from './cast-file.ts';
import { linesOf } from './cast-search.ts';
import type { FoundBlock } from './found-block.ts';
import type { RecordingLists } from './recording-lists.ts';
import type { SearchGuards } from './search-recording.ts';
import type { ReadLines } from './worker-messages.ts';

/** Lines kept before and behind the one that fits. */
const MOST_BEFORE = 200;
const MOST_BEHIND = 300;
/** An answer that begins further before the line is read from the line's event on. */
const MOST_BACK_BYTES = 2 << 20;

/** The lines of a found block around the one that fits. */
export function readLines(
  found: FoundBlock,
  lists: RecordingLists,
  guards: SearchGuards,
): ReadLines {
  const session = lists.sessions.find(({ record }) => record.name === found.session);
  if (session === undefined) return NOTHING;
  const file = new CastFile(session.cast);
  try {
    const places = new BlockPlaces(file, session.blocks, session.offsetS);
    const owner = ownerOf(found, session.blocks, places);
    if (owner === undefined) return NOTHING;
    const range = places.rangeOf(owner);
    const place = found.line?.place;
    const isFar =
      place !== undefined && (owner.part === 'gap' || place - range.from > MOST_BACK_BYTES);
    const from = isFar ? place : undefined;
    return around(found, linesOf({ file, places, ...guards }, 'all', { owner, from }), isFar);
  } finally {
    file.close();
  }
}

const NOTHING: ReadLines = { lines: [], at: -1, isCut: { before: false, behind: false } };

function ownerOf(
  found: FoundBlock,
  blocks: readonly { readonly number: number }[],
  places: BlockPlaces,
): LineOwner | undefined {
  if (found.block !== undefined) {
    const { number } = found.block;
    const at = blocks.findIndex((block) => block.number === number);
    return at < 0 ? undefined : { at, part: 'answer' };
  }
  const place = found.line?.place;
  return place === undefined ? undefined : places.gapAt(place);
}

function around({ line }: FoundBlock, all: ReturnType<typeof linesOf>, isFar: boolean): ReadLines {
  const lines: string[] = [];
  let at = -1;
  let dropped = isFar;
  for (const { line: raw, texts } of all) {
    for (const { text } of texts) {
      if (
        at < 0 &&
        line?.in === 'answer' &&
        raw.place >= (line.place ?? 0) &&
        text.includes(line.text)
      ) {
        at = lines.length;
      }
      lines.push(text.slice(0, MOST_CHARS));
    }
    const isWaiting = at < 0 && line?.in === 'answer';
    if (isWaiting && lines.length > MOST_BEFORE * 2) {
      lines.splice(0, lines.length - MOST_BEFORE);
      dropped = true;
    }
    if (!isWaiting && lines.length > Math.max(0, at) + MOST_BEHIND) {
      return cut(lines, at, { before: dropped, behind: true });
    }
  }
  return cut(lines, at, { before: dropped, behind: false });
}

const MOST_CHARS = 1_000;

function cut(lines: readonly string[], at: number, isCut: ReadLines['isCut']): ReadLines {
  const from = Math.max(0, at - MOST_BEFORE);
  const before = isCut.before || from > 0;
  return { lines: lines.slice(from), at: at < 0 ? -1 : at - from, isCut: { ...isCut, before } };
}
