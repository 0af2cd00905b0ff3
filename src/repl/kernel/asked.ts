import { pointAt, QueryError } from '../../core/table/condition/query-error.ts';
import { QueryTokens } from '../../core/table/condition/query-tokens.ts';
import { StageError } from './stage.ts';

/** Does what a stage's text asks for; what is wrong with the text is told as the stage's, with a mark under the place. */
export function asked<Value>(
  stage: string,
  text: string,
  task: (tokens: QueryTokens) => Value,
): Value {
  try {
    return task(new QueryTokens(text));
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    const { message, place } = thrown;
    const excerpt = text.trim() === '' ? {} : { excerpt: pointAt(text, place) };
    throw new StageError(`${stage}: ${message}`, { offset: place.from, ...excerpt });
  }
}

/**
 * The arguments of a method as the text that could stand behind the stage's name: `'host', 'ip'` is `host, ip`. A column's whole name is
 * meant as it is, blanks and all; numbers are texts; lists are what they have.
 */
export function textOfArgs(args: readonly unknown[], columns: readonly string[]): string {
  return args
    .flat()
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map((one) => (columns.includes(String(one)) ? quotedName(String(one)) : String(one)))
    .join(', ');
}

/** A name that is read as it is, whatever is in it. */
export function quotedName(name: string): string {
  if (/^[a-z_][\w.]*$/i.test(name)) return name;
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}
