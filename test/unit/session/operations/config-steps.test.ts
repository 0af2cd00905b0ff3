import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configSteps, lineCount } from '../../../../src/session/operations/config-steps.ts';

const rules = {
  comments: ['!'],
  multiline: [
    { start: /^ {0,8}banner \w{1,30} (?<end>\^C|\S)/, end: undefined },
    { start: /^ {0,8}certificate \w{1,30}$/, end: /^ {0,8}quit$/ },
  ],
};

describe('the steps of a configuration', () => {
  it('leave blank lines and comments out and keep the numbers of the lines given', () => {
    const steps = configSteps(['! core', 'interface Gi0/1', '', '  ! spare', ' shutdown  '], rules);
    expect(steps).toEqual([
      { line: 'interface Gi0/1', number: 2, body: [] },
      { line: ' shutdown', number: 5, body: [] },
    ]);
  });

  it('take a text with line ends of any kind as lines', () => {
    expect(configSteps(['a\r\nb\nc\rd'], rules).map(({ line }) => line)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('keep a banner whole, with its comments and blank lines, up to its own delimiter', () => {
    const lines = ['banner motd #', '! keep out', '', 'ours#', 'hostname r1'];
    const steps = configSteps(lines, rules);
    expect(steps).toEqual([
      { line: 'banner motd #', number: 1, body: ['! keep out', '', 'ours#'] },
      { line: 'hostname r1', number: 5, body: [] },
    ]);
    expect(lineCount(steps)).toBe(5);
  });

  it('see that a banner ends on its first line', () => {
    const steps = configSteps(['banner motd ^Ckeep out^C', 'hostname r1'], rules);
    expect(steps.map(({ body }) => body.length)).toEqual([0, 0]);
  });

  it('keep a certificate whole up to its last line', () => {
    const [step] = configSteps([' certificate ca01', '  3082 0201', '  quit', 'end'], rules);
    expect(step?.body).toEqual(['  3082 0201', '  quit']);
  });

  it('refuse a text without its end, and control characters, before anything is sent', () => {
    expect(() => configSteps(['hostname r1', 'banner motd #', 'keep out'], rules)).toThrow(
      "line 2 'banner motd #' begins a text that does not end",
    );
    expect(() => configSteps(['hostname \x1ar1'], rules)).toThrow('has control characters');
  });

  it('lose no line that is neither blank nor a comment', () => {
    const line = fc.constantFrom('', ' ', '! x', 'hostname r1', ' shutdown', 'exit');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const wanted = lines.filter((one) => one.trim() !== '' && !one.startsWith('!'));
        expect(configSteps(lines, rules).map((step) => step.line)).toEqual(wanted);
      }),
    );
  });
});
