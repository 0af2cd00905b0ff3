import { describe, expect, it } from 'vitest';
import { ChapterWalk } from '../../../../../src/export/html/player/chapter-walk.ts';
import type { PageChapter } from '../../../../../src/export/html/player/page-data.ts';

const chapter = (atMs: number, text: string, session?: number): PageChapter => ({
  kind: 'command',
  atMs,
  endMs: atMs,
  text,
  ...(session === undefined ? {} : { session }),
});

describe('the way from chapter to chapter', () => {
  const chapters = [
    chapter(1_000, 'a', 0),
    chapter(5_000, 'b', 0),
    chapter(5_000, 'c', 1),
    chapter(9_000, 'd'),
  ];

  /** Steps, and goes where they lead. */
  function walked(walk: ChapterWalk, atMs: number, ...ways: readonly ('next' | 'before')[]) {
    let now = atMs;
    return ways.map((way) => {
      const next = walk.step(way, now);
      if (next === undefined) return undefined;
      walk.went(next);
      now = next.atMs;
      return next.text;
    });
  }

  it('goes through chapters that begin together one by one', () => {
    expect(walked(new ChapterWalk(chapters), 0, 'next', 'next', 'next', 'next', 'next')).toEqual([
      'a',
      'b',
      'c',
      'd',
      undefined,
    ]);
    expect(
      walked(new ChapterWalk(chapters), 9_000, 'before', 'before', 'before', 'before'),
    ).toEqual(['c', 'b', 'a', undefined]);
  });

  it('goes to the beginning first where it is some way into one', () => {
    expect(walked(new ChapterWalk(chapters), 4_000, 'before')).toEqual(['a']);
    expect(walked(new ChapterWalk(chapters), 1_500, 'before')).toEqual([undefined]);
  });

  it('keeps to one session and what belongs to none', () => {
    const walk = new ChapterWalk(chapters);
    walk.limitTo(1);
    expect(walk.at(2_000)).toBe(undefined);
    expect(walked(walk, 0, 'next', 'next')).toEqual(['c', 'd']);
    walk.limitTo(undefined);
    expect(walk.at(2_000)?.text).toBe('a');
  });
});
