import type { Clock } from '../../core/clock.ts';
import { asShowrunError } from '../../core/errors.ts';
import type { Key } from '../../core/key.ts';
import { safe } from '../../core/safe.ts';
import type { ColumnRulesFile } from '../../repl/diff/column-rules-file.ts';
import type { ColumnRules } from '../../repl/diff/ignored-columns.ts';
import type { Repl } from '../../repl/repl.ts';
import type { SeenCommand } from '../../session/record/last-command.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Controller } from '../controller.ts';
import { blockTold, ranOf } from '../copy/block-told.ts';
import type { DialogDesk } from '../dialog-desk.ts';
import { viewRect } from '../scene.ts';
import { copied, copyChoices, rowsOf } from './copy-forms.ts';
import type { Doctor } from './doctor/doctor.ts';
import { DoctorDesk, type ParserTools } from './doctor/doctor-desk.ts';
import { DrillDesk } from './drill-desk.ts';
import { IgnoreDesk } from './ignore-desk.ts';
import { lastResults } from './last-results.ts';
import { sayWhyRaw } from './say-why-raw.ts';
import { prettyLabel, VIEW_KEYS, type ViewCommand } from './view-commands.ts';
import { runViewCommand, type ViewStep, viewKey } from './view-key.ts';
import { tableViewOf, type Viewable } from './view-of.ts';
import { proposedName, writeExport } from './write-export.ts';

export interface TableDeskOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly repl: Repl;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Puts a text into the clipboard of the person's terminal; false: it is too long for that. */
  readonly copy: (text: string) => boolean;
  /** Where files are written to that are named without a folder. */
  readonly folder: string;
  readonly parsers: ParserTools;
  /** What the person says of columns with `x`. */
  readonly rules: ColumnRulesFile;
  readonly repaint: () => void;
}

/** Tables over the panes: opens them, and does for their keys what needs more than the view. */
export class TableDesk {
  readonly #options: TableDeskOptions;
  readonly #drill: DrillDesk;
  readonly #doctors: DoctorDesk;
  readonly #ignore: IgnoreDesk;

  constructor(options: TableDeskOptions) {
    this.#options = options;
    this.#drill = new DrillDesk(options);
    this.#doctors = new DoctorDesk(options);
    const onRules = (rules: ColumnRules): void => options.repl.setColumnRules(rules);
    this.#ignore = new IgnoreDesk({ ...options, onRules });
  }

  /** What has the focus as a table: the REPL's last results, or the last command typed in the pane. */
  async show(shows: 'table' | 'raw'): Promise<void> {
    const { controller, repl } = this.#options;
    const { state } = controller;
    if (state.view?.shows === 'doctor') {
      controller.say('Esc leaves the parser doctor', 'info');
      return;
    }
    if (state.view !== undefined) {
      const change = { shows, rawTop: 0, marks: undefined };
      controller.dispatch({ type: 'view/changed', change });
      return;
    }
    const viewable =
      state.focus === 'repl' ? lastResults(repl.state.entries) : await this.#lastBlock();
    if (viewable !== undefined) {
      this.open(viewable, shows);
      return;
    }
    if (state.focus === 'repl' && repl.state.running) {
      controller.say('still running; try again when it has answered', 'info');
      return;
    }
    const where = state.focus === 'repl' ? 'in the REPL' : 'in this pane';
    controller.say(`no command has been answered ${where} yet`, 'info');
  }

  /** A command and its answer found among a session's old lines, as a table. */
  async showSeen(session: Session, seen: SeenCommand): Promise<void> {
    const { state } = this.#options.controller;
    const result = await session.readSeen(seen);
    const ran = ranOf(blockTold(seen, { host: session.name, blocks: session.blocks(MOST_BLOCKS) }));
    if (state.view === undefined) {
      this.open({ results: [{ ...result, ran }], failures: [] }, 'table');
    }
  }

  /** Opens a view, and says so where there is no table to see. */
  open(viewable: Viewable, shows: 'table' | 'raw'): void {
    const { controller } = this.#options;
    const view = tableViewOf(viewable, controller.state.focus);
    const kind = view.table === undefined ? 'raw' : shows;
    controller.dispatch({ type: 'view/opened', view: { ...view, shows: kind } });
    if (shows === 'table') void sayWhyRaw(view, this.#options);
  }

  /** The parser doctor on screen. */
  get doctor(): Doctor | undefined {
    return this.#doctors.doctor;
  }

  key(view: TableView, key: Key): void {
    const { doctor } = this;
    if (doctor !== undefined) {
      this.#doctors.key(doctor, key);
      return;
    }
    this.#take(view, viewKey(view, key, viewRect(this.#options.controller.state)));
  }

  /** Pasted text goes where typing would go. */
  paste(text: string): void {
    const { controller } = this.#options;
    const { view } = controller.state;
    if (this.doctor !== undefined) this.doctor.paste(text);
    else if (view?.isTypingFilter) {
      const [line = ''] = text.split(/[\r\n]/);
      const change = { filter: view.filter + line, row: 0, top: 0, rawTop: 0 };
      controller.dispatch({ type: 'view/changed', change });
    }
  }

  run(command: ViewCommand): void {
    const { state } = this.#options.controller;
    if (this.doctor !== undefined) {
      this.#doctors.leave();
      return;
    }
    if (state.view === undefined) return;
    this.#take(state.view, runViewCommand(state.view, command, viewRect(state)));
  }

  #take(view: TableView, step: ViewStep | undefined): void {
    const { controller } = this.#options;
    if (step?.kind === 'changed') {
      controller.dispatch({ type: 'view/changed', change: step.change });
    } else if (step?.kind === 'closed') {
      this.#drill.stop();
      controller.dispatch({ type: 'view/closed' });
    } else if (step !== undefined) {
      this.#ask(view, step.command);
    }
  }

  #ask(view: TableView, command: ViewCommand): void {
    const hasRow = view.shows !== 'raw' && view.table !== undefined;
    if (command === 'help') {
      this.#listKeys();
    } else if (command === 'doctor') {
      this.#doctors.open(view);
    } else if (command === 'copy' && hasRow) {
      this.#copy(view);
    } else if (command === 'export' && hasRow) {
      this.#export(view, proposedName(view.sources, this.#options.clock.wallMs()));
    } else if (command === 'ignore' && hasRow) {
      this.#ignore.toggle(view);
    } else if (command === 'drill' && hasRow && view.group === undefined) {
      this.#drill.ask(view);
    } else {
      this.#sayWhy(command);
    }
  }

  #sayWhy(command: ViewCommand): void {
    const why = NOTHING_TO_DO[command];
    if (why !== undefined) this.#options.controller.say(why, 'info');
  }

  #listKeys(): void {
    const choices = VIEW_KEYS.map(({ command, keys, title }) => ({
      value: command,
      label: title,
      detail: keys.map(prettyLabel).join(' '),
    }));
    this.#options.desk.ask(
      {
        kind: 'pick',
        title: 'Keys of the table',
        verb: 'does it',
        placeholder: 'no key does that',
        choices,
        text: '',
        selected: 0,
      },
      (chosen) => {
        const found = VIEW_KEYS.find(({ command }) => command === chosen);
        if (found !== undefined) this.run(found.command);
      },
    );
  }

  #copy(view: TableView): void {
    const { controller, desk, copy } = this.#options;
    desk.ask(
      {
        kind: 'pick',
        title: 'Copy',
        verb: 'copies',
        placeholder: 'nothing of that name',
        choices: copyChoices(view),
        text: '',
        selected: 0,
      },
      (chosen) => {
        const found = chosen === undefined ? undefined : copied(view, chosen);
        if (found === undefined) return;
        if (copy(found.text)) {
          controller.say(
            `${found.what} sent to the terminal's clipboard (OSC 52; where nothing arrives, the terminal has it off: e writes a file)`,
            'info',
          );
        } else {
          controller.say('that is too much for a clipboard; e writes it to a file', 'warning');
        }
      },
    );
  }

  #export(view: TableView, name: string): void {
    const { controller, desk, folder } = this.#options;
    const table = rowsOf(view, view.picked.size > 0 ? 'picked' : 'table');
    if (table === undefined) return;
    const count = `${table.rows.length} ${view.picked.size > 0 ? 'picked ' : ''}rows`;
    const lines = [
      `${count}, ${table.columns.length} columns, to a new file in ${safe(folder, 200)}`,
      'The end of the name says what is written: .csv, .json or .md',
    ];
    desk.ask(
      { kind: 'input', title: 'Export', lines, text: name, verb: 'writes the file' },
      (answer) => {
        const wanted = answer?.trim() ?? '';
        if (wanted === '') return;
        writeExport(table, { name: wanted, folder }).then(
          (file) => controller.say(`${count} written to ${safe(file, 200)}`, 'info'),
          (thrown: unknown) => {
            controller.say(asShowrunError(thrown).line, 'warning');
            this.#export(view, wanted);
          },
        );
      },
    );
  }

  async #lastBlock(): Promise<Viewable | undefined> {
    const session = this.#options.controller.focusedSession();
    const result = await session?.lastCommand();
    const last = session?.blocks(1).at(-1);
    const ran = last !== undefined && last.command === result?.command ? last : undefined;
    return result && { results: [{ ...result, ran }], failures: [] };
  }
}

/** Latest blocks in which a command among old lines is looked for. */
const MOST_BLOCKS = 100;

/** Why a command does nothing in a view. */
const NOTHING_TO_DO: Readonly<Partial<Record<ViewCommand, string>>> = {
  fold: 'only rows of several hosts can be folded',
  'left-over': 'no line was left over',
  'show-ignored': 'this is no diff: nothing is left out of it',
  'raw-of-row': 'which lines made this row is not known',
  raw: 'there is no table of this text',
  hide: 'the last column stays',
  drill: 'this group cannot be said as a filter',
  copy: 'r shows the table, of which something can be copied',
  export: 'r shows the table, which can be exported',
};
