import { expect, it } from 'vitest';
import { Grid } from '../../../src/core/grid.ts';
import { isSafeCodePoint } from '../../../src/core/safe.ts';

/** Everything up to the end of Unicode that may not be shown. */
function* unsafeCodePoints(): Iterable<number> {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (!isSafeCodePoint(codePoint)) yield codePoint;
  }
}

it.each([
  ['alone', ''],
  ['behind a letter', 'a'],
  ['behind an emoji', '\u{1f469}'],
])('no text gets a character into a cell that may not be shown: %s', (_, before) => {
  const grid = new Grid({ cols: 8, rows: 1 });
  for (const codePoint of unsafeCodePoints()) {
    grid.clear();
    grid.text(0, 0, `${before}${String.fromCodePoint(codePoint)}b`);
    const shown = [...grid.rowText(0)].map((character) => character.codePointAt(0) ?? 0);
    expect(shown.every(isSafeCodePoint), codePoint.toString(16)).toBe(true);
  }
});
