import { tableCsv } from '../../core/table/forms/table-csv.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import type { Table } from '../../core/table/table.ts';
import { blockMarkdown, rowsMarkdown } from '../../export/block-forms/block-markdown.ts';
import { blockText, plainLine, type ShownBlock } from '../../export/block-forms/block-text.ts';
import { blockTicket } from '../../export/block-forms/block-ticket.ts';
import type { Choice } from '../../state/state.ts';
import { type CopySubject, secretsIn, withoutSecrets } from './copy-subject.ts';

export type CopyForm = 'text' | 'md' | 'csv' | 'ticket';

const FORMS: readonly { readonly form: CopyForm; readonly label: string }[] = [
  { form: 'text', label: 'Text' },
  { form: 'md', label: 'Markdown' },
  { form: 'csv', label: 'CSV' },
  { form: 'ticket', label: 'Ticket' },
];

/** The forms a person can choose from; where something looks like a secret each of them once more, with that hidden. */
export function copyForms(subject: CopySubject): Choice[] {
  const secrets = secretsIn(subject).length;
  const shown = FORMS.map(({ form, label }) => ({
    value: form,
    label,
    detail: detailOf(form, subject),
  }));
  if (secrets === 0) return shown;
  const what = secrets === 1 ? '1 secret hidden' : `${secrets} secrets hidden`;
  const hidden = FORMS.map(({ form, label }) => ({
    value: `${form} ${HIDDEN}`,
    label: `${label}, ${what}`,
    detail: '‹secret› in their places',
  }));
  return [...shown, ...hidden];
}

/** A choice of `copyForms` in words, and its text. Rejects with the reason where there is no table. */
export async function copyOf(
  subject: CopySubject,
  choice: string,
): Promise<{ readonly text: string; readonly label: string; readonly extension: string }> {
  const [form = '', secrets] = choice.split(' ');
  const chosen = FORMS.find((one) => one.form === form) ?? FORMS[0];
  const given = secrets === HIDDEN ? withoutSecrets(subject) : subject;
  const { form: wanted = 'text', label = 'Text' } = chosen ?? {};
  return { label, text: await textAs(wanted, given), extension: EXTENSIONS[wanted] };
}

const HIDDEN = 'hidden';
const EXTENSIONS = { text: 'txt', md: 'md', csv: 'csv', ticket: 'txt' } as const;

async function textAs(form: CopyForm, subject: CopySubject): Promise<string> {
  const { rows, blocks, table } = subject;
  switch (form) {
    case 'csv':
      return tableCsv(rows ?? (await table()));
    case 'text':
      return rows === undefined ? blocks.map(blockText).join('\n') : `${tableText(rows)}\n`;
    case 'ticket':
      return asTold(subject).map(blockTicket).join('\n');
    case 'md': {
      if (rows !== undefined) return rowsMarkdown(asOne(subject, ''), rows);
      const [only, ...others] = blocks;
      const isOne = only !== undefined && others.length === 0;
      if (isOne) return blockMarkdown(only, await table().catch(() => undefined));
      return blocks.map((block) => blockMarkdown(block)).join('\n');
    }
  }
}

/** For a ticket rows are one answer: of all the hosts they came from. */
function asTold(subject: CopySubject): readonly ShownBlock[] {
  const { rows, blocks } = subject;
  return rows === undefined ? blocks : [asOne(subject, tableText(rows))];
}

function asOne({ blocks, what }: CopySubject, text: string): ShownBlock {
  const [first] = blocks;
  const isOne = first !== undefined && blocks.length === 1;
  const commands = [...new Set(blocks.map(({ command }) => plainLine(command)))];
  const told = blocks.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const unknown = { mode: '', elapsedMs: undefined, outcome: undefined };
  return {
    ...(isOne ? first : unknown),
    host: blocks.map(({ host }) => plainLine(host)).join(', '),
    command: commands.length === 0 ? what : commands.join(' · '),
    startedAtMs: told.length === 0 ? undefined : Math.min(...told),
    text,
  };
}

function detailOf(form: CopyForm, { rows, blocks }: CopySubject): string {
  switch (form) {
    case 'text':
      return rows === undefined ? linesText(blocks) : rowsText(rows);
    case 'md':
      if (rows !== undefined) return 'a table';
      return blocks.length === 1 ? 'its table, where there is one, and the text' : 'in fences';
    case 'csv':
      return rows === undefined ? 'its table, by the templates of today' : rowsText(rows);
    case 'ticket':
      return 'host, time, mode, command, outcome and output, for Jira and the like';
  }
}

function linesText(blocks: readonly ShownBlock[]): string {
  const lines = blocks.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const hosts = blocks.length === 1 ? '' : ` of ${blocks.length} hosts`;
  return `${lines === 1 ? '1 line' : `${lines} lines`}${hosts}`;
}

function rowsText({ rows }: Table): string {
  return rows.length === 1 ? '1 row' : `${rows.length} rows`;
}
