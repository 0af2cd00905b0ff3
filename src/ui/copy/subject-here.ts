import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { joinTables } from '../../core/table/shape/table-join.ts';
import type { Table } from '../../core/table/table.ts';
import type { ShownBlock } from '../../export/block-forms/block-text.ts';
import type { SeenCommand } from '../../session/record/last-command.ts';
import type { Session } from '../../session/session.ts';
import type { State } from '../../state/state.ts';
import type { TableView, ViewSource } from '../../state/table-view.ts';
import { rowsOf } from '../table/copy-forms.ts';
import type { Viewable } from '../table/view-of.ts';
import { blockTold } from './block-told.ts';
import type { CopySubject } from './copy-subject.ts';

/** Where a person is, as far as copying is concerned. */
export interface Here {
  readonly state: State;
  /** Of the focused pane. */
  readonly session: Session | undefined;
  /** While old lines are read: the command chosen or found there; undefined where there is none. */
  readonly chosen: SeenCommand | undefined;
  readonly isReading: boolean;
  /** What the REPL has shown last. */
  readonly lastResults: () => Viewable | undefined;
}

/** Latest blocks in which a command among old lines is looked for. */
const MOST_BLOCKS = 100;

/** What there is to copy: rows of the table over the panes, the REPL's last answers, the command chosen among old lines, or the pane's last one. */
export function subjectHere(here: Here): CopySubject | string {
  const { state, session, chosen, isReading } = here;
  if (state.view !== undefined) return viewSubject(state.view);
  if (state.focus === 'repl') {
    const results = here.lastResults();
    return results === undefined || results.results.length === 0
      ? 'nothing has been answered in the REPL yet'
      : answersSubject(results.results);
  }
  if (session === undefined) return 'there is no session here';
  if (!isReading) return lastSubject(session);
  if (chosen === undefined) return 'there is no command here: { and } choose one';
  return seenSubject(session, chosen);
}

function lastSubject(session: Session): CopySubject | string {
  const last = session.blocks(1).at(-1);
  if (last === undefined) return 'no command has been answered in this pane yet';
  const { command, text } = last;
  return {
    what: whatOf([{ command, host: session.name }]),
    blocks: [{ ...last, host: session.name }],
    rows: undefined,
    // A device that is not known for anything yet is asked then, as for its table.
    table: async () => {
      const asked = await session.lastCommand();
      const isSame = asked?.command === command;
      return tableOr(isSame ? asked : await session.readSeen({ command, text }));
    },
  };
}

function seenSubject(session: Session, seen: SeenCommand): CopySubject {
  const block = blockTold(seen, { host: session.name, blocks: session.blocks(MOST_BLOCKS) });
  return {
    what: whatOf([block]),
    blocks: [block],
    rows: undefined,
    table: async () => tableOr(await session.readSeen(seen)),
  };
}

function answersSubject(results: Viewable['results']): CopySubject {
  const tables = results.flatMap(({ host, table }) =>
    table === undefined ? [] : [{ host, table }],
  );
  const [first] = results;
  return {
    what: whatOf(results),
    blocks: results.map(shownBlock),
    rows: undefined,
    table: async () => {
      const [only] = tables;
      if (only === undefined) return tableOr({ command: first?.command ?? '', table: undefined });
      return results.length === 1 ? only.table : joinTables(tables);
    },
  };
}

/** The rows that are picked, or all that are shown; of raw text what the devices said. */
function viewSubject(view: TableView): CopySubject {
  const rows =
    view.shows === 'raw' ? undefined : rowsOf(view, view.picked.size > 0 ? 'picked' : 'table');
  const { sources, table } = view;
  return {
    what: sources.length === 0 ? view.title : whatOf(sources),
    blocks: sources.map(shownBlock),
    rows,
    table: async () => table ?? tableOr({ command: sources[0]?.command ?? '', table: undefined }),
  };
}

function shownBlock(answer: Pick<ViewSource, 'host' | 'command' | 'text' | 'ran'>): ShownBlock {
  const { host, command, text, ran } = answer;
  const unknown = { mode: '', startedAtMs: undefined, elapsedMs: undefined, outcome: undefined };
  return { host, command, text, ...(ran ?? unknown) };
}

function whatOf(blocks: readonly Pick<ShownBlock, 'host' | 'command'>[]): string {
  const commands = [...new Set(blocks.map(({ command }) => command))].join(' · ');
  const hosts =
    blocks.length > 3 ? `${blocks.length} hosts` : blocks.map(({ host }) => host).join(', ');
  return `${commands} of ${hosts}`;
}

function tableOr({
  command,
  table,
}: {
  readonly command: string;
  readonly table?: Table | undefined;
}) {
  if (table !== undefined) return table;
  throw new ShowrunError(
    'no-template',
    `'${safe(command, 80)}' has no table: no template reads its answer`,
    {
      advice: 'Ctrl-] T says why',
    },
  );
}
