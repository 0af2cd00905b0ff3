import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutBlock, elapsedText } from '../../../../src/export/block-forms/block-about.ts';
import {
  blockMarkdown,
  fenced,
  inlineCode,
} from '../../../../src/export/block-forms/block-markdown.ts';
import { blockText, type ShownBlock } from '../../../../src/export/block-forms/block-text.ts';
import { blockTicket } from '../../../../src/export/block-forms/block-ticket.ts';
import { offsetTime } from '../../../../src/export/block-forms/offset-time.ts';

const BLOCK: ShownBlock = {
  host: 'r1',
  command: 'show clock',
  mode: 'privileged',
  startedAtMs: new Date(2026, 10, 21, 14, 2, 11).getTime(),
  elapsedMs: 340,
  outcome: 'ok',
  text: '14:02:11.009 UTC Sat Nov 21 2026',
};
const TABLE = { columns: ['name', 'a|b'], rows: [['Gi1', '<b>']], origin: undefined };

describe('a block as text', () => {
  it('is the answer with its command above it', () => {
    expect(blockText(BLOCK)).toBe('r1# show clock\n14:02:11.009 UTC Sat Nov 21 2026\n');
  });

  it('has no controls and no bidi marks of the device', () => {
    const text = blockText({ ...BLOCK, text: 'a\x1b[31mb\u202ec\x9b\r\nd\te  \n\n' });
    expect(text).toBe('r1# show clock\na␛[31mb\ufffdc\ufffd\nd       e\n');
  });

  it('says a command on one line, whatever is in it', () => {
    expect(blockText({ ...BLOCK, command: 'show\nclock' })).toMatch(/^r1# show clock\n/);
  });
});

describe('a block for a ticket', () => {
  it('says host, time with offset, mode, command, how long and how it ended, in one fence', () => {
    expect(blockTicket(BLOCK).split('\n')).toEqual([
      '```',
      'Host:    r1',
      `Time:    ${offsetTime(BLOCK.startedAtMs ?? 0)}`,
      'Mode:    privileged',
      'Command: show clock',
      'Took:    340 ms',
      'Outcome: answered',
      '-'.repeat(60),
      '14:02:11.009 UTC Sat Nov 21 2026',
      '```',
      '',
    ]);
  });

  it('leaves out what nobody knows, and says so of the time', () => {
    const unknown = { mode: '', startedAtMs: undefined, elapsedMs: undefined, outcome: undefined };
    const ticket = blockTicket({ ...BLOCK, ...unknown, text: '' });
    expect(ticket).toContain('Time:    not known\nCommand: show clock\n');
    expect(ticket).not.toMatch(/Mode|Took|Outcome/);
    expect(ticket).toContain('(no output)');
  });
});

describe('a block as Markdown', () => {
  it('has its table above the words of the device', () => {
    const markdown = blockMarkdown(BLOCK, TABLE);
    expect(markdown).toMatch(/^\*\*r1\*\* `show clock` {2}\n2026-11-21 14:02:11 /);
    expect(markdown).toContain(
      '\n\n| name | a\\|b |\n| --- | --- |\n| Gi1 | \\<b\\> |\n\n```\n14:02',
    );
  });

  it('says that the device refused', () => {
    expect(blockMarkdown({ ...BLOCK, outcome: 'refused' })).toContain('refused by the device');
  });

  it('never lets a device end its fence', () => {
    const anyText = fc.string({ unit: fc.constantFrom('`', '~', ' ', '\n', 'a'), maxLength: 60 });
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = blockMarkdown({ ...BLOCK, text })
          .trimEnd()
          .split('\n');
        const open = lines.findIndex((line) => /^`{3,}$/.test(line));
        const fence = lines[open] ?? '';
        const closing = new RegExp(`^ {0,3}\`{${fence.length},}\\s*$`);
        expect(lines.slice(open + 1, -1).filter((line) => closing.test(line))).toEqual([]);
        expect(lines.at(-1)).toBe(fence);
      }),
    );
  });

  it('never lets a command end its code span', () => {
    const anyLine = fc.string({ unit: fc.constantFrom('`', ' ', 'a', '|'), maxLength: 20 });
    fc.assert(
      fc.property(anyLine, (line) => {
        fc.pre(line !== '');
        const code = inlineCode(line);
        const mark = /^`+/.exec(code)?.[0] ?? '';
        const inside = code.slice(mark.length, -mark.length);
        expect(code.endsWith(mark)).toBe(true);
        expect([...inside.matchAll(/`+/g)].map(([run]) => run.length)).not.toContain(mark.length);
        expect(inside.startsWith('`') || inside.endsWith('`')).toBe(false);
      }),
    );
  });

  it('fences an empty answer, too', () => {
    expect(fenced('')).toBe('```\n```');
  });
});

describe('what is said about a block', () => {
  it('leaves out what is not known', () => {
    const unknown = { startedAtMs: undefined, elapsedMs: undefined, outcome: undefined };
    expect(aboutBlock({ ...BLOCK, ...unknown })).toBe('privileged');
  });

  it.each([
    [0.4, '0 ms'],
    [999, '999 ms'],
    [2_440, '2.4 s'],
    [59_970, '1 min'],
    [72_000, '1 min 12 s'],
  ])('says %d ms as a person does', (ms, said) => {
    expect(elapsedText(ms)).toBe(said);
  });

  it('has times with their offset', () => {
    expect(offsetTime(Date.UTC(2026, 0, 2, 3, 4, 5))).toMatch(
      /^2026-01-0\d \d\d:\d\d:05 [+-]\d\d:\d\d$/,
    );
  });
});
