import { asShowrunError } from '../../../core/errors.ts';
import type { Key } from '../../../core/key.ts';
import { safe } from '../../../core/safe.ts';
import type { Table } from '../../../core/table/table.ts';
import type { TemplateText } from '../../../parse/template-texts.ts';
import type { ParseRequest } from '../../../parse/text-parser.ts';
import type { TableView, ViewSource } from '../../../state/table-view.ts';
import type { Controller } from '../../controller.ts';
import type { DialogDesk } from '../../dialog-desk.ts';
import { sourceOf } from '../row-marks.ts';
import { shownOf } from '../shown.ts';
import { tableViewOf } from '../view-of.ts';
import { Doctor } from './doctor.ts';
import { inTheWay, type ParserFiles, saveParser } from './save-parser.ts';

/** Templates: reading with them, and where a person's own are. */
export interface ParserTools {
  readonly read: (request: ParseRequest) => Promise<Table>;
  readonly templateOf: (source: Pick<ViewSource, 'platform' | 'command'>) => TemplateText;
  readonly userFolder: string;
}

interface DoctorDeskOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly parsers: ParserTools;
  readonly repaint: () => void;
}

const PAGE_ROWS = 8;

/** Opens the parser doctor over a view, saves what is written there, and shows the view anew. */
export class DoctorDesk {
  readonly #options: DoctorDeskOptions;
  #doctor: Doctor | undefined;

  constructor(options: DoctorDeskOptions) {
    this.#options = options;
  }

  /** The one on screen. */
  get doctor(): Doctor | undefined {
    const isShown = this.#options.controller.state.view?.shows === 'doctor';
    return isShown ? this.#doctor : undefined;
  }

  open(view: TableView): void {
    const { controller, parsers, repaint } = this.#options;
    const source = sourceToMend(view);
    if (source === undefined) {
      controller.say('there is no answer to read', 'info');
      return;
    }
    try {
      const { name, text, from, language, isOwn } = parsers.templateOf(source);
      const { platform, command } = source;
      void this.#doctor?.close();
      const doctor = new Doctor(
        { platform, command, answer: source.text, name, template: text, language, isOwn },
        { read: parsers.read },
      );
      doctor.changed.on(repaint);
      this.#doctor = doctor;
      controller.dispatch({ type: 'view/changed', change: { shows: 'doctor', marks: undefined } });
      if (from === 'nothing')
        controller.say(`no template reads '${safe(command, 60)}' yet`, 'info');
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'warning');
    }
  }

  key(doctor: Doctor, key: Key): void {
    const asked = doctor.key(key, PAGE_ROWS);
    if (asked === 'save') void this.#save(doctor);
    else if (asked === 'leave') this.leave();
  }

  /** Goes back to the view; with edits that are not saved, after a question. */
  leave(): void {
    const { doctor } = this;
    if (doctor === undefined) return;
    if (doctor.isSaved) {
      this.#close(doctor);
      return;
    }
    const lines = ['What you have written is not saved.'];
    this.#options.desk.ask(
      { kind: 'confirm', title: 'Leave the parser doctor?', lines, yes: 'leaves without saving' },
      (answer) => {
        if (answer !== undefined) this.#close(doctor);
      },
    );
  }

  async #save(doctor: Doctor): Promise<void> {
    const { controller, desk, parsers } = this.#options;
    const { answer, name, language } = doctor.case;
    const template = doctor.editor.text;
    const { userFolder: folder } = parsers;
    const files: ParserFiles = { folder, name, language, template, answer };
    try {
      const old = await inTheWay(files);
      if (old.length > 0 && !(await this.#mayReplace(desk, old))) return;
      const path = await saveParser(files);
      doctor.saved(template);
      await this.#showAnew();
      controller.say(`saved as ${safe(path, 200)}, the answer beside it`, 'info');
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'error');
    }
  }

  async #mayReplace(desk: DialogDesk, files: readonly string[]): Promise<boolean> {
    const lines = [
      'There already, with something else in it:',
      ...files.map((file) => safe(file, 200)),
    ];
    const answer = await desk.open({
      ...{ kind: 'confirm', title: 'Write over these files?', lines, yes: 'writes over them' },
    });
    return answer !== undefined;
  }

  /** The view under the doctor, read with the templates as they are now. */
  async #showAnew(): Promise<void> {
    const { controller, parsers } = this.#options;
    const { view } = controller.state;
    if (view === undefined) return;
    const results = await Promise.all(
      view.sources.map(async (source) => ({
        ...source,
        table: await parsers.read(source).catch(() => undefined),
      })),
    );
    if (controller.state.view?.sources !== view.sources) return;
    const { title, below, shows } = controller.state.view;
    const anew = tableViewOf({ results, failures: [] }, view.from);
    controller.dispatch({ type: 'view/changed', change: { ...anew, title, below, shows } });
  }

  #close(doctor: Doctor): void {
    const { controller } = this.#options;
    const { view } = controller.state;
    void doctor.close();
    this.#doctor = undefined;
    const shows = view?.table === undefined ? 'raw' : 'table';
    controller.dispatch({ type: 'view/changed', change: { shows } });
  }
}

/** The answer with lines left over, or that of the chosen row, or the first. */
function sourceToMend(view: TableView): ViewSource | undefined {
  const [unmatched] = view.table?.origin?.unmatched ?? [];
  const row = shownOf(view)?.rows[view.row];
  const chosen = row === undefined ? undefined : sourceOf(view, row);
  const left = unmatched === undefined ? undefined : view.sources[unmatched.source ?? 0];
  return left ?? chosen ?? view.sources[0];
}
