import type { RecordedBlock } from '../recording.ts';
import { isWithin } from './block-filter.ts';
import type { LineOwner } from './block-places.ts';
import {
  type CastSearch,
  firstLines,
  linesOf,
  type OwnedLine,
  ownerKey,
  type Wanted,
} from './cast-search.ts';
import { type LineTally, tallied } from './found-line.ts';
import type { ListedSession } from './recording-lists.ts';
import { asksForGaps, type CompiledQuery } from './search-query.ts';
import type { CompiledWord } from './search-word.ts';

/** What a search of answers goes by. */
export interface AnswerSearch {
  readonly search: CastSearch;
  readonly session: ListedSession;
  readonly compiled: CompiledQuery;
  /** The commands asked for, and which words they have. */
  readonly inCommands: ReadonlyMap<RecordedBlock, readonly boolean[]>;
}

/** An answer that fits, or a gap (`block` undefined). */
export interface FoundAnswer {
  readonly block: RecordedBlock | undefined;
  readonly tally: LineTally;
}

/** So much of a cast is looked through at once, from its end: who looks for a common word is soon done. */
const PART_BYTES = 64 << 20;

/** The answers of a session that fit, and what fits between them, in batches; the newest first, and no more than asked for. */
export function* searchAnswers(given: AnswerSearch): Generator<readonly FoundAnswer[]> {
  const { search, session, compiled } = given;
  let left = compiled.most;
  for (const part of partsOf(search, session.blocks)) {
    let found: FoundAnswer[] = [];
    for (const candidate of candidatesIn(part, given)) {
      search.pause();
      const answer = answerOf(candidate, given);
      if (answer === undefined) continue;
      found.push(answer);
      if (--left <= 0) break;
      if (found.length < BATCH) continue;
      yield found;
      found = [];
    }
    yield found;
    if (left <= 0) return;
  }
}

/** The first of them are soon on the screen. */
const BATCH = 50;

/** Who has the word that narrows the search down most, the newest first. */
function candidatesIn(part: Part, given: AnswerSearch): readonly Candidate[] {
  const { search, session, compiled, inCommands } = given;
  const { blocks } = session;
  const hasGaps = asksForGaps(compiled.query);
  const first = narrowest(compiled);
  if (first === undefined) return [];
  const wants: Wanted = ({ at, part: kind }) => {
    if (at < part.firstAt || at >= part.endAt) return false;
    const block = blocks[at];
    if (kind === 'gap') return hasGaps;
    const known = block && inCommands.get(block);
    return known?.every(Boolean) === false;
  };
  const found = new Map<number, Candidate>(firstLines(search, first, { ...part, wants }));
  for (let at = Math.max(0, part.firstAt); at < part.endAt; at++) {
    const owner: LineOwner = { at, part: 'answer' };
    // The others may be in the answer.
    const isKnown = wants(owner) && isInCommand(first, blocks[at], given);
    if (isKnown && !found.has(ownerKey(owner)))
      found.set(ownerKey(owner), { owner, line: undefined });
  }
  return [...found.values()].sort((a, b) => b.owner.at - a.owner.at);
}

/** An owner with the first line that has the word; without a line where it stands in the command. */
type Candidate = Pick<OwnedLine, 'owner'> & { readonly line: OwnedLine['line'] | undefined };

function answerOf({ owner, line }: Candidate, given: AnswerSearch): FoundAnswer | undefined {
  const { search, session, compiled } = given;
  const { query, words, sinceMs } = compiled;
  const { blocks, record, offsetS } = session;
  const block = owner.part === 'gap' ? undefined : blocks[owner.at];
  const atMs = block?.startedAtMs ?? record.startedAtMs + (line?.atS ?? 0) * 1_000;
  if (atMs < sinceMs() || !isWithin(query.days, atMs)) return undefined;
  const first = narrowest(compiled);
  const wanted = words.filter((word) => !isInCommand(word, block, given));
  const hasAll = wanted.every((word) => word === first || hasLine(search, word, owner));
  if (!hasAll) return undefined;
  const tally = tallied(search, { owner, from: line?.place, marked: words, words: wanted });
  return tally && { block, tally: { ...tally, atS: tally.atS + offsetS } };
}

function narrowest({ words }: CompiledQuery): CompiledWord | undefined {
  return words.toSorted((a, b) => b.weight - a.weight)[0];
}

function isInCommand(
  word: CompiledWord,
  block: RecordedBlock | undefined,
  { inCommands, compiled }: AnswerSearch,
): boolean {
  return block !== undefined && inCommands.get(block)?.[compiled.words.indexOf(word)] === true;
}

function hasLine(search: CastSearch, word: CompiledWord, owner: LineOwner): boolean {
  for (const _ of linesOf(search, [word], { owner })) return true;
  return false;
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** The owners in it: from this block up to, not including, another. */
  readonly firstAt: number;
  readonly endAt: number;
}

/** A cast in parts, the last one first; each begins with a block. */
function* partsOf({ file, places }: CastSearch, blocks: readonly RecordedBlock[]): Generator<Part> {
  let to = file.bytes;
  let endAt = blocks.length;
  for (let at = blocks.length - 1; at > 0; at--) {
    const from = places.lineOf(at);
    if (to - from < PART_BYTES) continue;
    yield { from, to, firstAt: at, endAt };
    // The line in which the block begins may hold the end of the one before.
    to = Math.min(file.bytes, places.startOf(at));
    endAt = at;
  }
  yield { from: 0, to, firstAt: -1, endAt };
}
