import type { Call } from './literal-reader.ts';
import type { Scope } from './scope.ts';
import type { TtpObject, TtpValue } from './value.ts';

/** What a function made of a value: undefined to drop the match, or the value with perhaps further fields. */
export type Outcome = { readonly value: TtpValue; readonly fields?: TtpObject } | undefined;

/** A function written after `|` of a variable. */
export type MatchFunction = (value: TtpValue, call: Call, scope: Scope) => Outcome;

/** A condition as a function: the value stays, or the match goes. */
export function condition(
  holds: (value: TtpValue, call: Call, scope: Scope) => boolean,
): MatchFunction {
  return (value, call, scope) => (holds(value, call, scope) ? { value } : undefined);
}

/** A conversion as a function. */
export function conversion(
  change: (value: TtpValue, call: Call, scope: Scope) => TtpValue,
): MatchFunction {
  return (value, call, scope) => ({ value: change(value, call, scope) });
}
