import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { cellString } from '../../core/table/table-cell.ts';
import { drillCommands } from '../../platforms/drill.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { Choice } from '../../state/state.ts';
import type { TableView, ViewRow } from '../../state/table-view.ts';
import type { Controller } from '../controller.ts';
import type { DialogDesk } from '../dialog-desk.ts';
import type { ParserTools } from './doctor/doctor-desk.ts';
import { drillValues } from './drill-values.ts';
import { rowBehind } from './fold-hosts.ts';
import { sourceOf } from './row-marks.ts';
import { sayWhyRaw } from './say-why-raw.ts';
import { shownOf } from './shown.ts';
import { tableViewOf } from './view-of.ts';

interface DrillDeskOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly sessions: Sessions;
  readonly parsers: ParserTools;
}

/** Goes on from a value of a table: offers the commands that tell more of it, and shows what the chosen one gives. */
export class DrillDesk {
  readonly #options: DrillDeskOptions;
  #stop: AbortController | undefined;

  constructor(options: DrillDeskOptions) {
    this.#options = options;
  }

  /** Asks what to run for the chosen cell, on the device its row comes from. */
  ask(view: TableView): void {
    const { controller, desk } = this.#options;
    const found = this.#choices(view);
    if (typeof found === 'string') {
      controller.say(found, 'info');
      return;
    }
    const { session, choices, value } = found;
    const title = `${session.name}: ${safe(value, 60)}`;
    const placeholder = 'no command of that name: choose one of the list';
    desk.ask(
      { kind: 'pick', title, verb: 'runs it', placeholder, choices, text: '', selected: 0 },
      (chosen) => {
        // Only what was offered: a text typed past the list is not for the device.
        if (choices.some(({ value: one }) => one === chosen) && chosen !== undefined) {
          void this.#run(view, { session, command: chosen });
        }
      },
    );
  }

  /** A command under way is waited for no more. */
  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  #choices(
    view: TableView,
  ): { session: Session; choices: readonly Choice[]; value: string } | string {
    const shown = shownOf(view);
    const row = shown?.rows[view.row];
    const place = shown?.places[view.column];
    if (shown === undefined || row === undefined || place === undefined) return 'there is no row';
    const host = sourceOf(view, row)?.host ?? hostIn(view, row);
    if (host === undefined) return 'which device this row comes from is not known';
    const session = this.#options.sessions.byName(host);
    if (session === undefined) return `no session to ${safe(host, 60)} is open`;
    const values = drillValues(shown.table, rowBehind(row), place);
    const choices = new Map<string, Choice>();
    for (const value of values) {
      for (const command of drillCommands(session.platform, value)) {
        choices.set(command, { value: command, label: command, detail: value.kind });
      }
    }
    const [first] = values;
    if (first === undefined || choices.size === 0) {
      return `nothing is known that goes on from this value on ${safe(session.platform.title, 60)}`;
    }
    return { session, choices: [...choices.values()], value: first.text };
  }

  async #run(
    view: TableView,
    { session, command }: { readonly session: Session; readonly command: string },
  ): Promise<void> {
    const { controller } = this.#options;
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const what = `${safe(session.name, 60)}: ${safe(command, 100)}`;
    controller.say(`${what} …`, 'info');
    try {
      const result = await session.run(command, { owner: 'table', signal: stop.signal });
      if (controller.state.view?.sources !== view.sources) return;
      const next = tableViewOf({ results: [result], failures: [] }, view.from);
      controller.dispatch({ type: 'view/pushed', view: next });
      if (result.outcome === 'refused') controller.say(`${what}: refused`, 'warning');
      else if (next.table === undefined) await sayWhyRaw(next, this.#options);
      else controller.forgetNotice();
    } catch (thrown) {
      const error = asShowrunError(thrown);
      if (!stop.signal.aborted) controller.say(error.line, 'warning');
    } finally {
      if (this.#stop === stop) this.#stop = undefined;
    }
  }
}

/** Of a table that a cell has made, what its column of hosts says. */
function hostIn(view: TableView, row: ViewRow): string | undefined {
  const place = view.table?.columns.indexOf('host') ?? -1;
  if (place < 0) return undefined;
  return cellString(rowBehind(row)[place]);
}
