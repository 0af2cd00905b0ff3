import { markdownText } from '../block-forms/block-markdown.ts';
import { plainLine } from '../block-forms/block-text.ts';
import type { ExportGiven, ExportOut } from '../export-format.ts';
import { hiddenWords, reportFacts } from '../report/report-facts.ts';
import { reportItems } from '../report/report-items.ts';
import { markdownCell, type NotebookCell, notebookCells } from './notebook-cells.ts';

/**
 * Writes a report as a notebook (nbformat 4.5). Cells hold text, tables as escaped HTML, and nothing that could run by being looked at; the code of a
 * cell is the line that asks the same in showrun.
 */
export async function writeNotebook(given: ExportGiven, out: ExportOut): Promise<void> {
  const facts = reportFacts(given).map(([name, value]) => `* **${name}:** ${markdownText(value)}`);
  const title = `# ${markdownText(plainLine(given.redactor.text(given.title, '')))}\n\n${facts.join('\n')}`;
  await out(`{\n "cells": [\n${cellJson(markdownCell('title', title))}`);
  let place = 0;
  for await (const item of reportItems(given)) {
    for (const cell of notebookCells(item, ++place)) await out(`,\n${cellJson(cell)}`);
  }
  const hidden = hiddenWords(given);
  if (hidden !== '') await out(`,\n${cellJson(markdownCell('hidden', markdownText(hidden)))}`);
  await out(
    `\n ],\n "metadata": ${JSON.stringify(METADATA)},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n`,
  );
}

const METADATA = {
  kernelspec: { display_name: 'showrun', language: 'javascript', name: 'showrun' },
  language_info: { name: 'javascript', file_extension: '.js', mimetype: 'text/javascript' },
};

function cellJson(cell: NotebookCell): string {
  const text = JSON.stringify(cell, undefined, 1);
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
