import { expect, it } from 'vitest';
import type { Size } from '../../../../src/core/size.ts';
import { PtySize } from '../../../../src/session/life/pty-size.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

function setUp() {
  const clock = new FakeClock();
  const sent: number[] = [];
  const size = new PtySize({
    clock,
    sent: { cols: 80, rows: 24 },
    send: ({ cols }: Size) => sent.push(cols),
  });
  return { clock, sent, size };
}

it('sends the first size at once and the last of a burst a little later', async () => {
  const { clock, sent, size } = setUp();
  for (const cols of [81, 82, 83]) size.want({ cols, rows: 24 });
  expect(sent).toEqual([81]);
  await clock.pass(60);
  expect(sent).toEqual([81, 83]);
});

it('sends nothing when the size comes back to what the far end has', async () => {
  const { clock, sent, size } = setUp();
  for (const cols of [81, 90, 81]) size.want({ cols, rows: 24 });
  await clock.pass(60);
  expect(sent).toEqual([81]);
});

it('sends nothing after it was closed', async () => {
  const { clock, sent, size } = setUp();
  for (const cols of [81, 82]) size.want({ cols, rows: 24 });
  size.close();
  await clock.pass(60);
  expect(sent).toEqual([81]);
});
