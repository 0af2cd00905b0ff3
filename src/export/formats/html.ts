import type { ExportFormat } from '../export-format.ts';
import { writePage } from '../html/write-page.ts';

/** One page that plays the recording in any browser, without a network. */
const html: ExportFormat = {
  extension: 'html',
  holds: 'all sessions',
  summary: 'one page that plays in any browser, offline: panes, chapters, search',
  write: writePage,
};

export default html;
