import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seat } from '../square.ts';

describe('a login fed with anything', () => {
  it('prints the same however the bytes are cut', () => {
    const bytes = Buffer.from(
      'show ip int\t\x1b[D?\x15conf t\r\ninterface gi0/1\r\ndescription Grüße\r\n\x1a\x1b[A\x1b[A\x03sh run | i desc\r',
    );
    const whole = new Seat();
    whole.session.feed(bytes);
    const wanted = whole.take();
    expect(wanted).toContain(' description Gr');
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 30 }),
        (cuts) => {
          const seat = new Seat();
          let from = 0;
          for (const to of [...cuts.sort((a, b) => a - b), bytes.length]) {
            seat.session.feed(bytes.subarray(from, to));
            from = to;
          }
          expect(seat.take()).toBe(wanted);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never fails', async () => {
    const word = fc.constantFrom(
      ...[
        'show',
        'ip',
        'route',
        'ospf',
        'no',
        'int',
        'gi0/1',
        'lo1',
        'conf',
        't',
        '|',
        'inc',
        '10.0.0.1',
      ],
      ...[
        '255.255.255.0',
        'area',
        '0',
        'ping',
        'end',
        'exit',
        '?',
        '\r',
        '\r',
        '\t',
        '\x1a',
        '\x03',
        '\x1b',
        '[',
      ],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 60 }),
        async (words) => {
          const seat = new Seat();
          seat.type(words.join(' '));
          seat.type('\x1e\x1e\x03\r');
          await seat.settle();
          seat.session.end();
          expect(seat.isEnded).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes a pasted configuration of a thousand lines at once', () => {
    const seat = new Seat();
    const lines = Array.from({ length: 1_000 }, (_, index) => `interface lo${index % 50}`);
    seat.configure(...lines);
    expect(seat.network.device('r1').config.interfaces).toHaveLength(54);
  });

  it('does not hang on a line without end', () => {
    const seat = new Seat();
    seat.type('x'.repeat(100_000));
    seat.take();
    seat.type('\r');
    expect(seat.take()).toMatch(/Invalid input/);
  });
});
