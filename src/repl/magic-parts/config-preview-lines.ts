import { safe } from '../../core/safe.ts';
import type { ConfigPreview } from '../link/config-requests.ts';
import { tableText } from '../values/table-text.ts';
import type { ConfigOrder } from './config-order.ts';
import { tableOfRows } from './table-of-rows.ts';

/** Of more, the question shows the first ones, so that it fits 24 rows; all stand in the transcript. */
const MOST_LINES_ASKED = 7;
const MOST_HOSTS_ASKED = 4;
const MOST_CHARS = 200;

interface ShownPreview {
  /** All of it, for the transcript. */
  readonly all: string;
  /** As much as a question has room for. */
  readonly question: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly yes: string;
  };
}

/** What would be sent to whom, for a person to look at before it is. */
export function previewLines(
  preview: readonly ConfigPreview[],
  { lines, mode, commit }: Pick<ConfigOrder, 'lines' | 'mode' | 'commit'>,
): ShownPreview {
  const table = tableText(
    tableOfRows(
      ['host', 'platform', 'now in', 'lines', 'left out', 'the lines'],
      preview.map((one) => ({
        host: one.host,
        platform: one.platform,
        'now in': one.now,
        lines: one.lines,
        'left out': one.leftOut.length === 0 ? '' : `comments: ${one.leftOut.join(' ')}`,
        'the lines': one.problem === '' ? one.fate : `NOT POSSIBLE: ${one.problem}`,
      })),
    ).table,
  ).split('\n');
  const width = String(lines.length).length;
  const numbered = lines.map((line, at) =>
    `${String(at + 1).padStart(width)}  ${safe(line, MOST_CHARS)}`.trimEnd(),
  );
  const how = [
    ...(mode === undefined ? [] : [`in mode ${safe(mode, 40)}`]),
    ...(commit?.comment === undefined ? [] : [`comment '${safe(commit.comment, 100)}'`]),
    ...(commit?.confirmed === undefined
      ? []
      : [`to be confirmed within ${commit.confirmed} min, or it goes back`]),
  ];
  const said = how.length === 0 ? [] : [how.join(', ')];
  return {
    all: [...numbered, '', ...table, ...said].join('\n'),
    question: {
      title: `Push ${counted(lines.length, 'line')} to ${counted(preview.length, 'host')}?`,
      lines: [
        ...firstOf(table, MOST_HOSTS_ASKED + 1, 'hosts'),
        ...said,
        '',
        ...firstOf(numbered, MOST_LINES_ASKED, 'lines'),
        '',
        'Each host stops at the first line it refuses.',
      ],
      yes: 'sends them',
    },
  };
}

function firstOf(lines: readonly string[], most: number, what: string): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `… ${lines.length - most} more ${what}, shown in the REPL`];
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
