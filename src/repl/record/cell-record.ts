import type { CellRecord } from '../../journal/records.ts';
import { hideSecrets } from '../history/secrets/hide-secrets.ts';
import { answerText, plainText } from './cell-texts.ts';
import type { KeptCell } from './kept-cell.ts';

/** Of what a cell says so much goes into the journal, its end. */
const MOST_CHARS = 50_000;

/** A cell as the journal has it: as plain text, secrets hidden. */
export function cellRecordOf(cell: KeptCell): Omit<CellRecord, 'kind'> {
  const { source, outcome, printed, hosts, endedAtMs } = cell;
  const elapsedMs = 'elapsedMs' in outcome ? outcome.elapsedMs : 0;
  const said = [plainText(printed), answerText(cell)].filter((text) => text !== '');
  return {
    number: outcome.number,
    source: hideSecrets(source.slice(0, MOST_CHARS)).text,
    text: said.join('\n').slice(-MOST_CHARS),
    status: outcome.status,
    hosts,
    startedAtMs: Math.round(endedAtMs - elapsedMs),
    endedAtMs: Math.round(endedAtMs),
  };
}
