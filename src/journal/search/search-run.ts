import { byNewest, type FoundBlock } from './found-block.ts';
import { CLOCK_SLACK_MS, type SearchQuery } from './search-query.ts';
import type { SearchThread } from './search-thread.ts';
import type { ListedRecording } from './worker-messages.ts';

/** How far a search has got. */
export interface SearchProgress {
  /** The newest first; never more than were asked for. */
  readonly found: readonly FoundBlock[];
  /** Recordings looked through, of how many. */
  readonly searched: number;
  readonly of: number;
  /** `enough`: so many were found that older recordings were left. */
  readonly status: 'searching' | 'done' | 'enough' | 'failed';
  /** Why it failed, in one line. */
  readonly problem: string | undefined;
}

/** A search that goes on. */
export interface SearchRun {
  readonly id: number;
  readonly query: SearchQuery;
  readonly most: number;
  waiting: Part[];
  of: number;
  searched: number;
  /** What each worker has got, in the order in which it answers. */
  readonly open: Map<SearchThread, Part[]>;
  found: readonly FoundBlock[];
  status: SearchProgress['status'];
  problem: string | undefined;
}

/** A recording to be searched, or a session of a large one. */
export interface Part extends ListedRecording {
  readonly session: string | undefined;
  readonly group: { left: number };
}

export const NO_PROGRESS: SearchProgress = {
  found: [],
  searched: 0,
  of: 0,
  status: 'done',
  problem: undefined,
};

/** What is to be searched, the newest first: what was last written before the days asked for has nothing of them. */
export function waitingOf(recordings: readonly ListedRecording[], { days }: SearchQuery): Part[] {
  return recordings
    .filter(({ activeAtMs }) => days === undefined || activeAtMs >= days.fromMs - CLOCK_SLACK_MS)
    .map((one) => ({ ...one, session: undefined, group: { left: 1 } }));
}

/** Nothing in the recordings that are left is newer than what was found. */
export function isEnough(run: SearchRun): boolean {
  return oldestWanted(run) > (run.waiting[0]?.activeAtMs ?? 0);
}

/** Keeps the newest of what was found. */
export function addTo(run: SearchRun, found: readonly FoundBlock[]): void {
  if (found.length === 0) return;
  run.found = [...run.found, ...found].sort(byNewest).slice(0, run.most);
}

/** So many were found that nothing older can be among those asked for. */
export function oldestWanted({ found, most }: SearchRun): number {
  return found[most - 1]?.startedAtMs ?? 0;
}

export function progressOf({ found, searched, of, status, problem }: SearchRun): SearchProgress {
  return { found, searched, of, status, problem };
}
