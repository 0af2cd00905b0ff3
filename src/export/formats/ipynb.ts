import type { ExportFormat } from '../export-format.ts';
import { writeNotebook } from '../notebook/write-notebook.ts';

/** The same report as a notebook, for Jupyter, VS Code and GitHub. */
const ipynb: ExportFormat = {
  extension: 'ipynb',
  holds: 'all sessions',
  summary: 'the same report as a notebook (Jupyter, VS Code, GitHub)',
  write: writeNotebook,
};

export default ipynb;
