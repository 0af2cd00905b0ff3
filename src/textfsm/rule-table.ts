import { type CompiledRegex, compileRegex } from './compile-regex.ts';
import { beginningAt, firstCharacters, firstVisible, isWhite } from './first-characters.ts';
import type { RegexFlavour } from './render-regex.ts';
import type { Rule, State, Template } from './template.ts';

/** A rule ready to run: its expression and which Value each capture fills. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly regex: CompiledRegex;
  /** Value numbers, in the order of the captures. */
  readonly targets: readonly number[];
}

/**
 * The rules of one state, found by how a line begins: by its first character and its first one that is not white space,
 * so that most rules are passed over without running an expression. The order of the rules is kept.
 */
export class RuleTable {
  readonly #ready: readonly ReadyRule[];
  readonly #state: State;
  readonly #byBeginning = new Map<number, readonly ReadyRule[]>();

  constructor(state: State, template: Template, flavour: RegexFlavour) {
    this.#state = state;
    this.#ready = state.rules.map((rule) => readyRule(rule, template, flavour));
  }

  /** The rules that may match a line, in order. */
  candidates(line: string): readonly ReadyRule[] {
    let visible = 0;
    while (visible < line.length && isWhite(line.charCodeAt(visible))) visible++;
    const first = beginningAt(line, 0);
    const second = visible === 0 ? first : beginningAt(line, visible);
    const key = first * 256 + second;
    const known = this.#byBeginning.get(key);
    if (known) return known;
    const found = this.#ready.filter((_, index) => {
      const root = this.#state.rules[index]?.regex.root;
      return !root || (firstCharacters(root)[first] === 1 && firstVisible(root)[second] === 1);
    });
    this.#byBeginning.set(key, found);
    return found;
  }
}

function readyRule(rule: Rule, template: Template, flavour: RegexFlavour): ReadyRule {
  const names = new Map(template.values.map((value, index) => [value.name, index]));
  const regex = compileRegex(rule.regex, new Set(names.keys()), flavour);
  const captures = regex.kind === 'native' ? regex.captures : [...rule.regex.names.keys()];
  return { rule, regex, targets: captures.map((name) => names.get(name) ?? -1) };
}

/** The tables of all states of a template, made when first needed and kept with it. */
export function ruleTables(template: Template, flavour: RegexFlavour): Map<string, RuleTable> {
  const kept = cache.get(template) ?? { ascii: undefined, unicode: undefined };
  cache.set(template, kept);
  const made =
    kept[flavour] ??
    new Map(
      [...template.states.values()].map((state) => [
        state.name,
        new RuleTable(state, template, flavour),
      ]),
    );
  kept[flavour] = made;
  return made;
}

const cache = new WeakMap<Template, Record<RegexFlavour, Map<string, RuleTable> | undefined>>();
