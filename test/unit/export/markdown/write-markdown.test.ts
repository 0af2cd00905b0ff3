import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import md from '../../../../src/export/formats/md.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
} from '../../../helpers/export-given.ts';
import { cell, note, reportGiven } from '../../../helpers/report-recording.ts';

describe('a report in Markdown', () => {
  it('has the run, then commands, notes and diffs in their order', async () => {
    const text = await exported(md, reportGiven());
    expect(text.replace(/2026-11-21 01:42:\d\d [+-]\d\d:\d\d/g, 'WHEN')).toBe(`# Ticket 7

* **Recorded:** WHEN
* **Length:** 1 min
* **Hosts:** r1 (cisco\\_ios), r2
* **Commands:** 3, 1 refused
* **Recording:** 2026-11-21T0142-17-lab

## r1 · 01:42:27 · \`show ip int brief\`

WHEN · privileged · 400 ms

| interface | status |
| --- | --- |
| Gi0/0 | up |
| Gi0/1 | a\\|b |

<details><summary>Output, 2 lines</summary>

\`\`\`text
Interface  Status
Gi0/0  up
\`\`\`

</details>

> **Note · 01:42:32 · r1**
>
> Loss towards B.\\
> \\- since 13:40

## r2 · 01:42:37 · \`shwo run\`

WHEN · privileged · 400 ms

**Refused by the device.**

\`\`\`text
% Invalid input
\`\`\`

## REPL · 01:42:42 · In 4

\`\`\`js
%diff before
\`\`\`

\`\`\`diff
- up
+ down
\`\`\`

## r1 · 01:42:47 · \`show clock\`

WHEN · privileged · 400 ms

\`\`\`text
12:00:00
\`\`\`
`);
  });

  it('keeps the order in which blocks were named', async () => {
    const given = reportGiven();
    const blocks = [given.blocks[2], given.blocks[0]].flatMap((one) => one ?? []);
    const text = await exported(md, { ...given, blocks, chosen: 'blocks' });
    expect(text.match(/^## .*/gm)).toEqual([
      '## r1 · 01:42:47 · `show clock`',
      '## r1 · 01:42:27 · `show ip int brief`',
      '## REPL · 01:42:42 · In 4',
    ]);
  });

  it('says how many secrets it hides', async () => {
    const redactor = {
      text: (text: string) => text.replaceAll('Loss', '‹secret›'),
      events: () => [],
      hidden: 1,
    };
    const text = await exported(md, reportGiven({ redactor }));
    expect(text).toContain('> ‹secret› towards B.');
    expect(text).toMatch(/\n---\n\n1 secret is hidden as ‹secret›\.\n$/);
  });

  it('lets nothing of a device or a note out of its fence, its cell or its words', async () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '```',
        '~~~',
        '</details>',
        '<script>',
        '|',
        '\n',
        '\n\n',
        '# x',
        '`',
        '[a](javascript:b)',
        '> ',
        '\r',
        '\x1b[2J',
        '\\',
        '* ',
        '1. ',
        '===',
        '![',
        '    code',
        'http://a.b',
      ),
      fc.string({ maxLength: 6 }),
    );
    const texts = fc.array(hostile, { maxLength: 12 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(texts, texts, texts, async (said, command, noted) => {
        const recording = recordingOf([recordedHost([[0, 'x']])], {
          blocks: [recordedBlock({ command })],
          notes: [note(5, noted)],
          cells: [cell(6, { source: command, text: said })],
        });
        const table = { columns: [command], rows: [[said]], origin: undefined };
        const text = await exported(
          md,
          exportGiven({ recording, texts: { 1: said }, tables: { 1: table } }),
        );
        const outside = withoutFences(text);
        expect(outside).not.toMatch(/(?<!\\)<(?!\/?details>|\/?summary>)/);
        expect(outside.match(/<details>/g)?.length ?? 0).toBe(
          outside.match(/<\/details>/g)?.length ?? 0,
        );
        expect(outside).not.toMatch(/(?<!\\)!?\[/);
        expect(outside.split('\n').filter((line) => /^#/.test(line))).toHaveLength(3);
        expect(outside).not.toMatch(/^( {4}|\t|===|~~~|```)/m);
      }),
      { numRuns: 150 },
    );
  });
});

/** What stands outside fences and code spans, by CommonMark's rules: each fence must be closed by one as long. */
function withoutFences(text: string): string {
  const kept: string[] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const mark = /^(`{3,})[a-z]*$/.exec(line)?.[1] ?? '';
    if (fence === '' && mark !== '') fence = mark;
    else if (fence !== '' && line === fence) fence = '';
    else if (fence === '') kept.push(line.replace(/(?<![`\\])(`+)(?!`)(.*?[^`])\1(?!`)/g, 'CODE'));
  }
  expect(fence).toBe('');
  return kept.join('\n');
}
