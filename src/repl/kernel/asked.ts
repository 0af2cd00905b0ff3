import { pointAt, QueryError } from '../../core/table/query-error.ts';
import { StageError } from './stage.ts';

/** Does what a stage's text asks for; what is wrong with the text is told as the stage's, with a mark under the place. */
export function asked<Value>(stage: string, text: string, task: () => Value): Value {
  try {
    return task();
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    const { message, place } = thrown;
    const pointer = text.trim() === '' ? '' : `\n${pointAt(text, place)}`;
    throw new StageError(`${stage}: ${message}${pointer}`, place.from);
  }
}
