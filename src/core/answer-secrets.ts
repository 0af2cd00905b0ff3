import { GENERAL_RULES } from './secrets/general-rules.ts';
import { isTelling } from './secrets/no-secret.ts';
import { type PreparedRules, prepareRules, SecretLines } from './secrets/secret-lines.ts';

/** Stands for what was hidden. */
export const HIDDEN = '‹secret›';

export interface HiddenSecrets {
  readonly text: string;
  /** The values that were hidden, each once. */
  readonly values: readonly string[];
}

const GENERAL = prepareRules(GENERAL_RULES);

/** The text with its secrets replaced by `‹secret›`: passwords, keys, communities, tokens and hashes of them. */
export function hideAnswerSecrets(text: string, rules: PreparedRules = GENERAL): HiddenSecrets {
  const lines = new SecretLines(rules);
  const values = new Set<string>();
  const shown = text.split('\n').map((line) => {
    const parts: string[] = [];
    let done = 0;
    for (const { from, to } of lines.line(line)) {
      values.add(line.slice(from, to));
      parts.push(line.slice(done, from), HIDDEN);
      done = to;
    }
    return parts.join('') + line.slice(done);
  });
  return values.size === 0 ? { text, values: [] } : { text: shown.join('\n'), values: [...values] };
}

/** Columns whose cells are secrets whatever they say. */
const SECRET_COLUMN =
  /^(?:password|passwd|secret|passphrase|psk|key_string|pre_shared_key|community)$/i;

/** A table's cell without the secrets that were found in its text. */
export function hideInCell(cell: string, column: string, values: readonly string[]): string {
  if (cell !== '' && SECRET_COLUMN.test(column)) return HIDDEN;
  return values.reduce((shown, value) => {
    if (shown === value) return HIDDEN;
    return isTelling(value) ? shown.replaceAll(value, HIDDEN) : shown;
  }, cell);
}
