import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHints } from '../../../../src/ui/hints/find-hints.ts';

const found = (line: string): string[] => findHints(line).map(({ text }) => text);

describe('what of a line is worth a label', () => {
  it.each([
    ['GigabitEthernet0/0/1   10.0.0.1   YES NVRAM  up  up', ['GigabitEthernet0/0/1', '10.0.0.1']],
    [
      'O  10.1.2.0/24 [110/20] via 10.0.12.2, 00:01:02, Gi0/1',
      ['10.1.2.0/24', '10.0.12.2', 'Gi0/1'],
    ],
    ['Internet  10.0.0.7   5  aabb.cc00.0100  ARPA', ['10.0.0.7', 'aabb.cc00.0100']],
    ['ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff', ['52:54:00:12:34:56', 'ff:ff:ff:ff:ff:ff']],
    ['inet6 fe80::1%eth0/64 2001:db8::/32 ::1', ['fe80::1%eth0/64', '2001:db8::/32', '::1']],
    ['xe-0/0/0.0 up ae0 irb.100 lo0', ['xe-0/0/0.0', 'ae0', 'irb.100']],
    [
      'Vlan10 is up, Port-channel1 too; Loopback0 192.0.2.1.',
      ['Vlan10', 'Port-channel1', 'Loopback0', '192.0.2.1'],
    ],
    [
      'see https://example.com/a?b=c. Then /etc/ssh/sshd_config',
      ['https://example.com/a?b=c', '/etc/ssh/sshd_config'],
    ],
    ['neighbor 10.0.0.2 remote-as 65001', ['10.0.0.2', '65001']],
    [
      'core-1.example.net has SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      ['core-1.example.net', 'SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'],
    ],
    ['%LINK-3-UPDOWN: Interface Gi0/2, changed state to down', ['Gi0/2']],
    ['Nov 21 10:11:12 uptime is 2 weeks, 3 days 12:34 99% 1.5', []],
    ['999.1.2.3 300.300.300.300/99', []],
    ['plain words are none of that', []],
  ])('%s', (line, texts) => {
    expect(found(line)).toEqual(texts);
  });

  it('lies where it says, in order, and never overlaps', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '10.0.0.1',
        'fe80::1',
        'Gi0/1',
        '/tmp/x',
        ' ',
        ':',
        '.',
        '/',
        'aabb.ccdd.eeff',
        '12345',
        'https://a',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const line = pieces.join('');
        let behind = 0;
        for (const { start, end, text } of findHints(line)) {
          expect(line.slice(start, end)).toBe(text);
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(text).toMatch(/^[\x21-\x7e]+$/);
          behind = end;
        }
      }),
    );
  });

  it('is found in a line of any length without a long wait', () => {
    for (const piece of ['1.', 'a.', ':', 'a:', '/', 'aa-', '0.0.0.0', 'e0/', 'http://'])
      expect(findHints(piece.repeat(200_000)).length).toBeGreaterThanOrEqual(0);
  });
});
