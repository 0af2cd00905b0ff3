import { safe } from '../../core/safe.ts';
import type { Recording } from '../../journal/recording.ts';
import { countReached, lastReached } from './last-reached.ts';

/** A place in a recording that a person goes to: where a command was entered, or a note was written. */
export interface Chapter {
  readonly atS: number;
  readonly kind: 'block' | 'note';
  /** Undefined for a note about the whole run. */
  readonly session: string | undefined;
  /** The command, or the note's words; safe to show. */
  readonly title: string;
  /** The block's number within the recording. */
  readonly block: number | undefined;
}

/** All chapters of a recording by their times. */
export function chaptersOf({ blocks, notes, startedAtMs }: Chaptered): readonly Chapter[] {
  const ofBlocks = blocks.map(
    ({ atS, session, command, number }): Chapter => ({
      ...{ atS, session, kind: 'block', block: number },
      title: safe(command, 200),
    }),
  );
  const ofNotes = notes.map(
    ({ atMs, session, text }): Chapter => ({
      ...{ atS: Math.max(0, (atMs - startedAtMs) / 1_000), session, kind: 'note' },
      ...{ title: safe(text, 200), block: undefined },
    }),
  );
  return [...ofBlocks, ...ofNotes].sort((one, other) => one.atS - other.atS);
}

type Chaptered = Pick<Recording, 'blocks' | 'notes' | 'startedAtMs'>;

/** The first chapter behind a time. */
export function chapterAfter(chapters: readonly Chapter[], atS: number): Chapter | undefined {
  return chapters[countReached(chapters, (chapter) => chapter.atS <= atS)];
}

/** The last chapter that has begun by a time. */
export function chapterAt(chapters: readonly Chapter[], atS: number): Chapter | undefined {
  return lastReached(chapters, (chapter) => chapter.atS <= atS);
}

/** The last chapter that has begun before a time. */
export function chapterBefore(chapters: readonly Chapter[], atS: number): Chapter | undefined {
  return lastReached(chapters, (chapter) => chapter.atS < atS);
}
