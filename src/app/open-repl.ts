import { join } from 'node:path';
import type { Folders } from '../cli/folders.ts';
import type { Settings } from '../cli/setting-list.ts';
import type { Clock } from '../core/clock.ts';
import { CHARSET_VARIABLE } from '../repl/chart/charset.ts';
import type { DeviceKnowledge } from '../repl/completion/completion.ts';
import type { EditorSettings } from '../repl/editor/editor-settings.ts';
import { openHistory } from '../repl/history/history.ts';
import { withoutSecrets } from '../repl/link/cell-environment.ts';
import { Kernel } from '../repl/link/kernel-host.ts';
import type { KernelOptions } from '../repl/link/kernel-options.ts';
import type { EditedText, ProgramServices } from '../repl/link/program-requests.ts';
import { sessionBackend } from '../repl/link/session-backend.ts';
import { type KeptCell, watchCells } from '../repl/record/kept-cell.ts';
import type { Records } from '../repl/record/records.ts';
import { Repl } from '../repl/repl.ts';
import type { Sessions } from '../session/sessions.ts';

interface ReplOptions {
  readonly sessions: Sessions;
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Environment variables that hold passwords. */
  readonly secretVariables: readonly string[];
  readonly clock: Clock;
  /** The person's own first cell, if there is one. */
  readonly startup: NonNullable<KernelOptions['startup']>;
  /** What of the program cells can ask for. */
  readonly services: ProgramServices;
  /** What keeps its cells, where somebody wants them kept. */
  readonly records: Records;
  /** Told each cell that has ended. */
  readonly onCell: (cell: KeptCell) => void;
  readonly editor: EditorSettings;
  /** What charts are drawn with. */
  readonly charts: Settings['charts'];
  readonly knowledge: DeviceKnowledge;
  readonly editOutside: (text: string, extension: string) => Promise<EditedText>;
  /** Whether the history is kept for later runs. */
  readonly keepsHistory: () => 'on' | 'off';
  /** Something about the history file that a person should know. */
  readonly onProblem: (line: string) => void;
}

/** A REPL over the sessions, with the person's history. Its kernel does not run before `start`. */
export async function openRepl(options: ReplOptions): Promise<Repl> {
  const { sessions, folders, clock, onProblem } = options;
  const backend = sessionBackend({ sessions });
  const history = await openHistory({
    path: join(folders.data, 'history.jsonl'),
    onProblem,
    keeps: options.keepsHistory,
    nowMs: () => clock.wallMs(),
  });
  const kernel = new Kernel({
    backend,
    services: options.services,
    folders,
    clock,
    env: {
      ...withoutSecrets(options.env, options.secretVariables),
      ...(options.charts === 'auto' ? {} : { [CHARSET_VARIABLE]: options.charts }),
    },
    startup: options.startup,
  });
  options.records.follow(kernel.events);
  watchCells(kernel.events, { nowMs: () => clock.wallMs(), onCell: options.onCell });
  const { editor, knowledge, editOutside } = options;
  const repl = new Repl({ backend, kernel, history, clock, editor, knowledge, editOutside });
  // What cells remember of a device was learned on the connection before, or at another moment of its recording.
  sessions.onAdded.on(({ onRenewed }) => onRenewed.on(() => repl.setHosts()));
  return repl;
}
