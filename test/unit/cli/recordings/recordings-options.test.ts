import { describe, expect, it } from 'vitest';
import { parseRecordings } from '../../../../src/cli/recordings/recordings-options.ts';

describe('showrun recordings', () => {
  it.each([
    [[], { action: 'list', names: [], output: 'table' }],
    [['lab', '-o', 'json'], { action: 'list', names: ['lab'], output: 'json' }],
    [['--prune', '--keep', '7d', '--dry-run'], { action: 'prune', keep: '7d', isDryRun: true }],
    [['-d', 'a', 'b'], { action: 'delete', names: ['a', 'b'] }],
    [['--protect', 'a'], { action: 'protect', names: ['a'] }],
    [['--unprotect', 'a'], { action: 'unprotect', names: ['a'] }],
  ])('reads %j', (argv, mode) => {
    expect(parseRecordings(argv)).toMatchObject(mode);
  });

  it.each([
    [['-d'], /no recording was named: showrun recordings -d NAME/],
    [['--protect'], /--protect NAME/],
    [['--prune', 'lab'], /goes through all recordings/],
    [['--prune', '-d', 'lab'], /one at a time/],
    [['--keep', '7d'], /--keep says what --prune keeps/],
    [['-o', 'csv'], /-o wants table or json/],
  ])('refuses %j and says what is right', (argv, message) => {
    expect(() => parseRecordings(argv)).toThrow(message);
  });
});
