import { hideAnswerSecrets, hideInCell } from '../../core/answer-secrets.ts';
import type { Table } from '../../core/table/table.ts';
import type { ShownBlock } from '../../export/block-forms/block-text.ts';

/** What is to be copied: commands with their answers, or rows of a table over the panes. */
export interface CopySubject {
  /** In a few words, foreign: `show version of r1`. */
  readonly what: string;
  readonly blocks: readonly ShownBlock[];
  /** The rows chosen in a table; the text of the blocks is not copied then. */
  readonly rows: Table | undefined;
  /** The table of an answer, by today's templates. Rejects with the reason why there is none. */
  readonly table: () => Promise<Table>;
}

/** The values in it that look like secrets, each once. */
export function secretsIn({ blocks }: CopySubject): readonly string[] {
  const texts = blocks.flatMap(({ command, text }) => [command, text]);
  return [...new Set(texts.flatMap((text) => hideAnswerSecrets(text).values))];
}

/** The same with its secrets hidden, in texts and tables. */
export function withoutSecrets(subject: CopySubject): CopySubject {
  const values = secretsIn(subject);
  const { blocks, rows, table } = subject;
  return {
    ...subject,
    blocks: blocks.map((block) => ({
      ...block,
      command: hideAnswerSecrets(block.command).text,
      text: hideAnswerSecrets(block.text).text,
    })),
    rows: rows && tableWithout(rows, values),
    table: async () => tableWithout(await table(), values),
  };
}

function tableWithout(table: Table, values: readonly string[]): Table {
  const hidden = (text: string, at: number): string =>
    hideInCell(text, table.columns[at] ?? '', values);
  return {
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell, at) => {
        if (typeof cell === 'string') return hidden(cell, at);
        return Array.isArray(cell) ? cell.map((text: string) => hidden(text, at)) : cell;
      }),
    ),
  };
}
