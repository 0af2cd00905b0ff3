import { duplexPair } from 'node:stream';
import { expect, it } from 'vitest';
import type { TransportEnd } from '../../../../src/core/transport.ts';
import { TelnetTransport } from '../../../../src/net/telnet/telnet-transport.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { settled } from '../../../helpers/settled.ts';

const QUESTION = Buffer.from([255, 253, 6]);
const NO = Buffer.from([255, 252, 6]);

/** A session over telnet whose far end answers questions for a sign of life, or does not. */
function setUp({ answers }: { readonly answers: 'yes' | 'no' }) {
  const clock = new FakeClock();
  const [near, far] = duplexPair();
  const silences: (number | undefined)[] = [];
  const ends: TransportEnd[] = [];
  let questions = 0;
  const link = { answers };
  far.on('error', () => undefined);
  far.on('data', (chunk: Buffer) => {
    if (!chunk.includes(QUESTION)) return;
    questions += 1;
    if (link.answers === 'yes') far.write(NO);
  });
  const trouble = { name: 'r1', who: 'r1', address: '192.0.2.1', port: 23, phase: 'open' } as const;
  const transport = new TelnetTransport({
    ...{ socket: near, size: { cols: 80, rows: 24 }, clock, lineEnd: '\r' },
    trouble: { ...trouble, offer: undefined },
  });
  transport.onBytes(() => undefined);
  transport.onClosed((end) => ends.push(end));
  transport.onSilence((silentMs) => silences.push(silentMs));
  return { clock, far, link, transport, silences, ends, questions: () => questions };
}

it('a far end that answers is asked when it is silent, and never complained of', async () => {
  const { clock, silences, ends, questions } = setUp({ answers: 'yes' });
  for (let s = 0; s < 100; s++) {
    await clock.pass(1_000);
    await settled();
  }
  expect(questions()).toBeGreaterThanOrEqual(10);
  expect([silences, ends]).toEqual([[], []]);
});

it('one that has answered and no longer does is complained of after 10 s, and lost after 30', async () => {
  const { clock, link, silences, ends } = setUp({ answers: 'yes' });
  await clock.pass(2_000);
  await settled();
  link.answers = 'no';
  for (let s = 0; s < 40; s++) {
    await clock.pass(1_000);
    await settled();
  }
  expect(silences[0]).toBeGreaterThanOrEqual(10_000);
  expect(silences[0]).toBeLessThan(12_000);
  expect(ends).toMatchObject([{ kind: 'lost', error: { code: 'timeout' } }]);
});

it('one that has never answered is not judged, whatever else it says', async () => {
  const { clock, far, transport, silences, ends } = setUp({ answers: 'no' });
  await clock.pass(15_000);
  far.write('%SYS-5-CONFIG_I: Configured from console\r\n');
  await settled();
  transport.checkLife(5_000);
  await clock.pass(600_000);
  expect([silences, ends]).toEqual([[], []]);
});

it('a check finds a dead line at once', async () => {
  const { clock, link, transport, ends } = setUp({ answers: 'yes' });
  await clock.pass(2_000);
  await settled();
  link.answers = 'no';
  await clock.pass(1_000);
  transport.checkLife(5_000);
  await clock.pass(5_000);
  await settled();
  expect(ends).toMatchObject([{ kind: 'lost' }]);
});
