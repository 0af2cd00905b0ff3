import type { BlockPlaces, LineOwner } from './block-places.ts';
import type { CastFile } from './cast-file.ts';
import { candidatePattern, type RawLine, type RawLines } from './raw-lines.ts';
import { type CompiledWord, isIn } from './search-word.ts';

/** A line with a word, and whose it is. */
export interface OwnedLine {
  readonly owner: LineOwner;
  readonly line: RawLine;
  /** Those of its texts that have a word, each with how many different ones it has. */
  readonly texts: readonly { readonly text: string; readonly has: number }[];
}

/** What a search in one cast goes by. */
export interface CastSearch {
  readonly file: CastFile;
  readonly places: BlockPlaces;
  /** How much is looked at in one go; 4 MB unless told. */
  readonly sliceBytes?: number | undefined;
  /** Called between slices; throws to end the search. */
  readonly pause: () => void;
  /** Does the work on one slice; throws where that takes too long. */
  readonly bounded: <Value>(work: () => Value) => Value;
}

/** Whether an owner is looked for; all lines of others are passed over. */
export type Wanted = (owner: LineOwner) => boolean;

/** The first line with a word of each owner wanted, by a key of the owner; from one offset of the cast to another. */
export function firstLines(
  search: CastSearch,
  word: CompiledWord,
  part: { readonly from: number; readonly to: number; readonly wants: Wanted },
): Map<number, OwnedLine> {
  const { places, file } = search;
  const found = new Map<number, OwnedLine>();
  const look: Look = { candidates: candidatePattern(word.raw), words: [word] };
  let at = part.from;
  for (const slice of file.slices(part.from, endOfLine(file, part.to), search.sliceBytes)) {
    search.pause();
    at = search.bounded(() =>
      eachLine(slice, { ...look, from: at }, (line, texts) => {
        const owner = places.ownerOf(line);
        if (owner === undefined) return undefined;
        const key = ownerKey(owner);
        if (part.wants(owner) && !found.has(key)) found.set(key, { owner, line, texts });
        // What stands between commands is short: only an answer is worth leaping over.
        return owner.part === 'answer' ? places.lineOf(owner.at + 1) : undefined;
      }),
    );
  }
  return found;
}

/** One number for each owner. */
export function ownerKey({ at, part }: LineOwner): number {
  return 2 * at + (part === 'gap' ? 1 : 0);
}

/** The lines of one owner with any of some words, in order; all of them without words. `from`: an event to begin at; `to`: where to end. */
export function* linesOf(
  search: CastSearch,
  words: readonly CompiledWord[] | 'all',
  {
    owner,
    from,
    to = Number.POSITIVE_INFINITY,
  }: { readonly owner: LineOwner; readonly from?: number | undefined; readonly to?: number },
): Generator<OwnedLine> {
  const { places, file } = search;
  const raws = words === 'all' ? [undefined] : words.map(({ raw }) => raw);
  const isKnown = raws.every((raw) => raw !== undefined);
  const candidates = candidatePattern(isKnown ? raws.join('|') : undefined);
  const range = places.rangeOf(owner);
  const key = ownerKey(owner);
  let at = from ?? range.from;
  for (const slice of file.slices(at, endOfLine(file, Math.min(range.to, to)), search.sliceBytes)) {
    search.pause();
    const lines: OwnedLine[] = [];
    at = search.bounded(() =>
      eachLine(slice, { candidates, words, from: at }, (line, texts) => {
        const of = places.ownerOf(line);
        if (of !== undefined && ownerKey(of) === key) lines.push({ owner, line, texts });
        return lines.length >= MOST_LINES ? Number.POSITIVE_INFINITY : undefined;
      }),
    );
    yield* lines;
  }
}

/** More of one owner nobody counts. */
const MOST_LINES = 2_000;

/** The end of the line in which an offset stands. */
function endOfLine(file: CastFile, offset: number): number {
  const size = 32 << 10;
  for (let at = offset; at < file.bytes; at += size) {
    const end = file.read(at, size).indexOf('\n');
    if (end >= 0) return at + end + 1;
  }
  return file.bytes;
}

interface Look {
  readonly candidates: RegExp;
  readonly words: readonly CompiledWord[] | 'all';
}

/** Calls for each line of a slice that holds what is looked for; an offset given back is gone on at. Gives the offset to go on at. */
function eachLine(
  slice: RawLines,
  { candidates, words, from }: Look & { readonly from: number },
  call: (line: RawLine, texts: OwnedLine['texts']) => number | undefined,
): number {
  const { text, base } = slice;
  let at = Math.max(0, from - base);
  while (at < text.length) {
    candidates.lastIndex = at;
    const match = candidates.exec(text);
    if (match === null) return base + text.length;
    const { line, next } = slice.lineAt(match.index);
    at = next;
    const found = line === undefined ? [] : withWords(line.texts, words);
    if (line === undefined || found.length === 0) continue;
    const leap = call(line, found);
    if (leap !== undefined) at = Math.max(at, leap - base);
  }
  return base + at;
}

function withWords(texts: readonly string[], words: Look['words']): OwnedLine['texts'] {
  if (words === 'all') return texts.map((text) => ({ text, has: 0 }));
  return texts
    .map((text) => ({ text, has: words.filter((word) => isIn(word, text)).length }))
    .filter(({ has }) => has > 0);
}
