import { describe, expect, it } from 'vitest';
import { key } from '../../../../src/input/key.ts';
import {
  prettyReplayKey,
  REPLAY_KEYS,
  replayCommandOf,
  replayHints,
} from '../../../../src/ui/replay/replay-keys.ts';

describe('the keys of a recording', () => {
  it('play, step and jump', () => {
    expect(replayCommandOf(key('space', { text: ' ' }), undefined)).toBe('play');
    expect(replayCommandOf(key('left'), undefined)).toBe('back');
    expect(replayCommandOf(key('left', { shift: true }), undefined)).toBe('step-back');
    expect(replayCommandOf(key('left', { ctrl: true }), undefined)).toBe('far-back');
    expect(replayCommandOf(key('t', { shift: true, text: 'T' }), undefined)).toBe('table');
    expect(replayCommandOf(key('x', { text: 'x' }), undefined)).toBeUndefined();
  });

  it('go through hits while something is searched for, and through commands otherwise', () => {
    const n = key('n', { text: 'n' });
    expect(replayCommandOf(n, undefined)).toBe('next-chapter');
    expect(replayCommandOf(n, 'search')).toBe('next-hit');
    expect(replayCommandOf(key('}', { text: '}' }), 'search')).toBe('next-chapter');
    expect(replayCommandOf(key('escape'), undefined)).toBeUndefined();
  });

  it('mean one thing each, but for those of a search', () => {
    const plain = REPLAY_KEYS.filter(({ during }) => during === undefined);
    const labels = plain.flatMap(({ keys }) => keys);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
  });

  it('are hinted with the key that works then', () => {
    expect(replayHints(undefined)).toContainEqual(['n p', 'chapter']);
    expect(replayHints('search')).toContainEqual(['n N', 'next hit']);
    expect(replayHints('search')).toContainEqual(['}', 'chapter']);
    expect(prettyReplayKey('shift-left')).toBe('Shift-←');
  });
});
