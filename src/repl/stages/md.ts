import { tableMarkdown } from '../../core/table/forms/table-markdown.ts';
import type { Stage } from '../kernel/stage.ts';
import { tableOf } from '../values/table-of.ts';

const md: Stage = {
  usage: 'md',
  summary: 'the table as Markdown',
  examples: ['@all show ip interface brief |> md'],
  run: (input) => tableMarkdown(tableOf(input)),
};

export default md;
