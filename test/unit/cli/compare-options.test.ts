import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/args.ts';

const read = (line: string) => parseCommandLine(line.split(' '));

describe('showrun snapshot', () => {
  it('takes what hosts answer to commands', () => {
    const mode = parseCommandLine([
      ...['snapshot', 'before', '-H', '@core', '-c', 'show version'],
      ...['-c', 'show ip route', '--replace', '-t', '5'],
    ]);
    expect(mode).toMatchObject({
      ...{ mode: 'snapshot', action: 'take', name: 'before', ifTaken: 'replace' },
      commands: ['show version', 'show ip route'],
      reach: { selector: '@core', timeoutMs: 5_000, acceptNew: 'as-configured' },
    });
  });

  it('lists them, and deletes one', () => {
    expect(read('snapshot')).toEqual({ mode: 'snapshot', action: 'list' });
    expect(read('snapshot -d before')).toEqual({
      ...{ mode: 'snapshot', action: 'delete', name: 'before' },
    });
  });

  it.each([
    ['snapshot before', 'no hosts were named'],
    ['snapshot before show -H r1', 'a command goes behind -c'],
    ['snapshot -H r1', 'the snapshot needs a name'],
    ['snapshot a -d b', 'one snapshot at a time'],
    ['snapshot a -H r1 -t 0', '--timeout wants'],
  ])('says what is wrong with: %s', (line, words) => {
    expect(() => read(line)).toThrow(words);
  });
});

describe('showrun diff', () => {
  it('compares what is named, as text or JSON', () => {
    expect(read('diff before after -o json --ignore age,metric --all')).toMatchObject({
      ...{ mode: 'diff', operands: ['before', 'after'], output: 'json' },
      options: { all: true, ignore: ['age', 'metric'], times: false },
    });
    expect(read('diff before')).toMatchObject({ output: 'text', options: { all: false } });
  });

  it.each([
    ['diff', 'nothing was named'],
    ['diff a -o xml', '-o wants text or json'],
    ['diff a --what', '--what'],
  ])('says what is wrong with: %s', (line, words) => {
    expect(() => read(line)).toThrow(words);
  });
});
