import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Word } from '../../../../../src/core/table/condition/condition.ts';
import { rowsWhere } from '../../../../../src/core/table/condition/condition-test.ts';
import { conditionText } from '../../../../../src/core/table/condition/condition-text.ts';
import { parseCondition } from '../../../../../src/core/table/condition/parse-condition.ts';
import { pointAt, QueryError } from '../../../../../src/core/table/condition/query-error.ts';
import type { Cell, Table } from '../../../../../src/core/table/table.ts';

const table: Table = {
  columns: ['host', 'interface', 'ip_address', 'status', 'rx_errors', 'uptime', 'rate', 'flags'],
  rows: [
    ['r1', 'GigabitEthernet0/0', '10.0.12.1', 'up', '0', '1w2d', '10 Mbps', ['a', 'b']],
    ['r1', 'GigabitEthernet0/10', '10.0.13.1', 'up', '12', '02:00:00', '900 Kbps', []],
    ['r2', 'Gi0/1', 'unassigned', 'administratively down', '1,500', 'never', '1 Gbps', ['b']],
    ['sw-1', 'Loopback0', '192.168.1.1/32', 'down', '', '3d04h', '0', []],
  ],
  origin: undefined,
};
const found = (condition: string): number[] =>
  rowsWhere(table, parseCondition(condition)).map((row) => table.rows.indexOf(row));

function wrong(condition: string): string {
  try {
    rowsWhere(table, parseCondition(condition));
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    return `${thrown.message} @${condition.slice(thrown.place.from, thrown.place.to)}`;
  }
  throw new Error(`nothing is wrong with ${condition}`);
}

describe('a condition', () => {
  it.each([
    ['status == up', [0, 1]],
    ['status = UP', [0, 1]],
    ['status is up', [0, 1]],
    ['status != up', [2, 3]],
    ['status <> up', [2, 3]],
    ['status is not up', [2, 3]],
    ['status == administratively down', [2]],
    ['status == "administratively down"', [2]],
    ['rx_errors > 0', [1, 2]],
    ['rx_errors >= 1500', [2]],
    ['rx_errors == 1500', [2]],
    ['rx_errors == 1,500', [2]],
    ['rx_errors < 1k', [0, 1]],
    ['uptime > 1d', [0, 2, 3]],
    ['uptime<=2h', [1]],
    ['rate > 5M', [0, 2]],
    ['ip ~ 10.0.0.0/8', [0, 1]],
    ['ip in 10.0.12.0/24', [0]],
    ['ip in (10.0.12.0/24, 192.168.1.1)', [0, 3]],
    ['ip not in 10.0.0.0/8', [2, 3]],
    ['ip == 192.168.1.1', [3]],
    ['rx_errors in (0, 10-20)', [0, 1]],
    ['interface ~ ^Gi.*0$', [0, 1]],
    ['interface ~ /^gi/', []],
    ['interface ~ /^gi/i and host == r2', [2]],
    ['interface ~ ^(Gi|Lo).*[01]$', [0, 1, 2, 3]],
    ['interface !~ gigabit', [2, 3]],
    ['interface == Gi0/10', [1]],
    ['interface == gigabitethernet0/1', [2]],
    ['status contains down', [2, 3]],
    ['status not contains down', [0, 1]],
    ['rx_errors is empty', [3]],
    ['rx_errors is not empty', [0, 1, 2]],
    ['flags is empty', [1, 3]],
    ['flags == a', [0]],
    ['host in (r1, sw-1)', [0, 1, 3]],
    ['host in r2', [2]],
    ['not status == up', [2, 3]],
    ['!(status == up)', [2, 3]],
    ['status != up and rx_errors > 0', [2]],
    ['status == up && rx_errors > 0 || host == sw-1', [1, 3]],
    ['status == up and (rx_errors > 0 or host == sw-1)', [1]],
    ['NOT status == up AND host == r2', [2]],
    ["host == 'r1' or host == 'r2'", [0, 1, 2]],
  ])('%s', (condition, rows) => {
    expect(found(condition)).toEqual(rows);
  });

  it('wants numbers of a column that has words too', () => {
    const bgp: Table = {
      columns: ['state', 'version'],
      rows: [
        ['Idle', '15.2(4)M7'],
        ['12', '17.3.4'],
        ['0', '17'],
      ],
      origin: undefined,
    };
    const states = (text: string) => rowsWhere(bgp, parseCondition(text)).map(([state]) => state);
    expect(states('state > 0')).toEqual(['12']);
    expect(states('version < 17')).toEqual(['Idle']);
    expect(states('version >= 17')).toEqual(['12', '0']);
    expect(states('version == 15.2(4)M7')).toEqual(['Idle']);
  });

  it.each([
    ['stauts != up', "no column 'stauts'. Did you mean status?", 'stauts'],
    ['st == up and r > 1', "'r' is rx_errors or rate", 'r'],
    ['zone == 1', "no column 'zone'. Columns: host, interface", 'zone'],
    ['status', "what about 'status'? Compare it", 'status'],
    ['status up', "what about 'status'? Compare it", 'up'],
    ['status ==', "expected a text or a number behind '=='", ''],
    ['status == and host == r1', 'quote it if it is a text', 'and'],
    ['status == up host == r1', "expected 'and' or 'or' in front of '=='", '=='],
    ['(status == up', 'this ( is never closed', '('],
    ['status == up)', 'this ) closes nothing', ')'],
    ['status in (up, down', 'this ( is never closed', '('],
    ['status == "up', 'has no end', '"up'],
    ['status =< 3', "'=<' compares nothing", '=<'],
    ['status not up', "expected 'in' or 'contains' behind 'not'", 'up'],
    ['', "expected a column's name", ''],
    ['host == r1, r2', 'several values: say in (r1, r2)', 'r1, r2'],
    ['host == r1,r2', 'several values', 'r1,r2'],
    ['host == r1,', 'several values', 'r1,'],
    ['status == up or down', "what about 'down'?", 'down'],
    ['interface ~ [', "'[' is no regular expression", '['],
    ['interface ~ /(/', '/(/ is no regular expression', '/(/'],
    ['rx_errors > lots', "'rx_errors' has numbers: 'lots' is none", 'lots'],
    ['uptime > 1x', "'uptime' has durations", '1x'],
  ])('that is wrong says what and where: %s', (condition, message, place) => {
    const said = wrong(condition);
    expect(said).toContain(message);
    expect(said.endsWith(`@${place}`)).toBe(true);
  });

  it('stops a pattern that takes for ever', () => {
    const slow: Table = {
      columns: ['text'],
      rows: [[`${'a'.repeat(60)}!`]],
      origin: undefined,
    };
    const startedAtMs = performance.now();
    expect(() => rowsWhere(slow, parseCondition('text ~ (a+)+$'))).toThrow(/takes too long/);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  });

  it('is pointed into', () => {
    expect(pointAt('a == 1 and stauts != up', { from: 11, to: 17 })).toBe(
      '  a == 1 and stauts != up\n             ^^^^^^',
    );
    const long = `${'x'.repeat(500)} wrong ${'y'.repeat(500)}`;
    const [text = '', mark = ''] = pointAt(long, { from: 501, to: 506 }).split('\n');
    expect(text.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('wrong');
    expect(text.length).toBeLessThan(200);
    expect(pointAt('a == \u001b[2J', { from: 5, to: 9 })).not.toContain('\u001b');
  });
});

const COLUMNS = ['a', 'b', 'long name', 'and'];
const VALUES = [
  '',
  '0',
  '7',
  '12',
  'x',
  'X',
  'xy',
  'or',
  'two words',
  'q"uo\\te',
  "it's",
  '(',
  '1d',
];
const column = fc.constantFrom(...COLUMNS);
const value = fc.constantFrom(...VALUES);
const word = (text: string): Word => ({ text, place: { from: 0, to: 0 } });
const test: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('equal' as const),
    column: column.map(word),
    value: value.map(word),
  }),
  fc.record({
    kind: fc.constant('contains' as const),
    column: column.map(word),
    value: value.map(word),
  }),
  fc.record({ kind: fc.constant('empty' as const), column: column.map(word) }),
  fc.record({
    kind: fc.constant('in' as const),
    column: column.map(word),
    values: fc.array(value.map(word), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('order' as const),
    column: column.map(word),
    order: fc.constantFrom('<' as const, '>' as const, '<=' as const, '>=' as const),
    value: value.map(word),
  }),
  fc.record({
    kind: fc.constant('pattern' as const),
    column: column.map(word),
    pattern: fc.constantFrom(
      { ...word('^x'), flags: undefined },
      { ...word('or and'), flags: undefined },
      { ...word('a/b'.replace('/', '\\/')), flags: 'i' },
    ),
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    test,
    fc.record({ kind: fc.constant('not' as const), part: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('any' as const, 'all' as const),
      parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** Without places and what a person's parentheses would not show. */
function bare(node: unknown): unknown {
  return JSON.parse(JSON.stringify(node, (key, one) => (key === 'place' ? undefined : one)));
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom(...VALUES, null),
  fc.integer({ min: 0, max: 20 }),
  fc.array(fc.constantFrom('x', 'xy', '7'), { maxLength: 2 }),
);
const tables = fc
  .array(fc.tuple(cell, cell, cell, cell), { maxLength: 6 })
  .map((rows): Table => ({ columns: COLUMNS, rows, origin: undefined }));

describe('the condition grammar', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(bare(parseCondition(conditionText(given)))).toEqual(bare(given));
      }),
    );
  });

  it('joins rows as logic does', () => {
    fc.assert(
      fc.property(tables, condition, (given, wanted) => {
        const places = (one: Condition): Set<number> =>
          new Set(rowsWhere(given, one).map((row) => given.rows.indexOf(row)));
        const all = given.rows.map((_, at) => at);
        const naive = (one: Condition): Set<number> => {
          switch (one.kind) {
            case 'not': {
              const without = naive(one.part);
              return new Set(all.filter((at) => !without.has(at)));
            }
            case 'any':
              return new Set(one.parts.flatMap((part) => [...naive(part)]));
            case 'all': {
              const sets = one.parts.map(naive);
              return new Set(all.filter((at) => sets.every((set) => set.has(at))));
            }
            default:
              return places(one);
          }
        };
        try {
          expect([...places(wanted)].sort()).toEqual([...naive(wanted)].sort());
        } catch (thrown) {
          if (!(thrown instanceof QueryError)) throw thrown;
        }
      }),
    );
  });

  it('agrees with JavaScript about numbers', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 10 });
    const orders = fc.constantFrom('<', '>', '<=', '>=', '==', '!=');
    fc.assert(
      fc.property(numbers, orders, fc.integer({ min: -50, max: 50 }), (list, order, limit) => {
        const given: Table = {
          columns: ['n'],
          rows: list.map((n) => [String(n)]),
          origin: undefined,
        };
        const kept = rowsWhere(given, parseCondition(`n ${order} ${limit}`)).map(([n]) =>
          Number(n),
        );
        const tests: Record<string, (n: number) => boolean> = {
          '<': (n) => n < limit,
          '>': (n) => n > limit,
          '<=': (n) => n <= limit,
          '>=': (n) => n >= limit,
          '==': (n) => n === limit,
          '!=': (n) => n !== limit,
        };
        expect(kept).toEqual(list.filter(tests[order] ?? (() => false)));
      }),
    );
  });

  it('never throws anything but its own error, whatever is typed', () => {
    const pieces = fc.constantFrom(
      ...['a', 'b', '==', '!=', '~', '!~', '(', ')', ',', 'and', 'or', 'not', '!', 'in', 'is'],
      ...[
        'empty',
        'contains',
        '"',
        "'",
        '/',
        '\\',
        '[',
        '*',
        '10.0.0.0/8',
        '1-9',
        '\u001b',
        '&&',
        '||',
        '=',
      ],
    );
    const typed = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join(' ')),
      fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(typed, tables, (text, given) => {
        try {
          rowsWhere(given, parseCondition(text));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(QueryError);
          const { from, to } = (thrown as QueryError).place;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(pointAt(text, { from, to })).not.toContain('\u001b');
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['parentheses', '('.repeat(19_000)],
    ['negations', 'not '.repeat(4_900)],
    ['words', `a == ${'x '.repeat(9_000)}`],
    ['parts', `a == 1${' and a == 1'.repeat(1_700)}`],
    ['words with parentheses', `a == ${'x(y)'.repeat(4_000)}`],
    ['open words', 'x('.repeat(9_000)],
    ['backslashes', `a == "${'\\'.repeat(19_000)}`],
    ['quotes', `"'`.repeat(9_000)],
    ['slashes', `a ~ ${'/'.repeat(19_000)}`],
    ['commas', `a in (${'1,'.repeat(9_000)}`],
    ['marks', '!'.repeat(19_900)],
  ])('reads many %s in time', (_, text) => {
    const startedAtMs = performance.now();
    try {
      parseCondition(text);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(QueryError);
    }
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });
});
