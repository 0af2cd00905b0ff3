import { describe, expect, it } from 'vitest';
import ipynb from '../../../../src/export/formats/ipynb.ts';
import type { NotebookCell } from '../../../../src/export/notebook/notebook-cells.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
} from '../../../helpers/export-given.ts';
import { reportGiven } from '../../../helpers/report-recording.ts';

async function cellsOf(given: Parameters<typeof exported>[1]): Promise<NotebookCell[]> {
  const notebook = JSON.parse(await exported(ipynb, given)) as { cells: NotebookCell[] };
  return notebook.cells;
}

describe('a report as a notebook', () => {
  it('has a heading and the line that asks again for each command', async () => {
    const cells = await cellsOf(reportGiven());
    expect(cells.map(({ id, source }) => `${id}: ${source[0]?.trim()}`)).toEqual([
      'title: # Ticket 7',
      'head-1: ## r1 · 01:42:27 · `show ip int brief`',
      'block-1: @r1 show ip int brief',
      'note-2: > **Note · 01:42:32 · r1**',
      'head-3: ## r2 · 01:42:37 · `shwo run`',
      'block-3: @r2 shwo run',
      'cell-4: %diff before',
      'head-5: ## r1 · 01:42:47 · `show clock`',
      'block-5: @r1 show clock',
    ]);
  });

  it('keeps answers as text, tables as escaped HTML beside it, refusals as errors', async () => {
    const outputs = (await cellsOf(reportGiven())).map((cell) =>
      cell.cell_type === 'code' ? cell.outputs : [],
    );
    expect(outputs[2]).toEqual([
      {
        output_type: 'display_data',
        metadata: {},
        data: {
          'text/html': [
            '<table><thead><tr><th>interface</th><th>status</th></tr></thead><tbody>\n',
            '<tr><td>Gi0/0</td><td>up</td></tr>\n',
            '<tr><td>Gi0/1</td><td>a|b</td></tr>\n',
            '</tbody></table>',
          ],
          'text/markdown': [
            '| interface | status |\n',
            '| --- | --- |\n',
            '| Gi0/0 | up |\n',
            '| Gi0/1 | a\\|b |\n',
          ],
          'text/plain': [
            'interface  status\n',
            '---------  ------\n',
            'Gi0/0      up\n',
            'Gi0/1      a|b',
          ],
        },
      },
      { output_type: 'stream', name: 'stdout', text: ['Interface  Status\n', 'Gi0/0  up\n'] },
    ]);
    expect(outputs[5]).toEqual([
      { output_type: 'stream', name: 'stderr', text: ['% Invalid input\n'] },
    ]);
  });

  it('lets nothing of a device be markup or control its reader', async () => {
    const said = '<img src=x onerror=alert(1)>\x1b]0;x\x07\u202e';
    const recording = recordingOf([recordedHost([[0, 'x']])], {
      blocks: [recordedBlock({ command: '<script>' })],
    });
    const table = { columns: ['<b>'], rows: [[said]], origin: undefined };
    const text = await exported(
      ipynb,
      exportGiven({ recording, texts: { 1: said }, tables: { 1: table } }),
    );
    expect(text).toContain('<th>&lt;b&gt;</th>');
    expect(text).toContain('<td>&lt;img src=x onerror=alert(1)&gt;');
    expect(text).toContain('## r1 · 01:42:18 · `<script>`');
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });
});
