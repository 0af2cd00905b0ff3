import { describe, expect, it } from 'vitest';
import { momentHash, readMoment } from '../../../../../src/export/html/player/moment-link.ts';

describe('a link to a moment', () => {
  it('reads back as it was written', () => {
    const moment = { atMs: 83_500, session: 'r1 & r2/#3' };
    expect(momentHash(moment)).toBe('#t=83.5&s=r1%20%26%20r2%2F%233');
    expect(readMoment(momentHash(moment))).toEqual(moment);
    expect(readMoment('#t=7')).toEqual({ atMs: 7_000, session: undefined });
  });

  it.each(['', '#', '#s=r1', '#t=', '#t=-1', '#t=1e9', '#t=<script>'])(
    'knows that %j is none',
    (hash) => {
      expect(readMoment(hash)).toBeUndefined();
    },
  );
});
