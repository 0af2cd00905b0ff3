import { expect, it, onTestFinished } from 'vitest';
import { openRecording } from '../../../../src/journal/read/open-recording.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { searchRecording } from '../../../../src/ui/replay/search-recording.ts';
import { arrayHost, arrayRecording, said } from '../../../helpers/array-recording.ts';
import { makeRecording } from '../../../helpers/make-recording.ts';

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

it('finds the same in a cast of ours, read as it stands', async () => {
  const made = makeRecording({
    sessions: [
      {
        name: 'r1',
        startS: 5,
        steps: [
          [5, 'r1#'],
          ...[...'show "ospf"'].map((letter, at) => [6 + at / 10, letter] as const),
          [8, '\r\nneighbor os'],
          [9, 'pf \u001b[31mup\u001b[0m\r\nr1#'],
        ],
      },
      { name: 'r2', steps: [[2, 'nothing\r\nOSPF-5-ADJCHG \u2193 d\u00f6wn\r\n']] },
    ],
  });
  onTestFinished(() => made.remove());
  const platforms = openPlatforms({ userFolder: '/nowhere', onProblem: () => undefined });
  const recording = await openRecording(made.path, { platforms });
  onTestFinished(() => recording.close());
  expect(await searchRecording(recording, 'ospf', { signal })).toEqual([
    { session: 'r2', atS: 2, line: 'OSPF-5-ADJCHG \u2193 d\u00f6wn' },
    { session: 'r1', atS: 8, line: 'r1#show "ospf"' },
    { session: 'r1', atS: 9, line: 'neighbor ospf up' },
  ]);
  expect(await searchRecording(recording, 'd\u00f6wn', { signal })).toHaveLength(1);
});
