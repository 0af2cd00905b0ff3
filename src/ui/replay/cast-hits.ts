import { safe } from '../../core/safe.ts';
import type { Timeline } from '../../journal/recording.ts';
import { CastFile } from '../../journal/search/cast-file.ts';
import { candidatePattern, type RawLine } from '../../journal/search/raw-lines.ts';
import { type CompiledWord, compileWord, isIn } from '../../journal/search/search-word.ts';
import type { ReplayHit } from '../../state/replay-view.ts';

/** Looked at in one go, in some milliseconds. */
const SLICE_BYTES = 1 << 20;
const MOST_LINE = 200;

/**
 * The hits in a cast of ours, found in its file as it stands, which is many times quicker than by its events; `undefined` behind each piece, so
 * that somebody else can have a turn. A cast that cannot be opened has none.
 */
export function* castHits(
  cast: { readonly name: string; readonly castPath: string; readonly timeline: Timeline },
  text: string,
): Iterable<ReplayHit | undefined> {
  const word = compileWord({ kind: 'text', source: text, isExact: false });
  const candidates = candidatePattern(word.raw);
  let file: CastFile;
  try {
    file = new CastFile(cast.castPath);
  } catch {
    return;
  }
  try {
    for (const { text: slice, lineAt } of slicesOf(file)) {
      candidates.lastIndex = 0;
      for (let match = candidates.exec(slice); match !== null; match = candidates.exec(slice)) {
        const { line, next } = lineAt(match.index);
        candidates.lastIndex = next;
        const shown = line && fitting(line, word);
        if (line === undefined || shown === undefined) continue;
        const atS = timeOf(line, cast.timeline);
        yield { session: cast.name, atS, line: safe(shown.trim(), MOST_LINE) };
      }
      yield undefined;
    }
  } finally {
    file.close();
  }
}

function* slicesOf(file: CastFile) {
  for (const slice of file.slices(0, file.bytes, SLICE_BYTES)) {
    yield { text: slice.text, lineAt: (at: number) => slice.lineAt(at) };
  }
}

function fitting({ texts }: RawLine, word: CompiledWord): string | undefined {
  return texts.find((text) => isIn(word, text));
}

/** More events of one line are not gone through: it is a screen that is drawn, not a line. */
const MOST_EVENTS = 2_000;

/** When a line was there whole, which a person who types it takes a while for; in the recording's seconds. */
function timeOf({ place, to }: RawLine, timeline: Timeline): number {
  let atS = 0;
  let count = 0;
  for (const event of timeline.events(place)) {
    if (count > 0 && (event.place > to || count > MOST_EVENTS)) break;
    atS = event.atS;
    count += 1;
  }
  return atS;
}
