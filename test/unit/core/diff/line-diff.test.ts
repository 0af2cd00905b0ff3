import fc, { array, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, type LineChange, lineText } from '../../../../src/core/diff/line-diff.ts';
import { withoutPassingWords } from '../../../../src/core/diff/passing-words.ts';

const line = constantFrom('interface Gi0/0', ' shutdown', ' mtu 1500', ' mtu 9000', '!', '', 'end');
const text = array(line, { maxLength: 15 }).map((lines) => lines.join('\n'));

describe('two texts compared', () => {
  it('give both back: what stayed and what went is the first, what stayed and what came the second', () => {
    fc.assert(
      property(text, text, (before, after) => {
        const changes = diffLines(before, after);
        expect(textOf(changes, 'removed')).toBe(before);
        expect(textOf(changes, 'added')).toBe(after);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give both back whatever the lines are', () => {
    const any = array(string(), { maxLength: 6 }).map((lines) =>
      lines.map((one) => one.replace(/[\r\n]/g, '')).join('\n'),
    );
    fc.assert(
      property(any, any, (before, after) => {
        const changes = diffLines(before, after);
        expect(textOf(changes, 'removed')).toBe(before);
        expect(textOf(changes, 'added')).toBe(after);
      }),
    );
  });

  it('mark the words that differ in a line that was changed', () => {
    const changes = diffLines(
      ' ip address 10.0.0.1 255.255.255.0',
      ' ip address 10.0.0.9 255.255.255.0',
    );
    expect(marked(changes)).toEqual([
      '- ip address [10.0.0.1] 255.255.255.0',
      '+ ip address [10.0.0.9] 255.255.255.0',
    ]);
  });

  it('mark no words where another line stands in the place', () => {
    const changes = diffLines('router bgp 65001', 'interface Loopback0');
    expect(marked(changes)).toEqual(['-router bgp 65001', '+interface Loopback0']);
  });

  it('pair a changed line with the one like it among added ones', () => {
    const changes = diffLines(' mtu 1500 bytes', ' description to core\n mtu 9000 bytes');
    expect(marked(changes)).toEqual([
      '- mtu [1500] bytes',
      '+ description to core',
      '+ mtu [9000] bytes',
    ]);
  });

  it('count lines as equal that only say another time, where told', () => {
    const before = 'r1 uptime is 3 weeks, 2 days\nGi0/0 is up\n  5 packets input, 300 bytes';
    const after = 'r1 uptime is 3 weeks, 3 days\nGi0/0 is down\n  9 packets input, 540 bytes';
    const changes = diffLines(before, after, { comparedBy: withoutPassingWords });
    expect(marked(changes)).toEqual([
      ' r1 uptime is 3 weeks, 3 days',
      '-Gi0/0 is [up]',
      '+Gi0/0 is [down]',
      '   9 packets input, 540 bytes',
    ]);
  });
});

describe('what passes by itself', () => {
  it.each([
    ['12:04:11.123 UTC Fri Nov 20 2026', '~ UTC ~'],
    ['Last change 2026-11-20T21:39:04Z', 'Last change ~'],
    [
      'O 2.2.2.2/32 [110/2] via 10.0.12.2, 1w2d, Gi0/0',
      'O 2.2.2.2/32 [110/2] via 10.0.12.2, ~, Gi0/0',
    ],
    ['never, 00:00:38, 5d03h', 'never, ~, ~'],
    ['  300 packets input, 4,500 bytes', '  ~ input, ~'],
    ['ip address 10.0.0.1 255.255.255.0', 'ip address 10.0.0.1 255.255.255.0'],
    ['mtu 1500', 'mtu 1500'],
    ['aabb.cc00.0100 2001:db8::1', 'aabb.cc00.0100 2001:db8::1'],
    ['bandwidth 1000 kbit', 'bandwidth 1000 kbit'],
  ])('%s', (line, left) => {
    expect(withoutPassingWords(line)).toBe(left);
  });
});

function textOf(changes: readonly LineChange[], side: 'removed' | 'added'): string {
  return changes
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(lineText)
    .join('\n');
}

const SIGN = { same: ' ', removed: '-', added: '+' } as const;

function marked(changes: readonly LineChange[]): string[] {
  return changes.map(
    ({ kind, parts }) =>
      SIGN[kind] + parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  );
}
