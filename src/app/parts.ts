import { join } from 'node:path';
import { type Backstage, openBackstage } from '../cli/backstage.ts';
import { openCompareFiles } from '../cli/compare-files.ts';
import { startLabHosts } from '../cli/lab-hosts.ts';
import { openJournal } from '../cli/open-journal.ts';
import { openLogs } from '../cli/open-logs.ts';
import { readStartupFile } from '../cli/startup-file.ts';
import { templateFolders } from '../cli/template-folders.ts';
import { tidyRecordings } from '../cli/tidy-recordings.ts';
import { loadUserKeymap } from '../cli/user-keymap.ts';
import type { Host } from '../core/host.ts';
import { WakeWatch } from '../core/wake-watch.ts';
import type { Keymap } from '../input/keymap.ts';
import { hideVariables } from '../net/hidden-variables.ts';
import { cellRecordOf } from '../repl/record/cell-record.ts';
import { Records } from '../repl/record/records.ts';
import type { Repl } from '../repl/repl.ts';
import { clipboardSequence } from '../screen/clipboard.ts';
import type { Tty } from '../screen/tty.ts';
import { Feeder } from '../term/feeder.ts';
import { Controller } from '../ui/controller.ts';
import { CopyDesk } from '../ui/copy/copy-desk.ts';
import { subjectHere } from '../ui/copy/subject-here.ts';
import { DialogDesk } from '../ui/dialog-desk.ts';
import { HintsDesk } from '../ui/hints/hints-desk.ts';
import type { HistoryDeskOptions } from '../ui/history-search/history-desk.ts';
import { LegacyDesk } from '../ui/legacy-desk.ts';
import { LogDesk } from '../ui/log-desk.ts';
import { PaneDesk } from '../ui/pane-desk.ts';
import type { AgainDesk } from '../ui/replay/again/again-desk.ts';
import type { ReplayDesk } from '../ui/replay/replay-desk.ts';
import { screenAsker } from '../ui/screen-asker.ts';
import { lastResults } from '../ui/table/last-results.ts';
import { TableDesk } from '../ui/table/table-desk.ts';
import type { AppOptions } from './app-options.ts';
import { deviceKnowledge } from './device-knowledge.ts';
import { followLayout } from './follow-layout.ts';
import { editorSettings } from './follow-settings.ts';
import { type OpenHistory, openHistory } from './open-history.ts';
import { openRepl } from './open-repl.ts';
import { openReplays } from './open-replays.ts';
import { OutsideEditor } from './outside-editor.ts';
import { programServices } from './program-services/program-services.ts';

/** The long-lived objects of a running program, built but not yet wired to each other. */
export interface Parts {
  readonly desk: DialogDesk;
  readonly keymap: Keymap;
  /** The embedded lab's devices, where a lab was asked for. */
  readonly lab: readonly Host[];
  readonly backstage: Backstage;
  readonly repl: Repl;
  readonly controller: Controller;
  readonly legacy: LegacyDesk;
  readonly logDesk: LogDesk;
  readonly copies: CopyDesk;
  readonly panes: PaneDesk;
  readonly tables: TableDesk;
  /** The recordings on the screen. */
  readonly replays: ReplayDesk;
  /** Their commands, run again on live hosts. */
  readonly again: AgainDesk;
  readonly hints: HintsDesk;
  /** The search over all recordings. */
  readonly history: OpenHistory;
  /** The person's own editor. */
  readonly outsideEditor: OutsideEditor;
  /** What was wrong with the files read so far, one line each. */
  readonly problems: readonly string[];
  /** From now on what goes wrong is said in the status line, no longer kept in `problems`. */
  sayProblems(): void;
  /** Closes everything in reverse order. */
  close(): Promise<void>;
}

/** Opens all of them. When one cannot be opened those before it are closed again, and nothing is left running. */
export async function openParts(options: AppOptions): Promise<Parts> {
  const closers: Closer[] = [async () => options.compositor.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer().catch(() => undefined);
  };
  try {
    return { ...(await openInOrder(options, closers)), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

type Closer = () => Promise<void>;

/** Old recordings go once the program stands. */
const TIDY_AFTER_MS = 2_000;

async function openInOrder(options: AppOptions, closers: Closer[]): Promise<Omit<Parts, 'close'>> {
  const { clock, store, compositor, live, folders, env, mode, tty } = options;
  const desk = new DialogDesk({ dispatch: (action) => store.dispatch(action), clock });
  closers.push(() => desk.close());
  const feeder = new Feeder({ clock });
  closers.push(async () => feeder.close());
  const { keymap, problems: keyProblems } = loadUserKeymap(folders.config);
  const problems = [...options.problems, ...keyProblems];
  let onProblem = (line: string): void => void problems.push(line);

  const lab =
    mode.lab === undefined ? undefined : await startLabHosts({ topology: mode.lab, folders });
  if (lab !== undefined) closers.push(lab.close);
  const hosts = lab?.hosts ?? [];
  const asker = screenAsker(desk);
  const { inventory: inventoryFile } = mode;
  const templates = await templateFolders({ folders, env });
  const asked = {
    ...{ folders, clock, settings: options.settings.value, recorded: mode.recorded },
    run: { kind: 'tui', hosts: mode.targets, lab: mode.lab },
    onProblem: (line: string) => onProblem(line),
  } as const;
  const journal = openJournal(asked);
  closers.push(async () => await journal?.close());
  followLayout(store, journal);
  const say = (line: string): void => controller.say(line, 'info');
  const tidying = clock.after(TIDY_AFTER_MS, () => void tidyRecordings({ ...asked, say }));
  closers.push(async () => tidying());
  const shared = { folders, env, clock, feeder, onProblem: (line: string) => onProblem(line) };
  const { reconnect } = options.settings.value;
  const given = {
    ...shared,
    tapFor: journal?.tapFor,
    logs: openLogs(asked),
    recordNote: journal && ((text: string, session?: string) => journal.note(text, session)),
    asker,
    inventoryFile,
    templates,
    more: hosts,
    reconnect,
  };
  const backstage = openBackstage(given);
  closers.push(() => backstage.close());
  const wakeWatch = new WakeWatch({ clock, onWoken: () => backstage.sessions.wake() });
  closers.push(() => wakeWatch.close());

  const { sessions, inventory } = backstage;
  const { secretVariables } = inventory;
  const outsideEditor = new OutsideEditor({
    tty,
    env: hideVariables(env, secretVariables),
    folder: folders.state,
  });
  const records = new Records({
    folder: join(folders.data, 'records'),
    nowMs: () => clock.wallMs(),
    onProblem: (line) => onProblem(line),
  });
  closers.push(() => records.close());
  const services = programServices({ ...options, records }, () => ({
    desk,
    repl,
    backstage,
    controller,
    panes,
    tables,
    replays,
    outsideEditor,
  }));
  const repl: Repl = await openRepl({
    ...{ sessions, folders, env, clock, secretVariables, services, records },
    onCell: (cell) => journal?.cell(cellRecordOf(cell)),
    editOutside: (text, extension) => outsideEditor.edit(text, extension),
    keepsHistory: () => options.settings.value.history,
    editor: editorSettings(options.settings.value),
    charts: options.settings.value.charts,
    knowledge: deviceKnowledge({
      userFolder: join(folders.config, 'parsers'),
      folders: templates,
      platforms: backstage.platforms,
    }),
    startup: async () =>
      options.settings.value.startup === 'on' ? await readStartupFile(folders.config) : undefined,
    onProblem: (line) => onProblem(line),
  });
  closers.push(() => repl.close());
  const emulatorOf: typeof live.emulatorOf = (name) => live.emulatorOf(name);
  const controller: Controller = new Controller({
    ...{ store, desk, sessions, repl, emulatorOf },
    takesLegacyKey: (session, bytes) => legacy.takesKey(session, bytes),
    viewKey: (view, key) => tables.key(view, key),
    hintKey: (key) => hints.key(key),
    search: {
      key: (key) => history.desk.key(key),
      paste: (text) => history.desk.paste(text),
    },
    viewPaste: (text) => tables.paste(text),
    tableOf: (session, seen) => void tables.showSeen(session, seen),
    copyBlock: () => copies.open(),
    replays: {
      key: (key) => replays.key(key),
      againKey: (key) => again.key(key),
      againPaste: (text) => again.paste(text),
    },
  });
  const { remembered } = backstage;
  const legacy = new LegacyDesk({ desk, remembered, say: (...said) => controller.say(...said) });
  const repaint = (): void => compositor.invalidateChrome('now');
  const logDesk = new LogDesk({ controller, desk, ...backstage });
  backstage.logs?.onChanged.on(repaint);
  const panes = new PaneDesk({
    ...{ controller, sessions, inventory, desk, repl, clock, repaint },
    isRecorded: (session) => replays.ofSession(session) !== undefined,
    closeRecorded: (pane) => replays.closePane(pane),
    logMark: (name) => {
      const silent = journal?.isSilent(name) ? ['not recorded'] : [];
      return [...silent, logDesk.markOf(name)].filter((mark) => mark !== '').join(' · ');
    },
  });
  const folder = process.cwd();
  const { parsers } = backstage;
  const copy = copierTo(tty);
  const { rules } = openCompareFiles({ folders, clock, platforms: () => backstage.platforms });
  const tables = new TableDesk({
    controller,
    desk,
    repl,
    sessions,
    clock,
    folder,
    copy,
    repaint,
    parsers,
    rules,
  });
  const copies: CopyDesk = new CopyDesk({
    ...{ controller, desk, clock, copy, folder },
    subject: () => {
      const { state } = controller;
      return subjectHere({
        state,
        session: controller.focusedSession(),
        isReading: controller.focusedPane()?.scroll !== undefined,
        chosen: controller.chosenBlock(),
        lastResults: () => lastResults(repl.state.entries),
      });
    },
  });
  const { replays, again } = openReplays(options, {
    ...{ controller, desk, repl, panes, backstage },
    program: (command) => programOfRecordings[command](),
    note: (text, { name }) => void backstage.writeNote(text, name),
  });
  closers.push(() => replays.closeAll());
  const programOfRecordings = {
    scroll: () => panes.readOldLines(),
    'copy-block': () => copies.open(),
    table: () => void tables.show('table'),
  };
  const open: HistoryDeskOptions['open'] = (moment) => replays.open(moment);
  const history = openHistory(options, { controller, repl, backstage, open, copies });
  closers.push(() => history.close());
  const hints = new HintsDesk({
    ...{ controller, copy, theme: options.liveTheme.theme },
    images: () => options.scene.panes(),
    emulatorOf: (image) => panes.emulatorOf(store.value.panes[image]?.session ?? ''),
    insert: (text) => controller.insert(text),
  });
  return {
    ...{ desk, keymap, lab: hosts, backstage, repl, controller, legacy, panes, tables, problems },
    ...{ hints, replays, again, logDesk, copies, history },
    outsideEditor,
    sayProblems: () => {
      onProblem = (line) => controller.say(line, 'warning');
    },
  };
}

function copierTo(tty: Tty): (text: string) => boolean {
  return (text) => {
    const sequence = clipboardSequence(text);
    if (sequence !== undefined) tty.write(sequence);
    return sequence !== undefined;
  };
}
