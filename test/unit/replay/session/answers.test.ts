import { describe, expect, it } from 'vitest';
import type { RecordedBlock } from '../../../../src/journal/recording.ts';
import { answerTo, unanswered } from '../../../../src/replay/session/answers.ts';

const BLOCKS = [
  block(1, 'show ip interface brief'),
  block(2, 'sh ver'),
  block(3, 'show ip route 10.0.0.0'),
  block(4, 'show ip route', 'unfinished'),
  block(5, 'show ip interface brief'),
  block(6, 'show interfaces Gi0/1 | include errors'),
  block(70, 'show clock'),
];

function block(
  atS: number,
  command: string,
  outcome: RecordedBlock['outcome'] = 'ok',
): RecordedBlock {
  return {
    ...{ kind: 'block', session: 'r1', host: 'r1', platform: 'auto', mode: '', by: 'person' },
    ...{ startedAtMs: 0, elapsedMs: 0, from: 0, to: 0, place: { line: 0, bytes: 0 } },
    ...{ command, outcome, atS, endS: atS, number: atS },
  };
}

const numberOf = (command: string, atS: number) => answerTo(command, BLOCKS, atS)?.number;

describe('the answer to a command', () => {
  it('is the latest one that was entered by the moment', () => {
    expect(numberOf('show ip interface brief', 0.9)).toBeUndefined();
    expect(numberOf('show ip interface brief', 1)).toBe(1);
    expect(numberOf('show ip interface brief', 4.9)).toBe(1);
    expect(numberOf('show ip interface brief', 100)).toBe(5);
  });

  it('is found by shortened words, on either side, and whatever the blanks are', () => {
    expect(numberOf(' sh  ip int br ', 100)).toBe(5);
    expect(numberOf('show version', 100)).toBe(2);
    expect(numberOf('SHOW IP Int brief', 100)).toBe(5);
  });

  it('is not that of another command', () => {
    expect(numberOf('show ip interface', 100)).toBeUndefined();
    expect(numberOf('show ip route 10.0.0.0', 100)).toBe(3);
    expect(numberOf('show ip route 10.0.0', 100)).toBeUndefined();
    expect(numberOf('show interfaces Gi0/1 | include errors', 100)).toBe(6);
    expect(numberOf('show interfaces Gi0/1 | include err', 100)).toBeUndefined();
    expect(numberOf('show interfaces Gi0/1', 100)).toBeUndefined();
    expect(numberOf('', 100)).toBeUndefined();
  });

  it('is none that was cut off', () => {
    expect(numberOf('show ip route', 100)).toBeUndefined();
  });
});

it('tells when a command has its answer, if it has one', () => {
  const asked = { name: 'r1', blocks: BLOCKS, atS: 65 };
  expect(unanswered('show clock', asked).line).toBe(
    "r1 was asked 'show clock' only later, at 1:10: go there, or further; this is 1:05",
  );
  expect(unanswered('show users', asked).message).toBe(
    "r1 was never asked 'show users' in this recording",
  );
  expect(unanswered('show ip route', { ...asked, atS: 4_000 }).message).toContain('never asked');
});
