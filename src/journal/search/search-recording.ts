import type { RecordedBlock } from '../recording.ts';
import { isAsked, sessionsAsked } from './block-filter.ts';
import { BlockPlaces } from './block-places.ts';
import { CastFile } from './cast-file.ts';
import type { CastSearch } from './cast-search.ts';
import type { FoundBlock } from './found-block.ts';
import { foundLine, type LineTally } from './found-line.ts';
import type { ListedSession, RecordingLists } from './recording-lists.ts';
import { searchAnswers } from './search-answers.ts';
import { CLOCK_SLACK_MS, type CompiledQuery } from './search-query.ts';
import { type CompiledWord, isIn } from './search-word.ts';

export type SearchGuards = Pick<CastSearch, 'pause' | 'bounded' | 'sliceBytes'>;

/** What fits in a recording, or in one of its sessions, in batches; of each session no more than the newest that are asked for. */
export function* searchRecording(
  lists: RecordingLists,
  compiled: CompiledQuery,
  { session, ...guards }: SearchGuards & { readonly session?: string | undefined },
): Generator<readonly FoundBlock[]> {
  for (const one of sessionsAsked(lists.sessions, compiled.query)) {
    guards.pause();
    if (session !== undefined && one.record.name !== session) continue;
    yield* searchSession(lists, one, compiled, guards);
  }
}

function* searchSession(
  lists: RecordingLists,
  session: ListedSession,
  compiled: CompiledQuery,
  guards: SearchGuards,
): Generator<readonly FoundBlock[]> {
  const { query, words, most } = compiled;
  const tell = (block: RecordedBlock | undefined, tally: LineTally | undefined): FoundBlock =>
    guards.bounded(() => foundOf({ lists, session, block, tally, words }));
  const inCommands = wordsInCommands(session.blocks, compiled, guards);
  const byCommand = [...inCommands].flatMap(([block, known]) =>
    known.every(Boolean) ? [block] : [],
  );
  yield byCommand.slice(-most).map((block) => tell(block, undefined));
  const isOld = session.castChangedAtMs < oldestFile(compiled);
  const isDone = isOld || words.length === 0 || query.where === 'commands';
  const file = isDone ? undefined : opened(session.cast);
  if (file === undefined) return;
  try {
    const places = new BlockPlaces(file, session.blocks, session.offsetS);
    const search = { file, places, ...guards };
    for (const some of searchAnswers({ search, session, compiled, inCommands })) {
      yield some.map(({ block, tally }) => tell(block, tally));
    }
  } finally {
    file.close();
  }
}

/** What was written to before has nothing that is asked for. */
function oldestFile({ query, sinceMs }: CompiledQuery): number {
  return Math.max(sinceMs(), (query.days?.fromMs ?? 0) - CLOCK_SLACK_MS);
}

/** For each command asked for, which of the words it has; none where only answers count. */
function wordsInCommands(
  blocks: readonly RecordedBlock[],
  { query, words, sinceMs }: CompiledQuery,
  { bounded }: SearchGuards,
): Map<RecordedBlock, readonly boolean[]> {
  const isAnswerOnly = query.where === 'answers';
  const oldestMs = sinceMs();
  return bounded(
    () =>
      new Map(
        blocks
          .filter((block) => block.startedAtMs >= oldestMs && isAsked(block, query))
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

function foundOf(given: {
  readonly lists: RecordingLists;
  readonly session: ListedSession;
  readonly block: RecordedBlock | undefined;
  readonly tally: LineTally | undefined;
  readonly words: readonly CompiledWord[];
}): FoundBlock {
  const { lists, session, block, tally, words } = given;
  const { name, host, platform, startedAtMs } = session.record;
  // Enter is a little later than the echo of the line it ends: the moment is the command's own, not the one's before.
  const atS = Math.max(tally?.atS ?? 0, block?.atS ?? 0);
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
