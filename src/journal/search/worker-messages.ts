import type { FoundBlock } from './found-block.ts';
import type { SearchQuery } from './search-query.ts';

/** What a search worker is given when it starts. */
export interface SearchWorkerStart {
  /** The number of the search that counts; one with another number is given up. */
  readonly current: Int32Array;
  /** What is older is not wanted any more; ms since the epoch. */
  readonly since: Float64Array;
}

export type SearchRequest =
  /** Which recordings are there? */
  | { readonly kind: 'list'; readonly id: number; readonly folder: string }
  | {
      readonly kind: 'search';
      readonly id: number;
      readonly path: string;
      /** Only this one of a large recording. */
      readonly session: string | undefined;
      readonly query: SearchQuery;
      readonly most: number;
    }
  | { readonly kind: 'read'; readonly id: number; readonly found: FoundBlock };

export type SearchReply =
  | {
      readonly kind: 'listed';
      readonly id: number;
      readonly recordings: readonly ListedRecording[];
    }
  /** Some of what is found, while the search of it goes on. */
  | { readonly kind: 'found'; readonly id: number; readonly found: readonly FoundBlock[] }
  | { readonly kind: 'searched'; readonly id: number; readonly found: readonly FoundBlock[] }
  /** Too large for one: its sessions are to be searched one by one. */
  | { readonly kind: 'large'; readonly id: number; readonly sessions: readonly string[] }
  /** One line that a person may read; the search is over. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'lines'; readonly id: number; readonly read: ReadLines };

export interface ListedRecording {
  readonly path: string;
  /** When a command was last written into it; since the epoch. */
  readonly activeAtMs: number;
}

/** Lines of a found block, around the one that fits. Foreign text. */
export interface ReadLines {
  readonly lines: readonly string[];
  /** Which of them fits; -1 where none does. */
  readonly at: number;
  /** Whether more stands before and behind them. */
  readonly isCut: { readonly before: boolean; readonly behind: boolean };
}
