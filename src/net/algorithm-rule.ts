import { wildcardMatches } from '../core/selector/wildcard.ts';

/**
 * The list a rule of ssh_config asks for (`KexAlgorithms` and its like): `+a,b` after the defaults, `-a*` the defaults
 * without these, `^a` before the defaults, anything else in their place. Wildcards stand for names of `supported`, and
 * names that are not in it are left out.
 */
export function applyRule(
  rule: string | undefined,
  lists: { readonly defaults: readonly string[]; readonly supported: readonly string[] },
): string[] {
  const { defaults, supported } = lists;
  if (rule === undefined || rule === '') return [...defaults];
  const names = namesOf(rule);
  const asked = () =>
    names.flatMap((pattern) => supported.filter((one) => wildcardMatches(pattern, one)));
  switch (rule.charAt(0)) {
    case '-':
      return defaults.filter((one) => !names.some((pattern) => wildcardMatches(pattern, one)));
    case '+':
      return unique([...defaults, ...asked()]);
    case '^':
      return unique([...asked(), ...defaults]);
    default:
      return unique(asked());
  }
}

/** Whether a rule only adds to the defaults or takes from them, and so leaves their order to us. */
export function keepsOrder(rule: string | undefined): boolean {
  return rule === undefined || rule === '' || rule.startsWith('+') || rule.startsWith('-');
}

function namesOf(rule: string): string[] {
  return rule
    .replace(/^[-+^]/, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
