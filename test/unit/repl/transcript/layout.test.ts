import { expect, it } from 'vitest';
import { boundScroll, heldScroll } from '../../../../src/repl/transcript/layout.ts';

const lay = (rows: number, cols = 80) => ({ cols, pageRows: 10, rows });

it.each([
  ['stays at the end while more comes', 0, lay(20), lay(50), 0],
  ['keeps what is read where it is while more comes', 5, lay(40), lay(47), 12],
  ['keeps it there while what is below shrinks', 12, lay(47), lay(40), 5],
  ['never falls to the end by itself', 3, lay(47), lay(40), 1],
  ['ends where the transcript begins', 30, lay(41), lay(41, 120), 30],
  ['is bounded after a new width', 30, lay(41), lay(25, 120), 15],
])('%s', (_, scrollBack, before, after, held) => {
  expect(heldScroll(scrollBack, before, after)).toBe(held);
});

it.each([
  [-5, 0],
  [5, 5],
  [500, 30],
])('scrolls no further than there is text: %d', (wanted, got) => {
  expect(boundScroll(wanted, lay(40))).toBe(got);
});
