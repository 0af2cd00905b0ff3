import { asShowrunError } from '../../core/errors.ts';
import type { TableView } from '../../state/table-view.ts';
import type { Controller } from '../controller.ts';
import type { ParserTools } from './doctor/doctor-desk.ts';

/** Says why a view that has just been opened shows the raw text: no template, one that fails, or one that knows too little. */
export async function sayWhyRaw(
  view: TableView,
  { controller, parsers }: { readonly controller: Controller; readonly parsers: ParserTools },
): Promise<void> {
  const [source] = view.sources;
  if (view.table !== undefined || source === undefined) return;
  const { platform, command, text } = source;
  const why = await parsers.read({ platform, command, text }).then(
    () => undefined,
    (thrown: unknown) => asShowrunError(thrown).message,
  );
  if (why === undefined || controller.state.view?.sources !== view.sources) return;
  controller.say(`the raw text (d opens the parser doctor): ${why}`, 'info');
}
