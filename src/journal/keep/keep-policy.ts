import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';

/** Which recordings are kept: those younger than an age, and of all of them the youngest that fit into a size. Both absent: all. */
export interface KeepPolicy {
  readonly ageMs?: number;
  readonly bytes?: number;
}

/** Reads `90d 20GB`, one of the two, or `all`. Throws `bad-usage` that says what is wrong; `where` names the setting or the option. */
export function readKeepPolicy(text: string, where: string): KeepPolicy {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  if (words.length === 1 && words[0] === 'all') return {};
  const policy: { ageMs?: number; bytes?: number } = {};
  for (const word of words) {
    const [, count = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([a-z]{1,5})$/.exec(word) ?? [];
    const key = unit in AGES_MS ? 'ageMs' : unit in SIZES ? 'bytes' : undefined;
    const value = Number(count) * (AGES_MS[unit] ?? SIZES[unit] ?? 0);
    if (key === undefined) throw wrong(where, `'${safe(word, 40)}' is neither an age nor a size`);
    if (value <= 0) throw wrong(where, `'${safe(word, 40)}' keeps nothing`);
    if (policy[key] !== undefined) {
      throw wrong(
        where,
        `'${safe(text.trim(), 60)}' has two ${key === 'ageMs' ? 'ages' : 'sizes'}`,
      );
    }
    policy[key] = value;
  }
  return policy;
}

const DAY_MS = 86_400_000;
const AGES_MS = table({ h: DAY_MS / 24, d: DAY_MS, w: 7 * DAY_MS, y: 365 * DAY_MS });
const SIZES = table({
  ...{ k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9, t: 1e12, tb: 1e12 },
  ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
});

function table(units: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.assign(Object.create(null), units);
}

function wrong(where: string, what: string): ShowrunError {
  return new ShowrunError('bad-usage', `${where}: ${what}`, {
    advice: "it takes an age, a size or both, '90d 20GB', or 'all'",
  });
}
