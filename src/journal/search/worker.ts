// The search worker's entry. Recordings are hostile and a person's expression may be slow: whatever happens in here, the program goes on.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { byNewest, type FoundBlock } from './found-block.ts';
import { readLines } from './read-lines.ts';
import { ListReader } from './recording-lists.ts';
import type { SearchQuery } from './search-query.ts';
import { type SearchGuards, searchRecording } from './search-recording.ts';
import { compileWord } from './search-word.ts';
import type {
  ListedRecording,
  SearchReply,
  SearchRequest,
  SearchWorkerStart,
} from './worker-messages.ts';

const { current, since } = workerData as SearchWorkerStart;
const reader = new ListReader();
const reply = (message: SearchReply): void => parentPort?.postMessage(message);

parentPort?.on('message', (request: SearchRequest) => {
  try {
    reply(answer(request));
  } catch (thrown) {
    // It may be an error of the other context.
    const isSlow = Object(thrown).code === TIMEOUT_CODE;
    // What cannot be read has nothing in it.
    reply(isSlow ? { kind: 'failed', id: request.id, message: TOO_SLOW } : nothing(request));
  }
});

function answer(request: SearchRequest): SearchReply {
  switch (request.kind) {
    case 'list':
      return { kind: 'listed', id: request.id, recordings: recordingsIn(request.folder) };
    case 'search':
      return search(request);
    case 'read': {
      const { found, id } = request;
      const lists = reader.read(found.path);
      const guards = { pause: () => undefined, bounded: <Value>(work: () => Value) => work() };
      return lists === undefined
        ? nothing(request)
        : { kind: 'lines', id, read: readLines(found, lists, guards) };
    }
  }
}

function nothing({ kind, id }: SearchRequest): SearchReply {
  if (kind === 'list') return { kind: 'listed', id, recordings: [] };
  if (kind === 'search') return { kind: 'searched', id, found: [] };
  return {
    kind: 'lines',
    id,
    read: { lines: [], at: -1, isCut: { before: false, behind: false } },
  };
}

/** The folders, the one in which something was written last first. */
function recordingsIn(folder: string): ListedRecording[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = join(folder, name);
      const files = [path, join(path, 'blocks.jsonl'), join(path, 'run.json')];
      return { path, activeAtMs: Math.max(...files.map(changedAtMs)) };
    })
    .sort((a, b) => b.activeAtMs - a.activeAtMs);
}

function changedAtMs(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** What a large recording has is told as it is found. */
const TELL_EVERY_MS = 100;

/** Of a larger recording each session is searched by itself, by whoever is free. */
const LARGE_BYTES = 32 << 20;

function search(request: Extract<SearchRequest, { kind: 'search' }>): SearchReply {
  const { id, path, session, query, most } = request;
  const isCurrent = (): boolean => Atomics.load(current, 0) === id;
  const lists = isCurrent() ? reader.read(path) : undefined;
  if (lists === undefined) return nothing(request);
  const bytes = lists.sessions.reduce((sum, { castBytes }) => sum + castBytes, 0);
  if (session === undefined && bytes > LARGE_BYTES && lists.sessions.length > 1) {
    const largest = lists.sessions.toSorted((a, b) => b.castBytes - a.castBytes);
    return { kind: 'large', id, sessions: largest.map(({ record }) => record.name) };
  }
  const pause = (): void => {
    if (!isCurrent()) throw new Error('given up');
  };
  let own = 0;
  const sinceMs = (): number => Math.max(own, since[0] ?? 0);
  const compiled = { query, words: query.words.map(compileWord), most, sinceMs };
  const guards = { pause, bounded: boundedFor(query), session };
  let found: FoundBlock[] = [];
  let toldAtMs = performance.now();
  for (const some of searchRecording(lists, compiled, guards)) {
    found = [...found, ...some].sort(byNewest).slice(0, most);
    own = Math.max(own, found[most - 1]?.startedAtMs ?? 0);
    if (found.length === 0 || performance.now() - toldAtMs < TELL_EVERY_MS) continue;
    reply({ kind: 'found', id, found });
    found = [];
    toldAtMs = performance.now();
  }
  return { kind: 'searched', id, found };
}

/** A slice takes some 10 ms; an expression that takes that long for one would take minutes for all. */
const SLICE_LIMIT_MS = 2_000;
const TIMEOUT_CODE = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
const TOO_SLOW = 'the expression takes too long: repeats within repeats are slow';
const RUN = new Script('result = work()');

/** Only a person's own expressions can be slow; the limit costs little, but not nothing. */
function boundedFor({ words }: SearchQuery): SearchGuards['bounded'] {
  if (words.every(({ kind }) => kind === 'text')) return (work) => work();
  const desk: { work: unknown; result: unknown } = { work: undefined, result: undefined };
  createContext(desk);
  return <Value>(work: () => Value): Value => {
    desk.work = work;
    RUN.runInContext(desk as object as ReturnType<typeof createContext>, {
      timeout: SLICE_LIMIT_MS,
    });
    return desk.result as Value;
  };
}
