import { expect, it } from 'vitest';
import { searchRecording } from '../../../../src/ui/replay/search-recording.ts';
import { arrayHost, arrayRecording, said } from '../../../helpers/array-recording.ts';

const signal = new AbortController().signal;

it('finds lines on all hosts by their times, without regard to case', async () => {
  const recording = arrayRecording([
    arrayHost('r1', [said(1, 'r1#show ver\r\nCisco IOS\r\nr1#'), said(9, 'OSPF-5-ADJCHG\r\n')]),
    arrayHost('r2', [said(4, 'area ospf 0\r\n')]),
  ]);
  expect(await searchRecording(recording, 'ospf', { signal })).toEqual([
    { session: 'r2', atS: 4, line: 'area ospf 0' },
    { session: 'r1', atS: 9, line: 'r1#OSPF-5-ADJCHG' },
  ]);
});

it('finds a line that was typed letter by letter once, and one cut between events', async () => {
  const typed = [...'show ospf'].map((letter, at) => said(1 + at / 10, letter));
  const recording = arrayRecording([
    arrayHost('r1', [
      said(0, 'r1#'),
      ...typed,
      said(3, '\r\nneighbor os'),
      said(4, 'pf up\r\nr1#'),
    ]),
  ]);
  expect(await searchRecording(recording, 'ospf', { signal })).toEqual([
    { session: 'r1', atS: 1.8, line: 'r1#show ospf' },
    { session: 'r1', atS: 4, line: 'neighbor ospf up' },
  ]);
});

it('looks through colours and half characters, and shows no control', async () => {
  const bytes = Buffer.from('\u001b[31mlink ↓ dö\u001b[0mwn\u0007 now\r\n', 'utf8');
  const cut = bytes.indexOf(0xc3) + 1;
  const recording = arrayRecording([
    arrayHost('r1', [said(1, bytes.subarray(0, cut)), said(2, bytes.subarray(cut))]),
  ]);
  const hits = await searchRecording(recording, 'döwn', { signal });
  expect(hits).toHaveLength(1);
  expect(hits[0]?.line).not.toMatch(/[\x00-\x1f]/);
});

it('ends where it is stopped', async () => {
  const recording = arrayRecording([arrayHost('r1', [said(1, 'ospf\r\n')])]);
  expect(await searchRecording(recording, 'ospf', { signal: AbortSignal.abort() })).toEqual([]);
});
