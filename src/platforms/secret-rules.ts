import { HOW, type SecretRule, secretRule, VALUE } from '../core/secrets/secret-rule.ts';
import type { FilePath, ReadPlatform } from './read-platform.ts';

/** What a file says of where secrets stand. Throws `bad-file` with the line of a pattern that is wrong, or could take for ever. */
export function secretRules(read: ReadPlatform): readonly SecretRule[] {
  return (read.content.secrets ?? []).map((entry, at) => {
    const {
      pattern,
      kind = 'secret',
      after,
      until,
    } = typeof entry === 'string' ? { pattern: entry } : entry;
    const path = ['secrets', at];
    const around = (source: string | undefined): RegExp | undefined =>
      source === undefined ? undefined : checked(read, path, source, () => new RegExp(source, 'i'));
    return checked(read, path, pattern, () =>
      secretRule(kind, written(pattern), { after: around(after), until: around(until) }),
    );
  });
}

/** `{value}` and `{how}` stand for what a value, and the words before it, look like nearly everywhere. */
function written(pattern: string): string {
  return pattern.replace('{value}', () => VALUE).replace('{how}', () => HOW);
}

/** A class with what is in it, an escape, or a repeat without an end. */
const ENDLESS = /\[(?:\\.|[^\]\\])*\]|\\.|([*+]|\{\d{1,4},\})/g;

function checked<Value>(
  read: ReadPlatform,
  path: FilePath,
  source: string,
  make: () => Value,
): Value {
  const where = path.join('.');
  for (const [, endless] of source.matchAll(ENDLESS)) {
    // It meets megabytes of whatever a device sends.
    if (endless !== undefined) {
      throw read.errorAt(path, `${where}: expected an upper bound in place of ${endless}: {0,40}`);
    }
  }
  try {
    return make();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw read.errorAt(path, `${where}: ${why}`);
  }
}
