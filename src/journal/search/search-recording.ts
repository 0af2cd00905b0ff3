import type { RecordedBlock } from '../recording.ts';
import { isAsked, isWithin, sessionsAsked } from './block-filter.ts';
import { BlockPlaces, type LineOwner } from './block-places.ts';
import { CastFile } from './cast-file.ts';
import {
  type CastSearch,
  firstLines,
  linesOf,
  type OwnedLine,
  ownerKey,
  type Wanted,
} from './cast-search.ts';
import { byNewest, type FoundBlock } from './found-block.ts';
import { foundLine, type LineTally, tallied } from './found-line.ts';
import type { ListedSession, RecordingLists } from './recording-lists.ts';
import { asksForGaps, type SearchQuery } from './search-query.ts';
import { type CompiledWord, isIn } from './search-word.ts';

/** A query ready for searching. */
export interface CompiledQuery {
  readonly query: SearchQuery;
  readonly words: readonly CompiledWord[];
  /** Of the newest that fit so many are told. */
  readonly most: number;
}

export type SearchGuards = Pick<CastSearch, 'pause' | 'bounded' | 'sliceBytes'>;

/** What fits in a recording, or in one of its sessions, the newest first. */
export function searchRecording(
  lists: RecordingLists,
  compiled: CompiledQuery,
  { session, ...guards }: SearchGuards & { readonly session?: string | undefined },
): FoundBlock[] {
  const found: FoundBlock[] = [];
  for (const one of sessionsAsked(lists.sessions, compiled.query)) {
    guards.pause();
    if (session !== undefined && one.record.name !== session) continue;
    found.push(...searchSession(lists, one, compiled, guards));
  }
  return found.sort(byNewest).slice(0, compiled.most);
}

function searchSession(
  lists: RecordingLists,
  session: ListedSession,
  compiled: CompiledQuery,
  guards: SearchGuards,
): FoundBlock[] {
  const { query, words, most } = compiled;
  const tell = (block: RecordedBlock | undefined, tally: LineTally | undefined): FoundBlock =>
    guards.bounded(() => foundOf({ lists, session, block, tally, words }));
  const inCommands = wordsInCommands(session.blocks, compiled, guards);
  const byCommand = [...inCommands].flatMap(([block, known]) =>
    known.every(Boolean) ? [block] : [],
  );
  const isDone = words.length === 0 || query.where === 'commands';
  const file = isDone ? undefined : opened(session.cast);
  const commands = byCommand.map((block) => tell(block, undefined));
  if (file === undefined) return commands.sort(byNewest).slice(0, most);
  try {
    const places = new BlockPlaces(file, session.blocks, session.offsetS);
    const search = { file, places, ...guards };
    const answers = searchAnswers({ search, session, compiled, inCommands });
    const told = answers.map(({ block, tally }) => tell(block, tally));
    return [...commands, ...told].sort(byNewest).slice(0, most);
  } finally {
    file.close();
  }
}

/** For each command asked for, which of the words it has; none where only answers count. */
function wordsInCommands(
  blocks: readonly RecordedBlock[],
  { query, words }: CompiledQuery,
  { bounded }: SearchGuards,
): Map<RecordedBlock, readonly boolean[]> {
  const isAnswerOnly = query.where === 'answers';
  return bounded(
    () =>
      new Map(
        blocks
          .filter((block) => isAsked(block, query))
          .map((block) => [block, words.map((word) => !isAnswerOnly && isIn(word, block.command))]),
      ),
  );
}

function opened(path: string): CastFile | undefined {
  try {
    return new CastFile(path);
  } catch {
    return undefined;
  }
}

interface AnswerSearch {
  readonly search: CastSearch;
  readonly session: ListedSession;
  readonly compiled: CompiledQuery;
  /** The commands asked for, and which words they have. */
  readonly inCommands: ReadonlyMap<RecordedBlock, readonly boolean[]>;
}

interface FoundAnswer {
  readonly block: RecordedBlock | undefined;
  readonly tally: LineTally;
}

/** So much of a cast is looked through at once, from its end: who looks for a common word is soon done. */
const PART_BYTES = 64 << 20;

function searchAnswers({ search, session, compiled, inCommands }: AnswerSearch): FoundAnswer[] {
  const { query, words, most } = compiled;
  const { blocks, record, offsetS } = session;
  const hasGaps = asksForGaps(query);
  const [first, ...others] = words.toSorted((a, b) => b.weight - a.weight);
  if (first === undefined) return [];
  const isInCommand = (word: CompiledWord, block: RecordedBlock | undefined): boolean =>
    block !== undefined && inCommands.get(block)?.[words.indexOf(word)] === true;
  const wants = ({ at, part }: LineOwner): boolean => {
    const block = blocks[at];
    if (part === 'gap') return hasGaps;
    const known = block && inCommands.get(block);
    return known?.every(Boolean) === false;
  };
  const found: FoundAnswer[] = [];
  for (const { from, to, firstAt, endAt } of partsOf(search, blocks)) {
    const isHere: Wanted = (owner) => owner.at >= firstAt && owner.at < endAt && wants(owner);
    const lines: Candidates = firstLines(search, first, { from, to, wants: isHere });
    for (let at = Math.max(0, firstAt); at < endAt; at++) {
      const owner: LineOwner = { at, part: 'answer' };
      const isKnown = isHere(owner) && isInCommand(first, blocks[at]);
      if (isKnown && !lines.has(ownerKey(owner)))
        lines.set(ownerKey(owner), { owner, line: undefined });
    }
    const newest = [...lines.values()].sort((a, b) => b.owner.at - a.owner.at);
    for (const { owner, line } of newest) {
      search.pause();
      const block = owner.part === 'gap' ? undefined : blocks[owner.at];
      const atMs = block?.startedAtMs ?? record.startedAtMs + (line?.atS ?? 0) * 1_000;
      if (!isWithin(query.days, atMs)) continue;
      const left = others.filter((word) => !isInCommand(word, block));
      const hasAll = left.every((word) => hasLine(search, word, owner));
      if (!hasAll) continue;
      const tally = tallied(search, {
        ...{ owner, from: line?.place, marked: words },
        words: words.filter((word) => !isInCommand(word, block)),
      });
      if (tally !== undefined) found.push({ block, tally: { ...tally, atS: tally.atS + offsetS } });
      if (found.length >= most) return found;
    }
  }
  return found;
}

/** By the first word; without a line where it stands in the command, and the others may be in the answer. */
type Candidates = Map<
  number,
  Pick<OwnedLine, 'owner'> & { readonly line: OwnedLine['line'] | undefined }
>;

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

function foundOf(given: {
  readonly lists: RecordingLists;
  readonly session: ListedSession;
  readonly block: RecordedBlock | undefined;
  readonly tally: LineTally | undefined;
  readonly words: readonly CompiledWord[];
}): FoundBlock {
  const { lists, session, block, tally, words } = given;
  const { name, host, platform, startedAtMs } = session.record;
  const atS = tally?.atS ?? block?.atS ?? 0;
  return {
    recording: lists.name,
    path: lists.path,
    session: name,
    host,
    platform: block?.platform ?? platform,
    startedAtMs: block?.startedAtMs ?? startedAtMs + (atS - session.offsetS) * 1_000,
    atS,
    block: block && {
      number: block.number,
      command: block.command,
      mode: block.mode,
      by: block.by,
      outcome: block.outcome,
      elapsedMs: block.elapsedMs,
    },
    line:
      tally?.line ??
      (block && words.length > 0 ? foundLine(block.command, words, 'command') : undefined),
    lines: { count: tally?.count ?? 0, isMore: tally?.isMore ?? false },
  };
}
