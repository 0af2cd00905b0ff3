import { CONDITION_FUNCTIONS } from './condition-functions.ts';
import type { Call } from './literal-reader.ts';
import { LOOKUP_FUNCTIONS } from './lookup-functions.ts';
import { NETWORK_FUNCTIONS } from './network-functions.ts';
import type { MatchFunction, Outcome } from './outcome.ts';
import { readCalls } from './read-calls.ts';
import type { Scope } from './scope.ts';
import { TEXT_METHODS } from './text-methods.ts';
import { isList, newObject, type TtpObject, type TtpValue, textOf } from './value.ts';
import { VALUE_FUNCTIONS } from './value-functions.ts';

/** Runs a variable's functions in order; undefined when one of them drops the match. */
export function runFunctions(value: TtpValue, calls: readonly Call[], scope: Scope): Outcome {
  let here = value;
  let fields: TtpObject | undefined;
  for (const call of calls) {
    const made = runFunction(here, call, scope);
    if (made === undefined) return undefined;
    here = made.value;
    if (made.fields) fields = Object.assign(fields ?? newObject(), made.fields);
  }
  return fields ? { value: here, fields } : { value: here };
}

/** Whether a name is a function, or a method of Python's texts. */
export function isMatchFunction(name: string): boolean {
  return FUNCTIONS.has(name) || TEXT_METHODS.has(name);
}

/** Functions of the language that need a library or a service of Python's. */
export const NOT_PORTED: readonly string[] = [
  'dns',
  'rdns',
  'geoip_lookup',
  'syslog',
  'excel',
  'n2g',
  'jinja2',
  'tabulate',
  'cerberus',
  'validate',
  'yangson',
  'validate_yangson',
  'deepdiff',
];

const FUNCTIONS: ReadonlyMap<string, MatchFunction> = new Map<string, MatchFunction>([
  ...VALUE_FUNCTIONS,
  ...CONDITION_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...LOOKUP_FUNCTIONS,
  ['chain', chained],
  ['macro', macro],
]);

function runFunction(value: TtpValue, call: Call, scope: Scope): Outcome {
  const known = FUNCTIONS.get(call.name);
  if (known) return known(value, call, scope);
  const method = TEXT_METHODS.get(call.name);
  if (!method) scope.warn(`there is no function ${call.name}`);
  if (!method || typeof value !== 'string') return { value };
  const made = method(
    value,
    call.args.map((one) => scope.resolved(one)),
  );
  if (typeof made !== 'boolean') return { value: made };
  return made ? { value } : undefined;
}

/** Functions that a variable lists: a text with `|`, or a list of them. */
function chained(value: TtpValue, call: Call, scope: Scope): Outcome {
  const listed = scope.variable(textOf(call.args[0] ?? ''));
  if (listed === undefined) {
    scope.warn(`chain: there is no variable ${textOf(call.args[0] ?? '')}`);
    return { value };
  }
  const calls = (isList(listed) ? listed : [listed]).flatMap((text) => readCalls(textOf(text)));
  let outcome: Outcome = { value };
  scope.chained(() => {
    outcome = runFunctions(value, calls, scope);
  });
  return outcome;
}

function macro(value: TtpValue, call: Call, scope: Scope): Outcome {
  let outcome: Outcome = { value };
  const fields = newObject();
  for (const name of call.args) {
    outcome = scope.macros.call(textOf(name), outcome.value, (message) => scope.warn(message));
    if (outcome === undefined) return undefined;
    Object.assign(fields, outcome.fields);
  }
  return { value: outcome.value, fields };
}
