import { jsonText } from '../../core/json-text.ts';
import { tableRows } from '../../core/table/forms/table-rows.ts';
import type { RecordedBlock } from '../../journal/recording.ts';
import type { ExportFormat, ExportGiven } from '../export-format.ts';

/** What ran, and each command with its answer and the rows of its table, in a shape that stays (docs/recordings.md). */
const json: ExportFormat = {
  extension: 'json',
  holds: 'all sessions',
  summary: 'what ran, and each command with its answer and its rows',
  write: async (given, out) => {
    // Piece by piece: answers together may be longer than a text can be.
    await out(`${opened(about(given))},\n  "blocks": [`);
    let isFirst = true;
    for (const block of given.blocks) {
      await out(`${isFirst ? '' : ','}\n${indented(await blockJson(given, block), '    ')}`);
      isFirst = false;
    }
    await out(`${isFirst ? '' : '\n  '}],\n  "hidden": ${given.redactor.hidden}\n}\n`);
  },
};

export default json;

function about({ recording, hosts, title, chosen, redactor }: ExportGiven): object {
  const { name, kind, startedAtMs, durationS, end, notes, cells } = recording;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    version: 1,
    recording: name,
    title,
    kind,
    startedAt: iso(startedAtMs),
    durationS,
    end,
    sessions: hosts.map((host) => ({
      session: host.name,
      host: host.host,
      groups: host.groups,
      platform: host.platform,
      startS: host.startS,
      endS: host.endS,
    })),
    notes: (chosen === 'all' ? notes : []).map(({ atMs, session = null, text }) => ({
      at: iso(atMs),
      session,
      text: redactor.text(text, ''),
    })),
    cells: (chosen === 'all' ? cells : []).map((cell) => ({
      number: cell.number,
      source: redactor.text(cell.source, ''),
      text: redactor.text(cell.text, ''),
      status: cell.status,
      hosts: cell.hosts,
      startedAt: iso(cell.startedAtMs),
      endedAt: iso(cell.endedAtMs),
    })),
  };
}

async function blockJson(given: ExportGiven, block: RecordedBlock): Promise<object> {
  const { number, session, host, platform, mode, by, outcome, atS, elapsedMs } = block;
  const table = await given.tableOf(block);
  return {
    number,
    session,
    host,
    platform,
    mode,
    command: given.redactor.text(block.command, platform),
    by,
    startedAt: new Date(given.recording.startedAtMs + atS * 1_000).toISOString(),
    atS,
    elapsedMs: Math.round(elapsedMs),
    outcome,
    text: given.textOf(block),
    template: table?.origin?.template ?? null,
    rows: table === undefined ? null : tableRows(table),
  };
}

/** An object as JSON that goes on. */
function opened(value: object): string {
  return jsonText(value).replace(/\n\}\n$/, '');
}

function indented(value: object, by: string): string {
  return jsonText(value).trimEnd().replace(/^/gm, by);
}
