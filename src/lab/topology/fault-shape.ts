import * as v from 'valibot';

const Flag = v.boolean('true or false');

/** What `faults` of a device may say in a topology file. */
export const FaultShape = v.strictObject(
  {
    slowMs: v.optional(numberUpTo(60_000)),
    baud: v.optional(numberUpTo(1_000_000)),
    drips: v.optional(Flag),
    silent: v.optional(Flag),
    logBurst: v.optional(numberUpTo(1_000)),
    pagesAlways: v.optional(Flag),
    renamesTo: v.optional(
      v.pipe(v.string('a host name'), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'a host name')),
    ),
    hangUpAfterBytes: v.optional(numberUpTo(1_000_000_000)),
    rebootAfterBytes: v.optional(numberUpTo(1_000_000_000)),
    mostLogins: v.optional(numberUpTo(1_000_000)),
    refusesPasswords: v.optional(Flag),
    slowLoginMs: v.optional(numberUpTo(600_000)),
  },
  'faults by name: slowMs, baud, drips, silent, logBurst, pagesAlways, renamesTo, hangUpAfterBytes, rebootAfterBytes, mostLogins, refusesPasswords, slowLoginMs',
);

function numberUpTo(most: number) {
  const expected = `a whole number from 1 to ${most}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(1, expected),
    v.maxValue(most, expected),
  );
}
