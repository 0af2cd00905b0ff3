const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(\d{1,6})\s{0,3}y(?:ears?|rs?)?\b/i, 31_536_000],
  [/(\d{1,6})\s{0,3}w(?:eeks?|ks?)?/i, 604_800],
  [/(\d{1,6})\s{0,3}d(?:ays?)?/i, 86_400],
  [/(\d{1,6})\s{0,3}h(?:ours?|rs?)?/i, 3_600],
  [/(\d{1,6})\s{0,3}m(?:in(?:ute)?s?)?(?![a-z])/i, 60],
  [/(\d{1,6})\s{0,3}s(?:ec(?:ond)?s?)?(?![a-z])/i, 1],
];
const CLOCK = /(?:^|[^\d:])(\d{1,6}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?(?!\d)/;

/**
 * How long a device has been up, in seconds, from its own words: `1 year, 2 weeks`, `5d03h`, `3w2d10h`, `12 days, 4:05:06`. Undefined for
 * words that tell no time.
 */
export function uptimeSeconds(words: string): number | undefined {
  const text = words.slice(0, 200);
  const spoken = UNITS.flatMap(([pattern, seconds]) => {
    const match = pattern.exec(text);
    return match ? [Number(match[1]) * seconds] : [];
  });
  const clock = CLOCK.exec(text);
  const clocked = clock
    ? [Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)]
    : [];
  const all = [...spoken, ...clocked];
  return all.length === 0 ? undefined : all.reduce((sum, seconds) => sum + seconds, 0);
}
