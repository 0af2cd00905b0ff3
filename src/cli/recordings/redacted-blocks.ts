import { hideAnswerSecrets, hideInCell } from '../../core/answer-secrets.ts';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { GENERAL_RULES } from '../../core/secrets/general-rules.ts';
import { prepareRules } from '../../core/secrets/secret-lines.ts';
import type { Cell, Table } from '../../core/table/table.ts';
import type { ExportGiven } from '../../export/export-format.ts';
import { textOfBlock } from '../../journal/read/block-text.ts';
import type { RecordedBlock, Recording } from '../../journal/recording.ts';
import type { Redactor } from '../../journal/redact/redactor.ts';
import type { ParseService } from '../../parse/parse-service.ts';
import type { Platforms } from '../../platforms/platforms.ts';

export interface BlockReading {
  readonly recording: Recording;
  readonly platforms: Platforms;
  readonly parser: Pick<ParseService, 'parse'>;
  readonly redactor: Redactor;
  readonly secrets: 'hidden' | 'kept';
  readonly onProblem: (line: string) => void;
}

/** Answers of blocks, and their tables, without their secrets. A table is made of the whole answer, and its cells redacted after that. */
export function redactedBlocks(reading: BlockReading): Pick<ExportGiven, 'textOf' | 'tableOf'> {
  const { recording, platforms, parser, redactor } = reading;
  return {
    textOf: (block) => redactor.text(textOfBlock(recording, block, platforms), block.platform),
    tableOf: async (block) => {
      const text = textOfBlock(recording, block, platforms);
      const { platform, command } = block;
      try {
        const table = await parser.parse({ platform, command, text });
        if (table === undefined || reading.secrets === 'kept') return table;
        return redacted(table, { text, block, reading });
      } catch (thrown) {
        const { message } = asShowrunError(thrown);
        reading.onProblem(safe(`${block.host}: no table of '${command}': ${message}`, 300));
        return undefined;
      }
    },
  };
}

function redacted(
  table: Table,
  { text, block, reading }: { text: string; block: RecordedBlock; reading: BlockReading },
): Table {
  const { platforms, redactor } = reading;
  const rules = prepareRules(GENERAL_RULES, platforms.lookup(block.platform)?.secrets ?? []);
  // What the answer's own lines say is a secret is one in its cells, too, be it short.
  const { values } = hideAnswerSecrets(text, rules);
  const hidden = (cell: string, column: string): string =>
    redactor.text(hideInCell(cell, column, values), block.platform);
  return {
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell, at): Cell => {
        const column = table.columns[at] ?? '';
        if (typeof cell === 'string') return hidden(cell, column);
        return Array.isArray(cell) ? cell.map((one) => hidden(one, column)) : cell;
      }),
    ),
    origin: table.origin && {
      ...table.origin,
      unmatched: table.origin.unmatched.map((line) => ({
        ...line,
        text: redactor.text(line.text, block.platform),
      })),
    },
  };
}
