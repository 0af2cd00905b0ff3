import type { Call } from './literal-reader.ts';
import type { MatchFunction, Outcome } from './outcome.ts';
import { argument } from './read-calls.ts';
import type { Scope } from './scope.ts';
import {
  atPath,
  isList,
  isObject,
  newObject,
  type TtpObject,
  type TtpValue,
  textOf,
} from './value.ts';

/** Functions that look a value up in the tables of `<lookup>` tags, or in results that are there already. */
export const LOOKUP_FUNCTIONS: ReadonlyMap<string, MatchFunction> = new Map<string, MatchFunction>([
  ['lookup', (value, call, scope) => found(value, lookUp(textOf(value), call, scope), call)],
  ['rlookup', (value, call, scope) => found(value, keyWithin(textOf(value), call, scope), call)],
  ['gpvlookup', globbed],
]);

/** What a table, or a group of another input or an earlier template, has for a key; undefined for nothing. */
export function lookUp(key: string, call: Call, scope: Scope): TtpValue | undefined {
  for (const table of tablesOf(call, scope)) {
    const hit = isObject(table) ? table[key] : undefined;
    if (hit !== undefined) return hit;
  }
  return undefined;
}

function tablesOf(call: Call, scope: Scope): readonly TtpValue[] {
  const { group, template } = call.named;
  if (typeof group === 'string') return scope.soFar.inputs.flatMap((one) => below(one, group));
  if (typeof template === 'string') {
    const [name = '', ...path] = template.split('.');
    return below(scope.soFar.templates.get(name) ?? null, path.join('.'));
  }
  const name = textOf(call.named['name'] ?? call.args[0] ?? '');
  const table = atPath(scope.lookups, name.split('.')) ?? scope.variable(name);
  return table === undefined ? [] : [table];
}

/** The objects at a path within results, whose lists are looked through. */
function below(results: TtpValue, path: string): readonly TtpValue[] {
  let here: readonly TtpValue[] = spread(results);
  for (const name of path.split('.').filter((part) => part !== '')) {
    here = here.flatMap((one) => (isObject(one) ? spread(one[name] ?? null) : []));
  }
  return here;
}

function spread(value: TtpValue): readonly TtpValue[] {
  return isList(value) ? value.flatMap(spread) : [value];
}

function found(value: TtpValue, hit: TtpValue | undefined, call: Call): Outcome {
  const field = argument(call, 1, 'add_field');
  if (hit === undefined) return { value };
  if (typeof field !== 'string' || field === '') return { value: hit };
  return { value, fields: newObject([[field, hit]]) };
}

/** The value of the first key that occurs within the text. */
function keyWithin(text: string, call: Call, scope: Scope): TtpValue | undefined {
  for (const table of tablesOf(call, scope)) {
    if (!isObject(table)) continue;
    const key = Object.keys(table).find((one) => one !== '' && text.includes(one));
    if (key !== undefined) return table[key];
  }
  return undefined;
}

/** Classes whose glob patterns the value fits: the first, or with `multimatch` all. */
function globbed(value: TtpValue, call: Call, scope: Scope): Outcome {
  const text = textOf(value);
  const classes = tablesOf(call, scope)
    .filter(isObject)
    .flatMap((table: TtpObject) => Object.entries(table))
    .filter(([, globs]) => spread(globs).some((glob) => fitsGlob(text, textOf(glob))))
    .map(([name]) => name);
  const [first] = classes;
  const hit = call.named['multimatch'] === true && first !== undefined ? classes : first;
  return found(value, hit, call);
}

/** `*` and `?`, with one step back at a time: no pattern takes long. */
export function fitsGlob(text: string, glob: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (glob[place] === '*') {
      star = place++;
      from = at;
    } else if (glob[place] === '?' || glob[place] === text[at]) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++from;
    } else return false;
  }
  while (glob[place] === '*') place++;
  return place === glob.length;
}
